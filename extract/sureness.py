"""What becomes of triples that are less sure than asked for."""

from __future__ import annotations

from extract.report import Reading, UncodedSentence


def too_unsure(kind: str, confidence: float, least: float) -> str:
    """Return the reason that a report gives for a triple that is left out.

    Examples
    --------
    >>> too_unsure("CONSULT", 0.31, 0.5)
    'CONSULT is less sure (0.31) than asked for (0.5)'
    """
    return f"{kind} is less sure ({confidence:.2f}) than asked for ({least:g})"


def sure_enough(reading: Reading, least: float) -> Reading:
    """Return what an article gave without the triples that are less sure than ``least``.

    A sentence that has no triple left stands among those without one, with the reason.
    """
    kept = tuple(triple for triple in reading.triples if triple.confidence >= least)
    if len(kept) == len(reading.triples):
        return reading
    coded = {triple.sentence.index for triple in kept}
    bare: dict[int, UncodedSentence] = {one.index: one for one in reading.uncoded}
    for triple in reading.triples:
        where = triple.sentence
        if triple.confidence >= least or where.index in coded:
            continue
        reason = too_unsure(triple.action.type, triple.confidence, least)
        before = bare.get(where.index)
        bare[where.index] = UncodedSentence(
            index=where.index,
            start=where.start,
            end=where.end,
            text=where.text,
            reason=f"{before.reason}; {reason}" if before else reason,
        )
    uncoded = tuple(bare[index] for index in sorted(bare))
    return reading.model_copy(update={"triples": kept, "uncoded": uncoded})
