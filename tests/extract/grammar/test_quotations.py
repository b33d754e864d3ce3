"""Quotations on plain text and on documents, and that looking them up grows with the text alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.extractor import Extractor
from extract.grammar.quotations import Quotations, find_quotations
from extract.grammar.spoken import SpokenText

QUOTATIONS = [
    ('He said: "We stay." She left.', ["We stay."]),
    ('"We stay," he said. "We fight."', ["We stay,", "We fight."]),
    ('"We stay. We fight.\n"We win," he said.', ["We stay. We fight.", "We win,"]),
    ('He called it "odd and left.', ["odd and left."]),
    ('An odd " mark here', [" mark here"]),
    ("No marks at all", []),
    ('A 6" gun and a 9" gun', []),
    ("", []),
    ("“We stay,” he said. “We fight.”", ["We stay,", "We fight."]),
    ("« Nous restons », il dit.", [" Nous restons "]),
    ("„Wir bleiben“, sagte er.", ["Wir bleiben"]),
    ("A lone ” closes nothing", []),
]


@pytest.mark.parametrize(("text", "inside"), QUOTATIONS)
def test_quotations(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == inside


def test_a_quotation_that_goes_on_is_carried() -> None:
    assert [q.carried for q in find_quotations('"We stay.\n"We fight," he said.')] == [False, True]


@given(st.text(alphabet='ab "“”«»\n.,', max_size=60))
@settings(max_examples=300, deadline=None)
def test_odd_marks_never_fail(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start <= q.end <= len(text) for q in found)
    assert all("\n" not in text[q.start : q.end] for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet='ab "\n.', max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_character_is_in_the_quotation_around_it(text: str) -> None:
    quotations = Quotations(text)
    for at in range(len(text)):
        slow = next((i for i, q in enumerate(quotations.spans) if q.start <= at < q.end), -1)
        assert quotations.at(at) == slow


# -- who speaks, through the model
# -------------------------------------------------------------------------------------------------

ARTICLES = [
    ("before", 'Iran said: "We met Oman."', "said"),
    ("after", '"We met Oman," Iran said.', "said"),
    ("between", '"We met Oman," Iran said. "We met them on Monday."', "said"),
    ("far", '"We met Oman. It was on Monday. It was good," Iran said.', "said"),
    ("paragraph before", 'Iran said:\n"We met Oman."', "said"),
    ("carried", '"It is late," Iran said. "Nobody comes.\n"We met Oman."', "said"),
    ("alone", '"It is late," Iran said.\n"We met Oman."', "said"),
    ("statement", "Iran said:\n\nWe met Oman.", "said"),
    ("statement of two", "Iran said:\n\nIt is late.\n\nWe met Oman.", "said"),
    ("nobody", '"It is late," Iran said.\nThe sun rose over the hills. "We met Oman."', ""),
    ("words only", 'Iran said it was late. They "met Oman" there.', ""),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verb"), [row[1:] for row in ARTICLES], ids=[a[0] for a in ARTICLES]
)
def test_who_speaks(text: str, verb: str) -> None:
    doc = Extractor.load().nlp(text)
    met = next(t for t in doc if t.text == "met")
    spoken = SpokenText(doc).verb_of(met)
    assert (spoken.text if spoken is not None else "") == verb


# -- growth
# -------------------------------------------------------------------------------------------------


def steps_of(work: Callable[[], Any]) -> int:
    """Count the steps (opcodes) that Python takes in this package for a piece of work."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if event == "call":
            if "/extract/" not in frame.f_code.co_filename:
                return None
            frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return trace

    # From Python 3.12 on, code tells its opcodes only once it has been traced: so it is run twice.
    sys._getframe().f_trace_opcodes = True
    sys.settrace(trace)
    try:
        work()
        count = 0
        work()
    finally:
        sys.settrace(None)
    return count


def plain(words: list[str]) -> Doc:
    return Doc(
        Vocab(),
        words=words,
        pos=["PUNCT"] * len(words),
        heads=[0] * len(words),
        deps=["ROOT", *["dep"] * (len(words) - 1)],
    )


@pytest.mark.parametrize("mark", ['"', "“", "”", "(", "[", "'", "«"])
def test_marks_without_end_cost_their_number(mark: str) -> None:
    def look_up(size: int) -> Callable[[], None]:
        doc = plain([mark, "a"] * size)

        def work() -> None:
            spoken = SpokenText(doc)
            for token in doc:
                spoken.quotation_of(token)
                spoken.verb_of(token)

        return work

    few, many = steps_of(look_up(500)), steps_of(look_up(2000))
    assert many < 5 * few


STAGES = ("realpolitik_actors", "realpolitik_actions", "realpolitik_context")
REPEATED = {
    "quotations": '"We met," he said. ',
    "quotations in paragraphs": '"We met," he said.\n\n',
    "quotations left open": '"We met Iraq.\n\n',
    "quotations with events": '"Iran attacked Iraq," Araghchi said. "We met them." ',
    "statements": "The minister said:\nWe met Iraq.\n",
    "events with places": "Iran attacked Iraq in Basra on Monday. ",
    "brackets": "Iran (met) Iraq [there]. ",
}


@pytest.mark.model
@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_every_stage_grows_with_the_text_alone(unit: str) -> None:
    """Four times the text is four times the work, not sixteen times."""
    nlp = Extractor.load().nlp
    parsed = [proc for name, proc in nlp.pipeline if name not in STAGES]

    def stages(size: int) -> Callable[[], None]:
        doc = nlp.make_doc(unit * size)
        for proc in parsed:
            doc = proc(doc)

        def work() -> None:
            for name in STAGES:
                nlp.get_pipe(name)(doc)

        return work

    stages(10)()  # lists are read once
    few, many = steps_of(stages(25)), steps_of(stages(100))
    assert many < 5 * few
