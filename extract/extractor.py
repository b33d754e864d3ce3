"""The Extractor: articles in, triples out, streaming, in batches that share nothing but the
model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from extract.assembly import actor_of, coded_action_of, count_words, reading_of
from extract.models import Actor, Article, CodedAction, Triple
from extract.parts import LONGEST_WHOLE, Joining, as_article, parts_of
from extract.report import Reading, RunReport
from extract.settings import MIN_CONFIDENCE, least_confidence
from extract.sureness import sure_enough, too_unsure

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from extract.events.explain import Explanation

_BATCH_ARTICLES = 32
_BATCH_CHARACTERS = 250_000
_FIRST_BATCH = 4
_READ_HERE = 8
"""So many articles are read before other processes are started, which takes a second or two."""


class Extractor:
    """Reads articles into actor - action - target triples; make one with :meth:`load`.

    The same article gives the same triples, alone or among others, in one process or in several.
    Limits: English only; an article over 200,000 characters is read in parts
    (:mod:`extract.parts`).

    Parameters
    ----------
    nlp
        A pipeline with the coding stages.
    options
        What :meth:`load` was given, for processes that load their own.
    """

    def __init__(
        self,
        nlp: Language,
        *,
        min_confidence: float = MIN_CONFIDENCE,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.nlp = nlp
        self.min_confidence = least_confidence(min_confidence)
        self._options = options

    @classmethod
    def load(
        cls,
        model: str | None = None,
        *,
        metonyms: bool = True,
        frames: str | Path | None = None,
        verdicts: str | Path | None = None,
        rules_only: bool = False,
        min_confidence: float = MIN_CONFIDENCE,
        reader: str = "small",
    ) -> Extractor:
        """Load the language model that ships with the package, or another UD pipeline, and the
        coding stages.

        Parameters
        ----------
        model
            Name of an installed spaCy pipeline whose parser speaks Universal Dependencies; None is
            the shipped one.
        metonyms
            Whether capitals and palaces stand for their states where they act ("Ankara" for
            Turkey).
        frames
            A file with event types and predicate frames of your own.
        verdicts
            A reviewed file of who is, and is not, the same actor.
        rules_only
            Whether frames and composers alone code events, without the network and the judge.
        min_confidence
            Triples that are less sure (0 to 1) are left out; the report says of which sentences.
        reader
            Whose network and judge read: ``small`` ships with the package, ``large`` is one of its
            own that reads better and takes longer.

        Raises
        ------
        ModelError
            If the model is missing or does not speak UD.
        DataError
            If the frames or the verdicts break their schema, or the reader is not installed.
        InputError
            If the least confidence is not a number from 0 to 1.
        """
        options = {name: value for name, value in locals().items() if name != "cls"}
        from extract import actors, context, events, language
        from extract.doc_attributes import register

        least_confidence(min_confidence)
        register()
        nlp = language.load(model)
        for stage in (actors, events, context):
            stage.register()
        nlp.add_pipe(
            "realpolitik_actors",
            config={"metonyms": metonyms, "verdicts": str(verdicts) if verdicts else None},
        )
        nlp.add_pipe(
            "realpolitik_actions",
            config={
                "frames": str(frames) if frames else None,
                "rules_only": rules_only,
                "reader": reader,
            },
        )
        nlp.add_pipe("realpolitik_context")
        return cls(nlp, min_confidence=min_confidence, options=options)

    def __call__(self, text: str, date: str | None = None) -> list[Triple]:
        """Return the triples of a plain text; ``date`` is the day it was published (ISO)."""
        return list(self.read(Article.of(text, date=date)).triples)

    def read(self, article: Article) -> Reading:
        """Read one article; an error in it is raised, not recorded."""
        if len(article.text) > LONGEST_WHOLE:
            return self._read_in_parts(article)
        with self.nlp.memory_zone():
            return self.collect(article, self.nlp(self._make_doc(article)))

    def pipe(
        self, articles: Iterable[Article], *, report: RunReport | None = None, jobs: int = 1
    ) -> Iterator[Triple]:
        """Yield the triples of many articles, in their order; ``report`` counts along.

        ``jobs`` is how many processes read (see :meth:`readings`).
        """
        for reading in self.readings(articles, jobs=jobs):
            if report is not None:
                report.add(reading)
            yield from reading.triples

    def readings(self, articles: Iterable[Article], *, jobs: int = 1) -> Iterator[Reading]:
        """Yield what each article gave, in order. A bad article is named in its Reading, and no
        other is lost.

        Parameters
        ----------
        articles
            Read only a little ahead of what is yielded.
        jobs
            How many processes read. With more than one, a script needs the usual
            ``if __name__ == "__main__":`` around what it does. What comes out is the same, and in
            the same order, for any number.

        Raises
        ------
        ValueError
            If several processes are asked of an extractor that :meth:`load` did not make.
        """
        if jobs > 1 and self._options is None:
            raise ValueError("several jobs need an extractor that Extractor.load made")
        given = iter(articles)
        yield from self._readings_here(islice(given, _READ_HERE) if jobs > 1 else given)
        if jobs > 1 and self._options is not None:
            from extract.workers import read_in_processes

            yield from read_in_processes(given, jobs, self._options)

    def _readings_here(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for batch in _batches(articles):
            if len(batch[0].text) > LONGEST_WHOLE:
                yield self._read_alone(batch[0])
                continue
            with self.nlp.memory_zone():
                yield from self._read_batch(batch)

    def _read_in_parts(self, article: Article) -> Reading:
        joining = Joining(article)
        for part in parts_of(article.text):
            piece = as_article(article, part)
            with self.nlp.memory_zone():
                doc = self.nlp(self._make_doc(piece))
                joining.add(self.collect(piece, doc), part, count_words(doc, part.own))
        return joining.whole()

    def code(
        self, text: str, actor: tuple[int, int], target: tuple[int, int], date: str | None = None
    ) -> CodedAction:
        """Return the action between two given spans (character offsets); there is always an answer.

        Raises
        ------
        ValueError
            If a span is empty, holds no word, or lies outside the text.
        """
        for name, (start, end) in (("actor", actor), ("target", target)):
            if not 0 <= start < end <= len(text):
                raise ValueError(
                    f"the {name} span ({start}, {end}) is not inside a text of {len(text)} "
                    f"characters"
                )
        from extract.events import code

        with self.nlp.memory_zone():
            doc = self.nlp(self._make_doc(Article.of(text, date=date)))
            stage: Any = self.nlp.get_pipe("realpolitik_actions")
            return coded_action_of(text, doc, code(doc, actor, target, stage), self.ontology)

    def resolve(self, text: str, date: str | None = None) -> Actor | None:
        """Return the actor that a name or phrase stands for, without a mention, or None.

        ``date`` (ISO) decides who held an office: "the Russian president" in 2010 is not the one of
        2024.
        """
        from extract.actors import resolve

        found = resolve(text, date=date)
        return actor_of(found) if found is not None else None

    def resolve_within(
        self, text: str, context: str, date: str | None = None
    ) -> tuple[Actor | None, str]:
        """Return the actor that a name stands for among the words around it, and why.

        ``context`` is read as an article. The name's last place in it counts; a name that does not
        stand in it is read as coming after it.
        """
        whole = context if text in context else f"{context}\n\n{text}"
        start = whole.rindex(text)
        doc = self.parse(whole, date)
        for found in doc._.actors:
            span = doc[found.start : found.end]
            if span.start_char < start + len(text) and start < span.end_char:
                return actor_of(found), f"read in its context: {found.reason}"
        return None, "no actor is found where the name stands in its context"

    def explain(self, text: str, date: str | None = None) -> tuple[list[Explanation], Reading]:
        """Return how each sentence of a text is read, step by step, and what the text gave."""
        from extract.events.explain import explain

        doc = self.parse(text, date)
        told = explain(doc, self.nlp.get_pipe("realpolitik_actions"))
        told = [self._with_the_unsure(one) for one in told]
        return told, self.collect(Article.of(text, date=date), doc)

    def _with_the_unsure(self, told: Explanation) -> Explanation:
        unsure = tuple(
            too_unsure(one.type, one.confidence, self.min_confidence)
            for one in told.events
            if one.confidence < self.min_confidence
        )
        return replace(told, uncoded=told.uncoded + unsure)

    def parse(self, text: str, date: str | None = None) -> Doc:
        """Return the annotated ``Doc`` of a plain text, for ``explain`` and for the curious."""
        return self.parse_article(Article.of(text, date=date))

    def parse_article(self, article: Article) -> Doc:
        """Return the annotated ``Doc`` of an article; :meth:`collect` makes its triples."""
        return self.nlp(self._make_doc(article))

    @property
    def ontology(self) -> Any:
        """The event types in use: PLOVER's, and those that a frames file added."""
        stage: Any = self.nlp.get_pipe("realpolitik_actions")
        return stage.ontology

    def _make_doc(self, article: Article) -> Doc:
        from extract.reading.cleaning import clean
        from extract.reading.day_lines import dated_stretches
        from extract.reading.headline_tails import sources_of

        text = article.text
        cleaned = clean(text, title=article.title)
        doc = self.nlp.make_doc(cleaned.text)
        doc._.article_id = article.id
        doc._.published = article.date or ""
        doc._.title = article.title or ""
        doc._.outlet = article.outlet or ""
        doc._.url = article.url or ""
        doc._.dated = tuple(map(tuple, dated_stretches(text, article.date)))
        doc._.told_by = tuple(map(tuple, sources_of(text)))
        return doc

    def _read_batch(self, batch: list[Article]) -> Iterator[Reading]:
        # Each reading is handed on as soon as it is there, so that a reader can count them.
        done = 0
        try:
            docs = self.nlp.pipe([self._make_doc(a) for a in batch], batch_size=len(batch))
            for article, doc in zip(batch, docs, strict=True):
                reading = self._collected(article, doc)
                yield reading
                done += 1
        except Exception:
            # One of them is bad: read the rest one by one, so that only that one is lost.
            yield from (self._read_alone(article) for article in batch[done:])

    def _collected(self, article: Article, doc: Doc) -> Reading:
        try:
            return self.collect(article, doc)
        except Exception as error:
            return _failed(article, error)

    def _read_alone(self, article: Article) -> Reading:
        try:
            if len(article.text) > LONGEST_WHOLE:
                return self._read_in_parts(article)
            return self.collect(article, self.nlp(self._make_doc(article)))
        except Exception as error:
            return _failed(article, error)

    def collect(self, article: Article, doc: Doc) -> Reading:
        """Return what an article gave, from its ``Doc`` that has been through the pipeline
        (:meth:`parse`)."""
        return sure_enough(reading_of(article, doc, self.ontology), self.min_confidence)


def _failed(article: Article, error: Exception) -> Reading:
    return Reading(article=article, error=f"{type(error).__name__}: {error}")


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield articles in batches: a small one first, so that its triples are soon there, and each
    long article alone."""
    batch: list[Article] = []
    size, most = 0, _FIRST_BATCH
    for article in articles:
        length = len(article.text)
        if batch and (len(batch) >= most or size + length > _BATCH_CHARACTERS):
            yield batch
            batch, size, most = [], 0, _BATCH_ARTICLES
        batch.append(article)
        # Nothing else fits beside a long article.
        size += length if length <= LONGEST_WHOLE else _BATCH_CHARACTERS
    if batch:
        yield batch


__all__ = ["Extractor", "Reading", "RunReport"]
