"""Reads the treebanks and entity sets into one form of sentence, each with what its source knows
and no more."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from extract.language.lemmas import rule_of
from extract.language.world import listed_names
from extract.lexicon import word_set

UNKNOWN = "?"
"""Entity tag of a word about which the source says nothing."""

_KINDS = {
    "person": "PERSON",
    "per": "PERSON",
    "location": "PLACE",
    "loc": "PLACE",
    "facility": "PLACE",
    "geo-loc": "PLACE",
    "place": "PLACE",
    "organization": "ORG",
    "organisation": "ORG",
    "org": "ORG",
    "corporation": "ORG",
    "group": "ORG",
    "event": "EVENT",
}


_PRONOUNS = frozenset(
    {
        "we",
        "our",
        "us",
        "they",
        "their",
        "he",
        "she",
        "it",
        "its",
        "his",
        "her",
        "i",
        "you",
        "all",
        "this",
        "these",
        "those",
        "both",
    }
)


@dataclass
class Sentence:
    """A sentence to learn from; an empty list means that the source is silent on that layer.

    ``entities`` holds tags such as ``B-PERSON``; ``B-PLACE`` stands for GPE, LOC or FAC, ``N`` for
    none of person, organisation and place, `UNKNOWN` for anything.
    """

    words: list[str]
    entities: list[str]
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    bounded: bool = True
    """Whether its first word is known to begin a sentence."""


def demonyms() -> frozenset[str]:
    """Words for peoples, in lower case, of the package's own lists."""
    return frozenset(listed.name.lower() for listed in listed_names() if listed.kind == "NORP")


def _open(path: Path) -> IO[str]:
    return (
        gzip.open(path, "rt", encoding="utf8")
        if path.suffix == ".gz"
        else path.open(encoding="utf8")
    )


def bioes(spans: list[tuple[int, int, str]], length: int, outside: str = "O") -> list[str]:
    """Tags of a sentence with the given word spans.

    >>> bioes([(0, 2, "PERSON"), (3, 4, "GPE")], 5)
    ['B-PERSON', 'E-PERSON', 'O', 'S-GPE', 'O']
    """
    tags = [outside] * length
    for start, end, kind in spans:
        for i in range(start, end):
            if kind == UNKNOWN:
                tags[i] = UNKNOWN
                continue
            tags[i] = (
                "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
            )
            tags[i] += f"-{kind}"
    return tags


def read_treebank(path: Path, entities: bool = False) -> Iterator[Sentence]:
    """Read a CoNLL-U file; ``entities`` reads GUM's entity column too."""
    peoples = demonyms() if entities else frozenset()
    names = _GumNames(peoples)
    rows: list[list[str]] = []
    with _open(path) as file:
        for line in [*file, "\n"]:
            if line.strip():
                if line.startswith("# newdoc"):
                    names = _GumNames(peoples)
                if not line.startswith("#"):
                    part = line.rstrip("\n").split("\t")
                    if part[0].isdigit():
                        rows.append(part)
            elif rows:
                spans = names.spans(rows) if entities else []
                tags = bioes(spans, len(rows)) if entities else [UNKNOWN] * len(rows)
                yield Sentence(
                    [r[1] for r in rows],
                    tags,
                    [r[3] for r in rows],
                    [r[5] for r in rows],
                    [rule_of(r[1], r[2]) for r in rows],
                    [r[2] for r in rows],
                    [int(r[6]) for r in rows],
                    [r[7] for r in rows],
                )
                rows = []


