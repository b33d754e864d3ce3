"""References inside an article: pronouns, "the group", "both countries", relatives, and the "we" of
a speaker or an issuer.

A resolver by rules - agreement, recency, syntax - that prefers no answer to a wrong one. It needs a
parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from extract.actors.article_words import Words
from extract.actors.first_person import FirstPerson
from extract.actors.gazetteer import Gazetteer
from extract.actors.judged_party import read_judged
from extract.actors.mentions_before import MentionsBefore
from extract.actors.name_index import Entry
from extract.actors.noun_references import read_both, read_korea, read_noun, read_same_noun
from extract.actors.pronouns import read_pronoun
from extract.doc_attributes import ActorMention

Rule = Callable[[MentionsBefore, int], list[ActorMention]]


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


def _references(mentions: MentionsBefore) -> Iterator[ActorMention]:
    words = mentions.words
    first_person = FirstPerson(mentions)

    def read_free_pronoun(mentions: MentionsBefore, i: int) -> list[ActorMention]:
        if i in mentions.at or words.pos[i] not in ("PRON", "DET"):
            return []
        return read_judged(mentions, i) or read_pronoun(mentions, i) or first_person.read(i)

    rules: tuple[Rule, ...] = (read_korea, _read_the_country)
    if words.parsed:
        rules = (read_korea, read_free_pronoun, read_both, read_noun, read_same_noun)
    for i in range(words.size):
        made = next((made for rule in rules if (made := rule(mentions, i))), [])
        old = mentions.at.get(i)
        if made and old is not None and old in mentions.mentions:
            mentions.mentions.remove(old)
        for mention in made:
            mentions.add(mention)
            yield mention


def _read_the_country(mentions: MentionsBefore, i: int) -> list[ActorMention]:
    """Without a parse, only "the country" and "the nation" are sure enough."""
    return read_noun(mentions, i) if mentions.words.among(i, "country_nouns") else []
