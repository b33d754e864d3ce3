"""Who "I" and "we" are: the speaker of the quotation, who has the floor in a record, or the body
that issues the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.actors.floor import Floor
from extract.actors.issuer import issuer_of
from extract.actors.mentions_before import MentionsBefore
from extract.actors.pronouns import read_pronoun
from extract.doc_attributes import ActorMention
from extract.grammar.speech import who_speaks
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_ON_THE_FLOOR = "has the floor"
_OFFICIAL = frozenset(("GOV", "MIL"))


class FirstPerson:
    """Reads the first-person pronouns of one article."""

    def __init__(self, mentions: MentionsBefore) -> None:
        self.mentions = mentions
        self._issuer: list[ActorMention | None] = []
        self._floor: list[Floor] = []

    def read(self, i: int) -> list[ActorMention]:
        """Return whom "I" or "we" means; nothing where the text does not say who speaks."""
        words = self.mentions.words
        one = words.among(i, "i_words")
        if not one and not words.among(i, "we_words"):
            return []
        speaker, how = self._speaker(i)
        if speaker is None:
            return []
        if (one == (speaker.kind == "person")) or how == _ON_THE_FLOOR:
            if not one and speaker.kind == "person":
                return self._body_of(i, speaker, how)
            return [self.mentions.refer(i, speaker, how)]
        return [] if one else self._body_of(i, speaker, how)

    def _speaker(self, i: int) -> tuple[ActorMention | None, str]:
        mentions = self.mentions
        token = mentions.words.doc[i]
        if mentions.is_quoted(i):
            named = (self._mention(verb) for verb in mentions.spoken.verbs_of(token))
            return next(filter(None, named), None), "speaks in the quotation"
        if not self._floor:
            self._floor.append(Floor(mentions.words, mentions.mentions, mentions.gazetteer))
        told, speaker = self._floor[0].speaker_at(i)
        speaker = speaker if told else self._floor[0].issuer()
        if told or speaker is not None:
            return speaker, _ON_THE_FLOOR
        if not self._issuer:
            self._issuer.append(issuer_of(mentions.words, mentions.mentions, mentions.title))
        return self._issuer[0], "issues the text"

    def _mention(self, verb: Token) -> ActorMention | None:
        """Return whom the subject of a verb of speech names, or means as a pronoun."""
        mentions = self.mentions
        speakers = who_speaks(verb)
        if not speakers:
            return None
        i = speakers[0].i
        if i in mentions.by_head:
            return mentions.by_head[i]
        found = self._third_person(i) if mentions.words.pos[i] == "PRON" else []
        return found[0] if len(found) == 1 else None

    def _third_person(self, i: int) -> list[ActorMention]:
        """Resolve the pronoun of "he said", which the reading has not come to yet."""
        relative = self.mentions.words.lower[i] in word_set("relative_pronouns")
        return [] if relative else read_pronoun(self.mentions, i)

    def _body_of(self, i: int, speaker: ActorMention, how: str) -> list[ActorMention]:
        """Return the body for which a person says "we": their own, or for an official the state."""
        mentions = self.mentions
        body = mentions.bodies.get(speaker.id)
        if body is None and _OFFICIAL & set(speaker.sectors):
            body = mentions.gazetteer.states.get(speaker.country)
        if body is None:
            return []
        word = mentions.words.texts[i]
        reason = f"{word!r}: {speaker.name}, who {how}, speaks for {body.name}"
        told = mentions.refer_to_entry(i, body, reason)
        return [told._replace(sectors=body.sectors or speaker.sectors)]
