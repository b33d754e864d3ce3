"""Widens a mention to the noun that stands for it in the clause: "dozens of Syrian soldiers",
"Hodeidah region"."""

from __future__ import annotations

from extract.actors.article_words import Words
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

# Nouns that count, or cut out a part of, what follows "of": the clause has them as its subject or
# object.
# Nouns that follow the name of a place they are.


def widened(words: Words, mention: ActorMention, taken: set[int]) -> ActorMention:
    """Return the mention with the head that the clause walk meets, its tokens widened where nothing
    else claims them.

    Parameters
    ----------
    words
        The document's words; without a parse the mention stays as it is.
    mention
        A mention as found.
    taken
        Tokens that mentions hold; those taken here are added.
    """
    if not words.parsed or not mention.start <= mention.head < mention.end:
        return mention
    if mention.kind == "place":
        mention = _with_place_noun(words, mention, taken)
    if mention.kind == "person":
        mention = _with_noun_before(words, mention, taken)
    return _with_partitives(words, mention, taken)


def _with_partitives(words: Words, mention: ActorMention, taken: set[int]) -> ActorMention:
    """Take at most two nouns that cut out a part: "dozens of members of Hamas"."""
    for _step in range(2):
        above = words.head[mention.head]
        part = (
            words.dep[mention.head] == "nmod"
            and above < mention.start
            and _partitive(words, above)
            and words.case_of(mention.head) == "of"
        )
        if not part or (
            words.among(above, "place_nouns") and mention.kind not in ("place", "state")
        ):
            break
        mention = _reach(words, mention, above, taken)
    return mention


def _partitive(words: Words, i: int) -> bool:
    return words.pos[i] == "NUM" or words.lower[i] in word_set("partitives")


def _with_place_noun(words: Words, mention: ActorMention, taken: set[int]) -> ActorMention:
    above = words.head[mention.head]
    if (
        above < mention.end
        or above - mention.end > 1
        or words.lower[above] not in word_set("place_nouns")
        or above in taken
    ):
        return mention
    if words.dep[mention.head] not in ("compound", "amod", "nmod:poss", "nmod", "flat"):
        return mention
    taken.update(range(mention.end, above + 1))
    return mention._replace(end=above + 1, head=above)


def _with_noun_before(words: Words, mention: ActorMention, taken: set[int]) -> ActorMention:
    """A person whose name hangs on a noun right before it: "former defender Ann Example"."""
    above = words.head[mention.head]
    if (
        words.dep[mention.head] not in ("flat", "appos", "nmod")
        or above != mention.start - 1
        or above in taken
    ):
        return mention
    if words.pos[above] not in ("NOUN", "PROPN"):
        return mention
    taken.add(above)
    return mention._replace(head=above)


def _reach(words: Words, mention: ActorMention, above: int, taken: set[int]) -> ActorMention:
    """Take a noun before "of" as head, and the words between; the head alone where another mention
    lies between."""
    if mention.start - above > 6 or taken & set(range(above, mention.start)):
        return mention
    taken.update(range(above, mention.start))
    return mention._replace(start=above, head=above)
