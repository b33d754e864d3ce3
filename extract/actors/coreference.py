"""References inside an article: pronouns, "the group", "both countries", relatives, and the "we" of
a speaker or an issuer.

A resolver by rules - agreement, recency, syntax - that prefers no answer to a wrong one. It needs a
parse.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping, Sequence

from extract.actors.anaphors import BODIES, SEVERAL, SUBJECTS, kinds_by_noun
from extract.actors.article_words import Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.genders import gender_of
from extract.actors.name_index import Entry
from extract.actors.quotes import Quote, issuer_of, quotes_of, speaker_of
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

_WINDOW = 2
# How many mentions back a reference may reach.
_FAR = 120


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
    return list(_Resolver(words, found, gazetteer, title, country, bodies or {}).references())


class _Resolver:
    def __init__(
        self,
        words: Words,
        found: Sequence[ActorMention],
        gazetteer: Gazetteer,
        title: Sequence[ActorMention],
        country: str,
        bodies: Mapping[str, Entry],
    ) -> None:
        self.words, self.gazetteer, self.country = words, gazetteer, country
        self.title, self.bodies = title, bodies
        self.mentions = sorted(found)
        self.at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self.by_head = {m.head: m for m in self.mentions}
        self.quotes: list[Quote] = quotes_of(words)
        self.issuer: ActorMention | None = None
        self._issuer_known = False

    def references(self) -> Iterator[ActorMention]:
        words = self.words
        for i in range(words.size):
            word = words.lower[i]
            made: list[ActorMention] = []
            old = self.at.get(i)
            if (
                word in ("north", "south")
                and words.texts[i][0].isupper()
                and (old is None or old.resolved_by == "name")
            ):
                made = self._korea(i)
            elif not words.parsed:
                if word in ("country", "nation") and self._definite(i):
                    made = self._noun(i)
            elif old is None and words.pos[i] in ("PRON", "DET"):
                made = self._pronoun(i)
            elif word in word_set("sides") and (
                old is None or old.resolved_by in ("role", "context")
            ):
                made = self._both(i)
            elif (
                word in kinds_by_noun()
                and (old is None or old.resolved_by in ("role", "context"))
                and self._definite(i)
            ):
                made = self._introduced(i) or self._noun(i)
            if (
                not made
                and old is not None
                and old.resolved_by in ("role", "context")
                and words.parsed
                and self._definite(i)
            ):
                made = self._same_noun(i, old)
            if made and old is not None and old in self.mentions:
                self.mentions.remove(old)
            for mention in made:
                self.by_head[i] = mention
                insort(self.mentions, mention)
                self.at[i] = mention
                yield mention

    # -- pronouns
    # --------------------------------------------------------------------------------------------------------

    def _pronoun(self, i: int) -> list[ActorMention]:
        word = self.words.lower[i]
        if word in ("who", "which", "that", "whom", "whose"):
            return self._relative(i)
        if word in word_set("he_words") or word in word_set("she_words"):
            return self._person(i, "m" if word in word_set("he_words") else "f")
        if word in word_set("it_words"):
            return [] if self._expletive(i) else self._body(i)
        if word in word_set("they_words"):
            return self._they(i)
        if word in word_set("i_words") or word in word_set("we_words"):
            return self._speaker(i, plural=word in word_set("we_words"))
        return []

    def _relative(self, i: int) -> list[ActorMention]:
        words = self.words
        verb = i
        for _step in range(4):
            if words.dep[verb].startswith("acl:relcl") or words.dep[verb] == "acl":
                break
            verb = words.head[verb]
        else:
            return []
        if words.dep[verb] not in ("acl:relcl", "acl"):
            return []
        antecedent = self.by_head.get(words.head[verb]) or self.at.get(words.head[verb])
        return (
            [self._refer(i, antecedent, "relative")]
            if antecedent is not None and antecedent.start < i and antecedent.kind != "place"
            else []
        )

    def _person(self, i: int, gender: str) -> list[ActorMention]:
        def fits(m: ActorMention) -> bool:
            if m.kind == "person":
                return gender_of(m.name) in ("", gender)
            return self.words.lemma[m.head] in word_set("person_nouns") and self.words.doc[
                m.head
            ].morph.get("Number", []) != ["Plur"]

        return self._one(i, fits)

    def _one(self, i: int, fits: Callable[[ActorMention], bool]) -> list[ActorMention]:
        """Resolve to the fitting subject nearest before, or to the only fitting actor of this
        sentence and the one before."""
        words = self.words
        possessive = words.dep[i] == "nmod:poss"
        for back in range(_WINDOW + 1):
            sentence = words.sentence[i] - back
            here = [
                m
                for m in self._before(i)
                if words.sentence[m.start] == sentence
                and fits(m)
                and not self._same_clause(i, m, possessive)
            ]
            if self._quoted(i):
                here = [m for m in here if self._quoted(m.start) or back]
            here = [m for m in here if m.kind == "person"] or here
            if not here:
                continue
            ids = {m.id for m in here}
            if len(ids) == 1:
                return [self._refer(i, here[-1], "the only such actor near")]
            subjects = [m for m in here if words.dep[m.head] in SUBJECTS]
            if len({m.id for m in subjects}) == 1:
                return [self._refer(i, subjects[-1], "the subject before")]
            return []
        return []

    def _same_clause(self, i: int, m: ActorMention, possessive: bool) -> bool:
        """A plain pronoun does not refer to an argument of its own verb, a possessive may."""
        if m.start <= i < m.end:
            return True
        words = self.words
        if possessive:
            return words.dep[m.head] == "nmod:poss" and words.head[m.head] == words.head[i]
        return words.head[m.head] == words.head[i] and words.dep[i] in (
            "obj",
            "iobj",
            "obl",
            *SUBJECTS,
        )

    def _body(self, i: int) -> list[ActorMention]:
        """Resolve "it" and "its" to the subject before, if that is a body; a subject that is no
        actor stands in the way."""
        at = self._subject_before(i)
        mention = self.by_head.get(at) or self.at.get(at)
        fits = (
            mention is not None and mention.kind in BODIES - {"media"} and not self._plural(mention)
        )
        if fits and mention is not None:
            return [self._refer(i, mention, "the subject before")]
        if self.words.lower[i] != "its" or (at >= 0 and mention is None):
            return []
        return self._one(i, lambda m: m.kind in BODIES - {"media"} and not self._plural(m))

    def _subject_before(self, i: int) -> int:
        """Return the subject of the clause around a pronoun's own, or of the sentence before; -1
        where there is none."""
        words = self.words
        verb = words.head[i]
        if words.dep[i] != "nmod:poss" and words.dep[i] != "nmod":
            verb = words.head[verb] if words.dep[verb] not in ("root", "ROOT") else -1
        seen = 0
        while verb >= 0 and seen < 12:
            for child in words.children[verb]:
                if words.dep[child] in SUBJECTS and child < i and child != words.head[i]:
                    return child
            if words.head[verb] == verb:
                break
            verb, seen = words.head[verb], seen + 1
        before = words.sentence[i] - 1
        for j in range(i - 1, -1, -1):
            if words.sentence[j] < before:
                break
            if words.sentence[j] == before and words.dep[j] in ("ROOT", "root"):
                return next(
                    (child for child in words.children[j] if words.dep[child] in SUBJECTS), -1
                )
        return -1

    def _they(self, i: int) -> list[ActorMention]:
        words = self.words
        at = self._subject_before(i)
        if at < 0:
            return []
        pair = [
            m
            for m in self._before(i)
            if m.end <= i
            and (m.head == at or (words.dep[m.head] == "conj" and words.head[m.head] == at))
        ]
        pair = [m for m in pair if m.kind in SEVERAL | {"person"}]
        if len({m.id for m in pair}) > 1:
            return [self._refer(i, m, "both subjects before") for m in pair]
        if pair and (self._plural(pair[0]) or pair[0].kind in ("armed group", "party", "people")):
            return [self._refer(i, pair[0], "the plural subject before")]
        if pair:
            here = [
                m
                for m in self._near(i, 1)
                if self._plural(m) and not self._same_clause(i, m, words.dep[i] == "nmod:poss")
            ]
            if len({m.id for m in here}) == 1:
                return [self._refer(i, here[-1], "the only plural actor near")]
        return []

    def _plural(self, m: ActorMention) -> bool:
        number = self.words.doc[m.head].morph.get("Number", [])
        if number == ["Plur"]:
            return m.kind != "state" or m.resolved_by in ("demonym+role", "context", "role")
        return m.kind == "people" and self.words.lower[m.head] in (
            "people",
            "police",
            "public",
            "family",
            "crowd",
            "opposition",
        )

    def _coordinated(self, here: list[ActorMention]) -> list[ActorMention]:
        """Return the members of a coordinated subject, in order."""
        words = self.words
        pairs: dict[int, list[ActorMention]] = {}
        for m in here:
            first = words.head[m.head] if words.dep[m.head] == "conj" else m.head
            pairs.setdefault(first, []).append(m)
        for first, members in reversed(pairs.items()):
            if len({m.id for m in members}) > 1 and words.dep[first] in SUBJECTS:
                return members
        return []

    def _expletive(self, i: int) -> bool:
        """Say whether "it" means nothing: "it is clear that", "it rained"."""
        words = self.words
        if words.lower[i] != "it":
            return False
        if words.dep[i] == "expl":
            return True
        head = words.head[i]
        if any(words.dep[child] == "cop" for child in words.children[head]):
            return True
        return words.lemma[head] in (
            "be",
            "seem",
            "appear",
            "take",
            "rain",
            "happen",
            "become",
            "emerge",
            "turn",
            "matter",
        )

    def _third_person(self, i: int) -> list[ActorMention]:
        return (
            self._pronoun(i)
            if self.words.lower[i]
            in word_set("he_words")
            | word_set("she_words")
            | word_set("it_words")
            | word_set("they_words")
            else []
        )

    # -- speakers
    # --------------------------------------------------------------------------------------------------------

    def _quoted(self, i: int) -> bool:
        return any(quote.start < i < quote.end for quote in self.quotes)

    def _speaker(self, i: int, *, plural: bool) -> list[ActorMention]:
        quote = next((quote for quote in self.quotes if quote.start < i < quote.end), None)
        if quote is not None:
            speaker = speaker_of(self.words, quote, self.by_head, self.quotes, self._third_person)
            how = "speaks in the quotation"
        else:
            if not self._issuer_known:
                self.issuer, self._issuer_known = (
                    issuer_of(self.words, self.mentions, self.title),
                    True,
                )
            speaker, how = self.issuer, "issues the text"
        if speaker is None:
            return []
        if not plural:
            return [self._refer(i, speaker, how)] if speaker.kind == "person" else []
        if speaker.kind != "person":
            return [self._refer(i, speaker, how)]
        state = self.bodies.get(speaker.id) or self.gazetteer.states.get(speaker.country)
        if state is None or (
            speaker.id not in self.bodies and not {"GOV", "MIL"} & set(speaker.sectors)
        ):
            return []
        reason = f"{self.words.texts[i]!r}: {speaker.name}, who {how}, speaks for {state.name}"
        told = ActorMention(i, i + 1, i, *state[:6], "coreference", reason)
        return [told._replace(sectors=state.sectors or speaker.sectors)]

    # -- nouns
    # -----------------------------------------------------------------------------------------------------------

    def _definite(self, i: int) -> bool:
        """Say whether a noun stands alone after "the" or "this": "the group", not "the armed group
        of"."""
        words = self.words
        if i == 0 or words.lower[i - 1] not in ("the", "this", "that"):
            return False
        if words.parsed and words.dep[i] in ("compound", "amod", "flat"):
            return False
        return i + 1 >= words.size or words.lower[i + 1] not in ("of", "for", "from")

    def _noun(self, i: int) -> list[ActorMention]:
        words = self.words
        word = words.lower[i]
        kinds = kinds_by_noun()[word]
        if kinds == {"state"} and self.country in self.gazetteer.states:
            near = {m.id for m in self._near(i, 1) if m.kind == "state"}
            if len(near - {self.country}) == 0:
                state = self.gazetteer.states[self.country]
                reason = f"'the {word}': the article is about {state.name}"
                return [
                    ActorMention(
                        i,
                        i + 1,
                        i,
                        state.id,
                        state.name,
                        state.kind,
                        state.country,
                        (),
                        state.wikidata,
                        "coreference",
                        reason,
                    )
                ]
        here = [m for m in self._near(i, _WINDOW) if m.kind in kinds]
        if kinds == {"person"}:
            here = [m for m in here if "JRN" not in m.sectors]
        if kinds == {"state"}:
            here = (
                here[-1:]
                if len({m.id for m in here}) == 1
                else [m for m in here if words.dep[m.head] in SUBJECTS][-1:]
            )
        if here and len({m.id for m in here}) == 1:
            return [self._refer(i, here[-1], "the only such actor near")]
        subjects = [
            m
            for m in here
            if words.parsed
            and words.dep[m.head] in SUBJECTS
            and words.sentence[m.start] >= words.sentence[i] - 1
        ]
        if len({m.id for m in subjects}) == 1 and kinds != {"person"}:
            return [self._refer(i, subjects[-1], "the subject before")]
        return []

    def _introduced(self, i: int) -> list[ActorMention]:
        """Read "the official" as the one whom "an Israeli official" brought in just before."""
        words = self.words
        told = [
            m for m in self._near(i, 1)
            if m.head < i and words.lower[m.head] == words.lower[i] and m.resolved_by not in ("role", "context", "coreference")
            and {"a", "an"} & set(words.lower[max(0, m.start - 1) : m.head])
        ]  # fmt: skip
        return (
            [self._refer(i, told[-1], "the one brought in before")]
            if len({m.id for m in told}) == 1
            else []
        )

    def _same_noun(self, i: int, old: ActorMention) -> list[ActorMention]:
        """Read "the rebels" as the only rebels whom the article has told apart: "Libyan rebels"."""
        words = self.words
        if old.head != i:
            return []
        told = [
            m for m in self.mentions[: bisect_left(self.mentions, (i,))][-10 * _FAR :]
            if m.end <= i and words.lemma[m.head] == words.lemma[i] and m.resolved_by not in ("role", "context", "coreference")
        ]  # fmt: skip
        return (
            [self._refer(i, told[-1], "the same noun before")]
            if len({m.id for m in told}) == 1
            else []
        )

    def _both(self, i: int) -> list[ActorMention]:
        words = self.words
        if not any(words.lower[j] in word_set("both_words") for j in range(max(0, i - 2), i)):
            return []
        person = words.lower[i] in ("leaders", "presidents", "ministers")
        kinds = (
            {"person", "state"}
            if person
            else {"state"}
            if words.lower[i] in ("countries", "nations", "governments", "states")
            else BODIES
        )
        for back in range(_WINDOW + 1):
            here = [
                m
                for m in self._before(i)
                if words.sentence[i] - back <= words.sentence[m.start]
                and m.kind in kinds
                and not m.start <= i < m.end
            ]
            distinct = {m.id: m for m in here}
            if len(distinct) == 2:
                return [
                    self._refer(i, m, "the two named before") for m in sorted(distinct.values())
                ]
            if len(distinct) > 2:
                pair = self._coordinated(
                    [m for m in here if words.sentence[m.start] == words.sentence[i] - back]
                )
                if len({m.id for m in pair}) == 2:
                    return [self._refer(i, m, "the two named before") for m in pair]
                return []
        return []

    def _korea(self, i: int) -> list[ActorMention]:
        words = self.words
        if not {"PRK", "KOR"} & {m.country for m in self.mentions} or (
            i + 1 < words.size and words.is_name(i + 1)
        ):
            return []
        before = words.lower[i - 1] if i else ""
        after = words.lower[i + 1] if i + 1 < words.size else ""
        if before != "the" and after != "and":
            return []
        state = self.gazetteer.states["PRK" if words.lower[i] == "north" else "KOR"]
        reason = f"{words.texts[i]!r} in an article on Korea"
        return [
            ActorMention(
                i,
                i + 1,
                i,
                state.id,
                state.name,
                state.kind,
                state.country,
                (),
                state.wikidata,
                "coreference",
                reason,
            )
        ]

    # -- shared
    # ----------------------------------------------------------------------------------------------------------

    def _before(self, i: int) -> list[ActorMention]:
        last = bisect_left(self.mentions, (i,))
        return [
            m for m in self.mentions[max(0, last - _FAR) : last] if m.end <= i and m.kind != "place"
        ]

    def _near(self, i: int, back: int) -> list[ActorMention]:
        return [
            m
            for m in self._before(i)
            if self.words.sentence[m.start] >= self.words.sentence[i] - back
        ]

    def _refer(self, i: int, to: ActorMention, why: str) -> ActorMention:
        return to._replace(
            start=i,
            end=i + 1,
            head=i,
            resolved_by="coreference",
            reason=f"{self.words.texts[i]!r} is {to.name}: {why}",
        )
