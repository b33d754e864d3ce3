"""A document's words as the actor finder reads them: with a parse where there is one, without where
there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.actors.name_index import BREAK
from extract.actors.spellings import pieces
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

HYPHENS = frozenset("-‐‑–—")
POSSESSIVES = frozenset(("'s", "’s", "'", "’", "´s"))
# Marks that may stand inside a name: "[President Ahmed] al-Sharaa".
_INSIDE_NAMES = frozenset((".", '"', "“", "”", "‘", "[", "]"))
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"))
_LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"))
_NOMINAL = frozenset(("NOUN", "PROPN"))
_MODIFYING = frozenset(("ADJ", "NOUN", "PROPN", "X"))


class Words:
    """Parallel lists over a document's tokens, plus its names' pieces; plain Python values, so that
    look-ups are cheap."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.texts = [token.text for token in doc]
        self.lower = [text.lower() for text in self.texts]
        self.lemma = [token.lemma_.lower() or token.text.lower() for token in doc]
        self.size = len(self.texts)
        self.tagged = doc.has_annotation("POS")
        self.parsed = doc.has_annotation("DEP") and doc.has_annotation("HEAD")
        self.pos, self.dep = [""] * self.size, [""] * self.size
        self.head = list(range(self.size))
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        if self.tagged:
            self.pos = [token.pos_ for token in doc]
        if self.parsed:
            self._read_tree()
        self.ents = self._entities()
        self.ent_at = {i: ent for ent in self.ents for i in range(ent[0], ent[1])}
        self.sentence = self._sentences()
        self.cut = self._cut()

    def _read_tree(self) -> None:
        self.dep = [token.dep_ for token in self.doc]
        self.head = [token.head.i for token in self.doc]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)

    def _entities(self) -> list[tuple[int, int, str]]:
        trimmed = [
            (*self._trimmed(ent.start, ent.end), ent.label_)
            for ent in self.doc.ents
            if ent.label_ in _LABELS
        ]
        return [
            (start, end, label)
            for start, end, label in trimmed
            if any(text[0].isupper() or text[0].isdigit() for text in self.texts[start:end])
        ]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Take articles and marks off a name that the recogniser gave; nothing is left of "The"."""
        while start < end and self._is_edge(start):
            start += 1
        while end > start and (self.texts[end - 1] in POSSESSIVES or self._is_edge(end - 1)):
            end -= 1
        return start, end

    def _is_edge(self, i: int) -> bool:
        return self.among(i, "closed_class") or not pieces(self.texts[i])

    def _sentences(self) -> list[int]:
        if not self.doc.has_annotation("SENT_START"):
            return [0] * self.size
        found, count = [], -1
        for token in self.doc:
            count += bool(token.is_sent_start) or count < 0
            found.append(count)
        return found

    def _cut(self) -> list[tuple[str, int]]:
        """Return the pieces of all words, each with its word, and breaks where no name goes on."""
        return [(piece, i) for i in range(self.size) for piece in self._pieces_at(i)]

    def _pieces_at(self, i: int) -> tuple[str, ...]:
        text = self.texts[i]
        if self.among(i, "arabic_articles") and i + 1 < self.size and self.texts[i + 1] in HYPHENS:
            return ("al",)
        found = pieces(text) if "$" not in text else ()
        if found or text in HYPHENS or text in POSSESSIVES:
            return found
        initial = text == "." and len(self.texts[i - 1]) <= 4
        return () if initial or (text in _INSIDE_NAMES and text != ".") else (BREAK,)

    def among(self, i: int, *sets: str) -> bool:
        """Say whether there is a word here that is in one of these sets of the lexicon."""
        return 0 <= i < self.size and any(self.lower[i] in word_set(name) for name in sets)

    def among_lemmas(self, i: int, *sets: str) -> bool:
        """Say it of the word's base form: "visited" is among the verbs of visiting."""
        return 0 <= i < self.size and any(self.lemma[i] in word_set(name) for name in sets)

    def at(self, i: int) -> str:
        """Return the word here in lower case, or "" outside the document."""
        return self.lower[i] if 0 <= i < self.size else ""

    def phrase(self, start: int, end: int) -> str:
        """Return the key of a stretch of words, as titles and roles are looked up."""
        return " ".join(piece for text in self.texts[start:end] for piece in pieces(text))

    def text(self, start: int, end: int) -> str:
        """Return the text of a stretch of words on one line."""
        return " ".join(self.doc[start:end].text.split())

    def name(self, start: int, end: int) -> str:
        """Return the text of a stretch of words as a name: without the brackets that an
        editor put into it ("Ahmed] al-Sharaa")."""
        return " ".join(self.text(start, end).translate(_NO_BRACKETS).split())

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
        return self.pos[i] == "PROPN" if self.tagged else not self.among(i, "closed_class")

    def is_noun(self, i: int) -> bool:
        """Say whether a word can head an actor's noun phrase."""
        if not self.tagged:
            return not self.among(i, "closed_class")
        return self.pos[i] in _NOMINAL or (
            self.pos[i] == "ADJ" and self.parsed and self.dep[i] in _ARGUMENTS
        )

    def is_modifier(self, i: int) -> bool:
        """Say whether a word can stand before a noun, inside its phrase."""
        if not self.tagged:
            return not self.among(i, "closed_class") and any(c.isalpha() for c in self.texts[i])
        if self.pos[i] in _MODIFYING:
            return True
        return self.pos[i] in ("VERB", "ADV") and (
            not self.parsed or self.dep[i] in ("amod", "compound", "advmod")
        )

    def case_of(self, i: int) -> str:
        """Return the preposition that governs a word: its ``case`` child, or the word before its
        phrase."""
        if self.parsed:
            return next(
                (self.lower[c] for c in self.children[i] if self.dep[c] == "case" and c < i), ""
            )
        at = i - 1
        while self.among(at, "words_before_places"):
            at -= 1
        return self.at(at) if self.among(at, "name_prepositions") else ""


_NO_BRACKETS = str.maketrans("", "", "[]")
