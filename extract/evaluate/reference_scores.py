"""Measures the actors' references on a treebank with entities: GUM's ``gum-*.conllu.gz``, its news,
interviews and speeches.

Run ``python -m extract.evaluate.reference_scores FOLDER [SPLIT]``. A reference (a pronoun, "the
group") is right when the gold entity of its word is an entity that the same actor's other mentions
name. Recall asks for every gold pronoun of a person, an organisation or a place that has a name in
the document. References with two actors ("both countries") are not counted.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

GENRES = ("news", "interview", "speech")
_PART = re.compile(r"(\()?([^()]+)(\))?")
_KINDS = frozenset(("person", "organization", "place"))


class GoldDocument(NamedTuple):
    """A document's words and, for each, the entities of which it is the head or a part: (entity,
    kind, size of mention)."""

    name: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    entities: tuple[tuple[tuple[str, str, int], ...], ...]


class Score(NamedTuple):
    """Counts of references made, right, and asked for."""

    made: int
    right: int
    asked: int
    found: int

    @property
    def precision(self) -> float:
        """Share of the references made that are right."""
        return self.right / max(1, self.made)

    @property
    def recall(self) -> float:
        """Share of the pronouns asked for that are resolved rightly."""
        return self.found / max(1, self.asked)


def read_documents(folder: Path, split: str = "dev") -> Iterator[GoldDocument]:
    """Yield the documents of the wanted genres."""
    with gzip.open(folder / f"gum-{split}.conllu.gz", "rt", encoding="utf-8") as file:
        blocks = file.read().split("# newdoc id = ")[1:]
    for block in blocks:
        name = block.split("\n", 1)[0].strip()
        if name.split("_")[1] not in GENRES:
            continue
        yield _document(name, block)


def _document(name: str, block: str) -> GoldDocument:
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    spans: list[tuple[str, str, int, int]] = []
    open_at: list[tuple[str, str, int]] = []
    for line in block.split("\n"):
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        at = len(words)
        words.append(cells[1])
        tags.append(cells[3])
        misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
        spaces.append(misc.get("SpaceAfter") != "No")
        for opening, body, closing in _PART.findall(misc.get("Entity", "")):
            if opening:
                entity, kind = body.split("-")[:2]
                open_at.append((entity, kind, at))
            if closing:
                entity = body.split("-")[0]
                last = next(
                    (i for i in range(len(open_at) - 1, -1, -1) if open_at[i][0] == entity), None
                )
                if last is not None:
                    found = open_at.pop(last)
                    spans.append((found[0], found[1], found[2], at + 1))
    entities: list[list[tuple[str, str, int]]] = [[] for _ in words]
    for entity, kind, start, end in spans:
        for i in range(start, end):
            entities[i].append((entity, kind, end - start))
    return GoldDocument(
        name,
        tuple(words),
        tuple(spaces),
        tuple(tags),
        tuple(tuple(sorted(e, key=lambda x: x[2])) for e in entities),
    )


def score(documents: Iterator[GoldDocument], nlp: Any, *, show: bool = False) -> Score:
    """Run the pipeline on the documents and count.

    Parameters
    ----------
    documents
        Gold documents.
    nlp
        A pipeline that ends with ``realpolitik_actors``.
    show
        Print every wrong reference.
    """
    from spacy.tokens import Doc

    made = right = asked = found = 0
    for gold in documents:
        doc = nlp(Doc(nlp.vocab, words=list(gold.words), spaces=list(gold.spaces)))
        named: dict[str, set[str]] = {}
        for mention in doc._.actors:
            if mention.resolved_by != "coreference":
                named.setdefault(mention.id, set()).update(
                    _entities_of(gold, mention.start, mention.end)
                )
        names = {
            e
            for i, tag in enumerate(gold.tags)
            if tag == "PROPN"
            for e, kind, _size in gold.entities[i][:1]
            if kind in _KINDS
        }
        resolved: set[int] = set()
        starts = [mention.start for mention in doc._.actors]
        for mention in doc._.actors:
            # Several actors of one word ("both countries") have no one gold entity: not counted.
            if mention.resolved_by != "coreference" or starts.count(mention.start) > 1:
                continue
            ours = named.get(mention.id, set())
            here = _entities_of(gold, mention.start, mention.end)
            made += 1
            good = bool(here & ours)
            right += good
            if good:
                resolved.add(mention.start)
            elif show:
                around = doc[max(0, mention.start - 25) : mention.end + 8].text.replace("\n", " ")
                print(  # noqa: T201
                    f"{doc[mention.start : mention.end].text} -> {mention.name} ({mention.reason}) | {around}"
                )
        for i, tag in enumerate(gold.tags):
            own = [e for e, kind, size in gold.entities[i] if size == 1 and kind in _KINDS]
            if tag in ("PRON", "DET") and own and own[0] in names:
                asked += 1
                found += i in resolved
    return Score(made, right, asked, found)


def _entities_of(gold: GoldDocument, start: int, end: int) -> set[str]:
    """The entity of the smallest gold mention that covers these words, or, where none does, those
    of the last word."""
    common = set(gold.entities[start]).intersection(*(gold.entities[i] for i in range(start, end)))
    sized = sorted((size, e) for e, _kind, size in common)
    return {e for size, e in sized if size == sized[0][0]} or {
        e for e, _kind, _size in gold.entities[end - 1][:1]
    }


def main(arguments: list[str]) -> None:
    """Print precision and recall."""
    from extract.actors import register
    from extract.language import load

    register()
    nlp = load()
    nlp.add_pipe("realpolitik_actors")
    counted = score(
        read_documents(Path(arguments[0]), arguments[1] if len(arguments) > 1 else "dev"),
        nlp,
        show="-v" in arguments,
    )
    print(  # noqa: T201
        f"references: precision {counted.precision:.3f} ({counted.right}/{counted.made}), recall of pronouns of named entities "
        f"{counted.recall:.3f} ({counted.found}/{counted.asked})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
