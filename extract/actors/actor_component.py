"""The spaCy component ``realpolitik_actors``: reads an article's Doc, writes ``doc._.actors``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from extract.doc_attributes import ActorMention, register

if TYPE_CHECKING:
    from pathlib import Path

    from extract.actors.verdicts import ActorVerdicts


class ActorFinder:
    """Finds and resolves the actors of an article.

    Parameters
    ----------
    nlp
        The pipeline; only its vocabulary is used.
    name
        The component's name in the pipeline.
    metonyms
        Whether a capital or palace may stand for its state; without, a city stays a city.
    verdicts
        Path of a CSV file of ``same``, ``different`` and ``rename`` rows.
    """

    def __init__(
        self,
        nlp: Language | None = None,
        name: str = "realpolitik_actors",
        *,
        metonyms: bool = True,
        verdicts: str | Path | None = None,
    ) -> None:
        register()
        self.name = name
        self.metonyms = metonyms
        self._verdicts: ActorVerdicts | None = None
        if verdicts:
            from extract.actors.verdicts import read_verdicts

            self._verdicts = read_verdicts(verdicts)

    def match(self, doc: Doc) -> tuple[ActorMention, ...]:
        """Return the article's actor mentions, sorted by where they start."""
        from extract.actors.finding import find_actors
        from extract.actors.gazetteer import gazetteer
        from extract.actors.issuer import subjects_of

        title: tuple[ActorMention, ...] = ()
        headline: tuple[str, ...] = ()
        if doc._.title:
            head = Doc(doc.vocab, words=str(doc._.title).split())
            named = find_actors(head, gazetteer(), metonyms=self.metonyms)
            title = subjects_of(head, named)
            headline = tuple(mention.country for mention in named if mention.country)
        found = find_actors(
            doc, gazetteer(), metonyms=self.metonyms, title=title, headline=headline
        )
        if self._verdicts is not None:
            found = [
                self._verdicts.apply(mention, doc[mention.start : mention.end].text)
                for mention in found
            ]
        return tuple(found)

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc._.actors``."""
        doc._.actors = self.match(doc)
        return doc


@Language.factory(
    "realpolitik_actors",
    assigns=["doc._.actors"],
    default_config={"metonyms": True, "verdicts": None},
)
def create(
    nlp: Language, name: str, metonyms: bool = True, verdicts: str | None = None
) -> ActorFinder:
    """Make the component, as spaCy's registry calls it; importing this module registers it."""
    return ActorFinder(nlp, name, metonyms=metonyms, verdicts=verdicts)
