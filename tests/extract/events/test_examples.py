"""Every frame's example is coded by that very frame, with its actor and target, by the pipeline
that ships.

``data/examples_failing.txt`` lists the frames whose example is not (yet): strict xfail, so that a
mended one leaves the list.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extract.events.frames import Frame, packaged_frames

FAILING = frozenset(
    (Path(__file__).parent / "data" / "examples_failing.txt").read_text(encoding="utf-8").split()
)
pytestmark = [pytest.mark.model, pytest.mark.slow]


@cache
def read_examples() -> dict[str, Doc]:
    """Read all examples in one go."""
    from extract import Extractor

    nlp = Extractor.load().nlp
    frames = packaged_frames()
    docs = nlp.pipe([frame.example for frame in frames], batch_size=64)
    return {frame.id: doc for frame, doc in zip(frames, docs, strict=True)}


def is_coded_by(frame: Frame, doc: Doc) -> bool:
    """Tell whether an event of the frame has the example's parties, in either order where it is
    reciprocal."""
    wanted = (frame.example_actor, frame.example_target)
    for event in doc._.events:
        if event.rule.split("+")[
            0
        ] != f"frame:{frame.id}" and f"frame:{frame.id}" not in event.rule.split("+"):
            continue
        named = [_words(doc, event.actor), _words(doc, event.target)]
        orders = [named, named[::-1]] if event.reciprocal else [named]
        if any(
            all(_overlap(want, found) for want, found in zip(wanted, order, strict=True))
            for order in orders
        ):
            return True
    return False


def _words(doc: Doc, index: int) -> str:
    if index < 0:
        return ""
    mention = doc._.actors[index]
    return doc[mention.start : mention.end].text


def _overlap(want: str, found: str) -> bool:
    return not want or (
        bool(found) and (found.lower() in want.lower() or want.lower() in found.lower())
    )


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(f, id=f.id, marks=[pytest.mark.xfail(strict=True)] if f.id in FAILING else [])
        for f in packaged_frames()
    ],
)
def test_example_is_coded_by_its_frame(frame: Frame) -> None:
    assert is_coded_by(frame, read_examples()[frame.id])