class _GumNames:
    """Named persons, places, organisations and events out of GUM's nested entity column."""

    def __init__(self, peoples: frozenset[str]) -> None:
        self.peoples = peoples

    def spans(self, rows: list[list[str]]) -> list[tuple[int, int, str]]:
        mentions: list[tuple[int, int, str]] = []
        open_: list[tuple[str, str, int]] = []
        for i, row in enumerate(rows):
            column = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
            for mark in re.findall(r"\([^()]*\)?|[^()]*\)", column):
                ident = re.split(r"[-)]", mark.lstrip("("))[0]
                if mark.startswith("("):
                    kind = mark[1:].rstrip(")").split("-")[1] if "-" in mark else ""
                    open_.append((ident, kind, i))
                    if not mark.endswith(")"):
                        continue
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == ident:
                        _, kind, start = open_.pop(k)
                        mentions.append((start, i + 1, kind))
                        break
        found: list[tuple[int, int, str]] = []
        named = [n for n in (self._name(rows, *mention) for mention in mentions) if n]
        for name in sorted(named, key=lambda n: (n[0] - n[1], n)):
            if not any(s < name[1] and name[0] < e for s, e, _ in found):
                found.append(name)
        for i, row in enumerate(rows):
            if (
                row[1].lower() in self.peoples
                and row[3] in ("ADJ", "PROPN")
                and not any(s <= i < e for s, e, _ in found)
            ):
                found.append((i, i + 1, "NORP"))
        return sorted(found)

    def _name(
        self, rows: list[list[str]], start: int, end: int, kind: str
    ) -> tuple[int, int, str] | None:
        label = _KINDS.get(kind)
        heads = [i for i in range(start, end) if not start < int(rows[i][6]) <= end]
        if not label or not heads or rows[heads[0]][3] != "PROPN":
            return None
        head = heads[0]
        inside = {head}
        grown = True
        while grown:
            grown = False
            for i in range(start, end):
                up = int(rows[i][6]) - 1
                dep = rows[i][7]
                if i in inside or up not in inside:
                    continue
                if (
                    (
                        dep in ("flat", "compound", "goeswith")
                        and (rows[i][3] in ("PROPN", "NUM", "X") or rows[i][1][0].isupper())
                    )
                    or (
                        dep in ("punct", "case", "cc", "det")
                        and start < i < head + 6
                        and up != head
                    )
                    or (
                        dep == "punct"
                        and rows[i][1] in ("-", ".", "'")
                        and start < i < end - 1
                        and rows[i - 1][1][0].isupper()
                    )
                    or (dep == "amod" and rows[i][1][0].isupper() and i < head)
                    or (
                        label in ("ORG", "EVENT", "PLACE")
                        and dep in ("nmod", "conj", "nummod")
                        and rows[i][1][0].isupper()
                        and i > head
                        and i - head < 6
                        and not any(rows[j][1] == "," for j in range(head, i))
                    )
                ):
                    inside.add(i)
                    grown = True
        first, last = min(inside), max(inside)
        while first < last and (
            not rows[first][1][0].isalnum() or rows[first][3] in ("DET", "ADP", "CCONJ", "PUNCT")
        ):
            first += 1
        while last > first and rows[last][3] in ("PUNCT", "ADP", "DET", "CCONJ", "PART"):
            last -= 1
        if label == "PERSON":
            while first < last and (
                rows[first][7] == "nmod:desc"
                or rows[first][1].lower() in word_set("ranks_before_names")
            ):
                first += 1
            plural = rows[first][4] == "NNPS" or rows[head][4] == "NNPS"
            if plural or (
                first == last
                and rows[first][1].lower() in word_set("ranks_before_names") | self.peoples
            ):
                label = "NORP" if rows[last][1].lower() in self.peoples else UNKNOWN
        if not rows[first][1][0].isupper() and not rows[first][1][0].isdigit():
            return None
        return first, last + 1, label


def read_entities(path: Path, cut: Callable[[str], list[tuple[int, int]]]) -> Iterator[Sentence]:
    """Read a CoNLL or IOB2 entity file, its words cut again by our tokenizer.

    Parameters
    ----------
    path
        The file; its name says which conventions hold.
    cut
        The tokenizer: offsets of the words of a text.
    """
    name = path.name
    peoples = demonyms()
    words: list[str] = []
    tags: list[str] = []
    with _open(path) as file:
        for line in [*file, "\n"]:
            part = line.rstrip("\n").split("\t") if "\t" in line else line.split()
            if line.startswith("# "):
                continue
            if len(part) < 2 or not part[0]:
                if words:
                    yield _project(words, tags, cut, name, peoples)
                words, tags = [], []
                continue
            word, tag = (
                (part[1], part[2]) if part[0].isdigit() and len(part) > 2 else (part[0], part[-1])
            )
            words.append(word.replace(" ", "") or "_")
            tags.append(tag)


