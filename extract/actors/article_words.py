"""A document's words as the actor finder reads them: with a parse where there is one, without where
there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.actors.spellings import ARTICLES, pieces
from extract.actors.tables import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLOSED = word_set("words.closed")
HYPHENS = frozenset("-‐‑–—")
POSSESSIVES = frozenset(("'s", "’s", "'", "’", "´s"))


_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"))
# Marks that may stand inside a name: "[President Ahmed] al-Sharaa".
_INSIDE_NAMES = frozenset((".", '"', "“", "”", "‘", "[", "]"))
LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"))


class Words:
    """Parallel lists over a document's tokens, plus its names' pieces; plain Python values, so that
    look-ups are cheap."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.texts = [token.text for token in doc]
        self.lower = [text.lower() for text in self.texts]
        self.size = len(self.texts)
        self.tagged = doc.has_annotation("POS")
        self.parsed = doc.has_annotation("DEP") and doc.has_annotation("HEAD")
        self.pos = [token.pos_ for token in doc] if self.tagged else [""] * self.size
        self.dep = [token.dep_ for token in doc] if self.parsed else [""] * self.size
        self.head = [token.head.i for token in doc] if self.parsed else list(range(self.size))
        self.lemma = [token.lemma_.lower() or token.text.lower() for token in doc]
        self.ents = [
            span
            for ent in doc.ents
            if ent.label_ in LABELS and (span := self._trimmed(ent.start, ent.end, ent.label_))
        ]
        self.ent_at: dict[int, tuple[int, int, str]] = {
            i: ent for ent in self.ents for i in range(ent[0], ent[1])
        }
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        if self.parsed:
            for i, head in enumerate(self.head):
                if head != i:
                    self.children[head].append(i)
        self.sentence = self._sentences()
        self.cut = self._cut()

    def _trimmed(self, start: int, end: int, label: str) -> tuple[int, int, str] | None:
        """Take articles and marks off a name that the recogniser gave; nothing is left of "The"."""
        while start < end and (self.lower[start] in CLOSED or not pieces(self.texts[start])):
            start += 1
        while end > start and (
            self.lower[end - 1] in CLOSED
            or self.texts[end - 1] in POSSESSIVES
            or not pieces(self.texts[end - 1])
        ):
            end -= 1
        return (
            (start, end, label)
            if any(text[:1].isupper() or text[:1].isdigit() for text in self.texts[start:end])
            else None
        )

    def _sentences(self) -> list[int]:
        if not self.doc.has_annotation("SENT_START"):
            return [0] * self.size
        found, count = [], -1
        for token in self.doc:
            count += bool(token.is_sent_start) or count < 0
            found.append(count)
        return found

    def _cut(self) -> list[tuple[str, int]]:
        cut: list[tuple[str, int]] = []
        for i, text in enumerate(self.texts):
            if self.lower[i] in ARTICLES and i + 1 < self.size and self.texts[i + 1] in HYPHENS:
                cut.append(("al", i))
                continue
            found = pieces(text) if "$" not in text else ()
            if found:
                cut.extend((piece, i) for piece in found)
            elif (
                text not in HYPHENS and text not in POSSESSIVES and text not in _INSIDE_NAMES
            ) or (text == "." and len(self.texts[i - 1]) > 4):
                cut.append(("\0", i))
        return cut

    def phrase(self, start: int, end: int) -> str:
        """Return the key of a stretch of words, as titles and roles are looked up."""
        return " ".join(piece for text in self.texts[start:end] for piece in pieces(text))

    def text(self, start: int, end: int) -> str:
        """Return the text of a stretch of words on one line."""
        return " ".join(self.doc[start:end].text.split())

    def head_of(self, start: int, end: int) -> int:
        """Return the token of a span whose head lies outside it; the last one where there is no
        parse."""
        if self.parsed:
            for i in range(start, end):
                if not start <= self.head[i] < end or self.head[i] == i:
                    return i
        return end - 1

    def is_name(self, i: int) -> bool:
        """Say whether a word looks like part of a proper name."""
        if not 0 <= i < self.size or not self.texts[i][:1].isupper():
            return False
        return self.pos[i] == "PROPN" if self.tagged else self.lower[i] not in CLOSED

    def is_noun(self, i: int) -> bool:
        """Say whether a word can head an actor's noun phrase."""
        if not self.tagged:
            return self.lower[i] not in CLOSED
        return self.pos[i] in ("NOUN", "PROPN") or (
            self.pos[i] == "ADJ" and self.parsed and self.dep[i] in _ARGUMENTS
        )

    def is_modifier(self, i: int) -> bool:
        """Say whether a word can stand before a noun, inside its phrase."""
        if self.tagged:
            if self.pos[i] in ("ADJ", "NOUN", "PROPN", "X"):
                return True
            return self.pos[i] in ("VERB", "ADV") and (
                not self.parsed or self.dep[i] in ("amod", "compound", "advmod")
            )
        return self.lower[i] not in CLOSED and any(c.isalpha() for c in self.texts[i])

    def case_of(self, i: int) -> str:
        """Return the preposition that governs a word: its ``case`` child, or the word before its
        phrase."""
        if self.parsed:
            for child in self.children[i]:
                if self.dep[child] == "case" and child < i:
                    return self.lower[child]
            return ""
        at = i - 1
        while at >= 0 and self.lower[at] in (
            "the",
            "both",
            "central",
            "downtown",
            "southern",
            "northern",
        ):
            at -= 1
        return self.lower[at] if at >= 0 and self.lower[at] in PREPOSITIONS else ""


PREPOSITIONS = word_set("words.prepositions")
