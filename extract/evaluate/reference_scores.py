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
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.errors import DataError, RealpolitikError
from extract.user_files import shown

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import ActorMention

GENRES = ("news", "interview", "speech")
_PART = re.compile(r"(\()?([^()]+)(\))?")
_KINDS = frozenset(("person", "organization", "place"))


class GoldDocument(NamedTuple):
    """A document's words and, for each, the entities of which it is the head or a part: (entity,
    kind, size of mention). ``mentions`` are (entity, kind, start, end); ``parts`` says of an entity
    that is several which ones."""

    name: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    entities: tuple[tuple[tuple[str, str, int], ...], ...]
    mentions: tuple[tuple[str, str, int, int], ...] = ()
    parts: Mapping[str, frozenset[str]] = MappingProxyType({})


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
    """Yield the documents of the wanted genres.

    Raises
    ------
    DataError
        If the treebank is not in the folder, or is none.
    """
    for document in read_entities(folder / f"gum-{split}.conllu.gz"):
        if document.name.split("_")[1] in GENRES:
            yield document


def read_entities(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of all genres.

    Raises
    ------
    DataError
        If the file is not there, or no treebank.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            blocks = file.read().split("# newdoc id = ")[1:]
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{shown(path)} cannot be read as a treebank: {error}") from None
    for block in blocks:
        yield _document(block.split("\n", 1)[0].strip(), block)


def _document(name: str, block: str) -> GoldDocument:
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    mentions = _OpenMentions()
    parts: dict[str, set[str]] = {}
    for line in block.split("\n"):
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
        mentions.take(misc.get("Entity", ""), len(words))
        for part in filter(None, misc.get("SplitAnte", "").split(",")):
            one, _, several = part.partition("<")
            parts.setdefault(several, set()).add(one)
        words.append(cells[1])
        tags.append(cells[3])
        spaces.append(misc.get("SpaceAfter") != "No")
    entities: list[list[tuple[str, str, int]]] = [[] for _ in words]
    for entity, kind, start, end in mentions.closed:
        for i in range(start, end):
            entities[i].append((entity, kind, end - start))
    return GoldDocument(
        name,
        tuple(words),
        tuple(spaces),
        tuple(tags),
        tuple(tuple(sorted(e, key=lambda x: x[2])) for e in entities),
        tuple(mentions.closed),
        {several: frozenset(ones) for several, ones in parts.items()},
    )


class _OpenMentions:
    """Reads GUM's brackets ("(e1-person-...", "e1)") into mentions: (entity, kind, start, end)."""

    def __init__(self) -> None:
        self.closed: list[tuple[str, str, int, int]] = []
        self._open: list[tuple[str, str, int]] = []

    def take(self, brackets: str, at: int) -> None:
        """Read the brackets of the word at a place."""
        for opening, body, closing in _PART.findall(brackets):
            entity, *rest = body.split("-")
            if opening:
                self._open.append((entity, rest[0] if rest else "", at))
            if closing:
                self._close(entity, at + 1)

    def _close(self, entity: str, end: int) -> None:
        for i in range(len(self._open) - 1, -1, -1):
            if self._open[i][0] == entity:
                _, kind, start = self._open.pop(i)
                self.closed.append((entity, kind, start, end))
                return


def score(documents: Iterable[GoldDocument], nlp: Any, *, show: bool = False) -> Score:
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

    total = Score(0, 0, 0, 0)
    for gold in documents:
        doc = nlp(Doc(nlp.vocab, words=list(gold.words), spaces=list(gold.spaces)))
        references = _references(doc)
        right = [m for m in references if _is_right(m, gold, doc)]
        asked = _asked(gold)
        resolved = {mention.start for mention in right}
        total = Score(
            total.made + len(references),
            total.right + len(right),
            total.asked + len(asked),
            total.found + len(asked & resolved),
        )
        if show:
            for mention in references:
                if mention not in right:
                    _print(mention, doc)
    return total


def _references(doc: Doc) -> list[ActorMention]:
    """Return the references made. Several actors of one word ("both countries") have no one gold
    entity: they are not counted."""
    starts = Counter(mention.start for mention in doc._.actors)
    return [
        mention
        for mention in doc._.actors
        if mention.resolved_by == "coreference" and starts[mention.start] == 1
    ]


def _is_right(reference: ActorMention, gold: GoldDocument, doc: Doc) -> bool:
    """Tell whether the same actor is named elsewhere by words of the same gold entity."""
    here = _entities_of(gold, reference.start, reference.end)
    return any(
        here & _entities_of(gold, mention.start, mention.end)
        for mention in doc._.actors
        if mention.id == reference.id and mention.resolved_by != "coreference"
    )


def _asked(gold: GoldDocument) -> set[int]:
    """Return the places of the pronouns whose entity has a name in the document."""
    names = {
        e
        for tag, entities in zip(gold.tags, gold.entities, strict=True)
        if tag == "PROPN"
        for e, kind, _size in entities[:1]
        if kind in _KINDS
    }
    asked = set()
    for i, (tag, entities) in enumerate(zip(gold.tags, gold.entities, strict=True)):
        own = [e for e, kind, size in entities if size == 1 and kind in _KINDS]
        if tag in ("PRON", "DET") and own and own[0] in names:
            asked.add(i)
    return asked


def _print(mention: ActorMention, doc: Doc) -> None:
    around = doc[max(0, mention.start - 25) : mention.end + 8].text.replace("\n", " ")
    words = doc[mention.start : mention.end].text
    print(f"{words} -> {mention.name} ({mention.reason}) | {around}")  # noqa: T201


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
        f"references: precision {counted.precision:.3f} ({counted.right}/{counted.made}), "
        f"recall of pronouns of named entities {counted.recall:.3f} "
        f"({counted.found}/{counted.asked})"
    )


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RealpolitikError as error:
        sys.exit(f"error: {error}")
