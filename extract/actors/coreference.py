"""References inside an article: pronouns, "the group", "both countries", relatives, and the "we" of
a speaker or an issuer.

What grammar makes certain is read by rules; of the rest a learned ranker says who is meant and how
likely (:mod:`extract.actors.learned_references`). Without its vectors, as in a pipeline of another
make, rules of agreement, recency and syntax stand in for it. All prefer no answer to a wrong one,
and need a parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from extract.actors.antecedent_ranker import packaged_ranker
from extract.actors.article_words import Words
from extract.actors.first_person import FirstPerson
from extract.actors.gazetteer import Gazetteer
from extract.actors.judged_party import read_judged
from extract.actors.learned_references import LearnedReferences
from extract.actors.mentions_before import MentionsBefore
from extract.actors.name_index import Entry
from extract.actors.noun_references import read_both, read_korea, read_noun, read_same_noun
from extract.actors.pronouns import read_pronoun, read_relative
from extract.doc_attributes import ActorMention

Made = list[ActorMention]
Rule = Callable[[MentionsBefore, int], Made]


def resolve_references(
    words: Words,
    found: Sequence[ActorMention],
    gazetteer: Gazetteer,
    *,
    title: Sequence[ActorMention] = (),
    country: str = "",
    bodies: Mapping[str, Entry] | None = None,
) -> list[ActorMention]:
    """Return the mentions that references make, to be added to ``found``.

    A reference that takes the place of a mention ("the group" read as some group) has the same
    tokens as that mention.

    Parameters
    ----------
    words
        The document's words; without a parse nothing is resolved but "the country" and the two
        Koreas.
    found
        The mentions found so far, in order.
    gazetteer
        The lists.
    title
        The actors of the article's title.
    country
        The country that the article is about, or "".
    bodies
        For people by id, the body that they speak for: a group's spokesman says "we".
    """
    mentions = MentionsBefore(words, found, gazetteer, title, country, bodies or {})
    return list(_references(mentions))


def _learned(mentions: MentionsBefore) -> LearnedReferences | None:
    """Return the learned answers, where the document has the vectors that they are learned on."""
    ranker, vectors = packaged_ranker(), mentions.words.doc.tensor
    if ranker is None or not mentions.words.parsed or vectors.shape[1:] != (ranker.width,):
        return None
    return LearnedReferences(mentions, np.asarray(vectors), ranker)


def _references(mentions: MentionsBefore) -> Iterator[ActorMention]:
    words = mentions.words
    rules = _rules(mentions)
    for i in range(words.size):
        made = next((made for rule in rules if (made := rule(mentions, i))), [])
        old = mentions.at.get(i)
        if made and old is not None and old in mentions.mentions:
            mentions.mentions.remove(old)
        for mention in made:
            mentions.add(mention)
            yield mention


def _rules(mentions: MentionsBefore) -> tuple[Rule, ...]:
    """Return the rules in their order: those that are certain, what was learned, and then what the
    other rules say, where the ranker does not speak against it."""
    words = mentions.words
    if not words.parsed:
        return (read_korea, _read_the_country)
    first_person = FirstPerson(mentions)

    def read_certain_pronoun(mentions: MentionsBefore, i: int) -> Made:
        if not _is_free_pronoun(mentions, i):
            return []
        if words.among(i, "relative_pronouns"):
            return read_relative(mentions, i)
        return read_judged(mentions, i) or first_person.read(i)

    def read_free_pronoun(mentions: MentionsBefore, i: int) -> Made:
        return read_pronoun(mentions, i) if _is_free_pronoun(mentions, i) else []

    certain = (read_korea, read_certain_pronoun, read_both)
    learned = _learned(mentions)
    if learned is None:
        return (*certain, read_free_pronoun, read_noun, read_same_noun)
    return (*certain, learned.read, learned.agreeing(read_free_pronoun), read_noun, read_same_noun)


def _is_free_pronoun(mentions: MentionsBefore, i: int) -> bool:
    return i not in mentions.at and mentions.words.pos[i] in ("PRON", "DET")


def _read_the_country(mentions: MentionsBefore, i: int) -> Made:
    """Without a parse, only "the country" and "the nation" are sure enough."""
    return read_noun(mentions, i) if mentions.words.among(i, "country_nouns") else []