def _project(
    words: list[str],
    tags: list[str],
    cut: Callable[[str], list[tuple[int, int]]],
    name: str,
    peoples: frozenset[str],
) -> Sentence:
    text, starts = "", []
    for word in words:
        text += (
            " "
            if text and not re.match(r"^([.,;:!?%)\]’”]|'s|n't|’s|'re|'ve|'ll|'d|'m)", word)
            else ""
        )
        starts.append(len(text))
        text += word
    spans: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tags):
        kind = tags[i][2:].lower() if tags[i][:2] in ("B-", "I-") else ""
        j = i + 1
        while kind and j < len(tags) and tags[j][:2] == "I-" and tags[j][2:].lower() == kind:
            j += 1
        if kind:
            first = i
            while first < j - 1 and words[first].lower() in ("the", "a", "an"):
                first += 1
            spans.append((starts[first], starts[j - 1] + len(words[j - 1]), _KINDS.get(kind, "")))
            if name.startswith("re3d") and (
                kind not in ("person", "organisation", "location")
                or not _is_name(words[first:j], kind, peoples)
            ):
                spans[-1] = (
                    *spans[-1][:2],
                    UNKNOWN if kind in ("person", "organisation", "location") else "",
                )
        i = j
    offsets = cut(text)
    cuts = [text[s:e] for s, e in offsets]
    marks = ["O"] * len(offsets)
    for s, e, kind in spans:
        inside = [k for k, (a, b) in enumerate(offsets) if a < e and b > s]
        exact = bool(inside) and offsets[inside[0]][0] >= s and offsets[inside[-1]][1] <= e
        for n, k in enumerate(inside):
            if not exact or kind == UNKNOWN:
                marks[k] = UNKNOWN
            elif not kind:
                marks[k] = "N"
            else:
                place = (
                    "S"
                    if len(inside) == 1
                    else "B"
                    if n == 0
                    else "E"
                    if n == len(inside) - 1
                    else "I"
                )
                marks[k] = f"{place}-{kind}"
    for k, word in enumerate(cuts):
        if marks[k] in "ON" and word.lower() in peoples and word[0].isupper():
            marks[k] = "S-NORP"
    return Sentence(cuts, marks, bounded=False)


def _is_name(words: list[str], kind: str, peoples: frozenset[str]) -> bool:
    """Whether a span of the defence reports is a proper name and no more than one."""
    lower = [w.lower() for w in words]
    if (
        not all(w[0].isupper() or len(w) < 4 for w in words)
        or lower[-1] in peoples
        or lower[0] in _PRONOUNS
    ):
        return False
    return kind != "person" or not (
        set(lower) & word_set("ranks_before_names") or set(lower) & peoples
    )


def inventories(sentences: list[Sentence], least: int = 3) -> dict[str, Any]:
    """Classes of the heads, and the table of lemmas of known words, from treebank sentences."""
    from collections import Counter

    counts: dict[str, Counter[str]] = {
        "upos": Counter(),
        "feats": Counter(),
        "rules": Counter(),
        "deps": Counter(),
    }
    seen: dict[str, Counter[str]] = {}
    for s in sentences:
        counts["upos"].update(s.upos)
        counts["feats"].update(s.feats)
        counts["rules"].update(s.rules)
        counts["deps"].update(s.deps)
    kept = {
        layer: sorted(k for k, v in c.items() if v >= (least if layer in ("feats", "rules") else 1))
        for layer, c in counts.items()
    }
    frequent = set(kept["rules"])
    for s in sentences:
        for form, upos, lemma in zip(s.words, s.upos, s.lemmas, strict=True):
            if form.isalpha() and upos not in ("PROPN", "X"):
                seen.setdefault(f"{form.lower()}|{upos}", Counter())[lemma] += 1
    for key in sorted(seen):
        lemma, n = seen[key].most_common(1)[0]
        form = key.split("|")[0]
        if (
            n < 0.8 * seen[key].total()
            or lemma == form
            or (n < 2 and rule_of(form, lemma) in frequent)
        ):
            del seen[key]
    table = {k: c.most_common(1)[0][0] for k, c in sorted(seen.items())}
    return {**kept, "lemmas": table}
