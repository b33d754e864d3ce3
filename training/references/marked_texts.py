"""Texts in which somebody marked who is who: GUM's entities, GAP's pronouns, the project's corpus.

Each is read to the same form: a document as the program parses it, and for each of its words which
entities it is the head of.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.evaluate.corpus_articles import SourceArticle
from extract.evaluate.corpus_documents import CorpusDocument
from extract.evaluate.reference_scores import read_entities
from extract.models import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from extract import Extractor

Entities = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class MarkedText:
    """A document and who is who in it.

    Attributes
    ----------
    source
        ``gum``, ``gap`` or ``corpus``.
    doc
        As the program parses it.
    heads
        For each token that heads marked mentions, their entities.
    whole
        Whether every phrase is marked: else a word without a mark may mean anybody that is not.
    asked
        The tokens to learn from; None for all that refer.
    unsure
        Tokens that are inside another mention, so that nobody marked them.
    parts
        For an entity that is several, which ones ("they" after two names).
    """

    source: str
    doc: Doc
    heads: Entities
    whole: bool
    asked: frozenset[int] | None = None
    unsure: frozenset[int] = frozenset()
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_gum(folder: Path, split: str, extractor: Extractor) -> Iterator[MarkedText]:
    """Yield the documents of GUM, all genres, as their own tokens."""
    from spacy.tokens import Doc

    for gold in read_entities(folder / f"gum-{split}.conllu.gz"):
        doc = extractor.nlp(
            Doc(extractor.nlp.vocab, words=list(gold.words), spaces=list(gold.spaces))
        )
        heads: dict[int, frozenset[str]] = {}
        for entity, _kind, start, end in gold.mentions:
            root = doc[start:end].root.i
            if gold.tags[root] != "PRON" or end - start == 1:
                heads[root] = heads.get(root, frozenset()) | {entity}
        yield MarkedText("gum", doc, heads, True, parts=gold.parts)


def read_gap(folder: Path, split: str, extractor: Extractor) -> Iterator[MarkedText]:
    """Yield the contexts of GAP: one pronoun each, and two names of which it means one or none."""
    path = folder / f"gap-{split}.tsv.gz"
    text = io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))
    for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
        doc = extractor.parse(row["Text"])
        pronoun = _at(doc, int(row["Pronoun-offset"]), row["Pronoun"]).start
        heads: dict[int, frozenset[str]] = {}
        meant = frozenset(n for n in "AB" if row[f"{n}-coref"] == "TRUE")
        for name in "AB":
            span = _at(doc, int(row[f"{name}-offset"]), row[name])
            for i in range(span.start, span.end):
                heads[i] = heads.get(i, frozenset()) | {name}
        heads[pronoun] = meant
        yield MarkedText("gap", doc, heads, False, frozenset((pronoun,)))


def read_corpus(
    documents: Iterable[CorpusDocument],
    articles: Mapping[str, SourceArticle],
    extractor: Extractor,
) -> Iterator[MarkedText]:
    """Yield the annotated articles with events: their actors are marked, others are not."""
    for document in documents:
        article = articles.get(document.id)
        if article is None or not document.has_events:
            continue
        given = Article(id=article.id, text=article.text, date=document.date, title=document.title)
        doc = extractor.parse_article(given)
        heads: dict[int, frozenset[str]] = {}
        inside: set[int] = set()
        for mention in document.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                root = span.root.i
                heads[root] = heads.get(root, frozenset()) | {mention.entity}
                inside.update(i for i in range(span.start, span.end) if i != root)
        yield MarkedText("corpus", doc, heads, False, unsure=frozenset(inside - set(heads)))


def _at(doc: Doc, start: int, words: str) -> Span:
    span = doc.char_span(start, start + len(words), alignment_mode="expand")
    if span is None:
        raise ValueError(f"no words at {start} of {doc.text[:40]!r}")
    return span
