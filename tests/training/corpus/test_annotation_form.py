"""The annotators' form: what a line means, and what is said of a line that breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.evaluate.corpus_articles import SourceArticle
from training.corpus.annotation import Annotation
from training.corpus.annotation_form import document_id, read_annotation

TEXT = (
    "US troops met the US envoy. Mali warned Niger and Niger warned Mali; they left.\n\n"
    "The envoy’s aide told Reuters that it was over in Garo."
)
ARTICLE = SourceArticle("x-1", TEXT, outlet="Daily Example")
HEAD = """\
DOC | x-1
EVENTS | yes
E | e1 | Mali | state | MLI
E | e2 | Niger | state | NER
E | e3 | United States | state | USA
E | e4 | envoy | person | USA
P | 1
M | e3 | US troops
M | e4 | US envoy
M | e1 | Mali
M | e2 | Niger#1
"""
WARNED = 'V | 1 | warned#1 | THREATEN | e1 "Mali" | e2 "Niger" | req | asserted | - | - | -'


def read(*lines: str) -> Annotation:
    return read_annotation(HEAD + "\n".join(lines), ARTICLE)


def test_clean_lines_have_no_problem() -> None:
    made = read(WARNED)
    assert made.problems == []
    event = made.events[0]
    assert TEXT[event.trigger.start : event.trigger.end] == "warned"
    assert [p.entity for p in (*event.actors, *event.targets)] == ["e1", "e2"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("X | 1", "a line begins with one of"),
        ("M | e1", "1 fields after M, wanted 2"),
        ("E | e1 | Chad | state | TCD", "e1 is declared already"),
        ("E | x5 | Chad | state | TCD", "an entity's id is e and a number"),
        ("E | e5 | - | state | TCD", "needs a name"),
        ("E | e5 | Chad | nation | TCD", "no such kind: 'nation'"),
        ("E | e5 | Chad | state | CHAD", "no such country: 'CHAD'"),
        ("P | 3", "no such paragraph: '3'; they are numbered 1 to 2"),
        ("M | e9 | Mali", "'e9' is not declared"),
        ("M | e1 | Malian", "copy the words exactly"),
        ("M | e1 | mali", "the text writes 'Mali'"),
        ("M | e1 | Garo", "it stands in P2"),
        ("M | e3 | US troops", "each listed already (line 8)"),
        ("M | e3 | US", "list mentions in order of their beginning"),
        ("M | e2 | Niger#3", "stands only twice in P1, there is no #3"),
        ("M | e2 | Niger#1", "is listed already for e2, on line 11"),
        ("DOC | x-1", "a second DOC line"),
        ("EVENTS | maybe", "EVENTS is yes or no"),
        (WARNED.replace("warned#1", "warned"), "stands twice in P1: say which with #n (warned#1:"),
        (WARNED.replace("warned#1", "threatened"), "trigger 'threatened' does not stand in P1"),
        (WARNED.replace("THREATEN", "WARN"), "no such type: 'WARN'"),
        (WARNED.replace("THREATEN", "THREATEN:loud"), "THREATEN has no mode 'loud'"),
        (WARNED.replace("THREATEN", "AGREE:loud"), "AGREE has no mode 'loud'; it has none"),
        (WARNED.replace("THREATEN", "THREATEN/THREATEN"), "an alternative to itself"),
        (WARNED.replace('e1 "Mali"', 'e1 "Malians"'), "no listed mention of e1 in P1 (listed: 'M"),
        (WARNED.replace('e1 "Mali"', 'e1 "Mali#2"'), "(#2) is no listed mention of e1"),
        (WARNED.replace('e1 "Mali"', "Mali"), "'Mali' is no entity"),
        (WARNED.replace('e1 "Mali"', "-"), "or none where nobody is named"),
        (WARNED.replace('e1 "Mali"', "e9"), "'e9' is not declared"),
        (WARNED.replace('e1 "Mali"', "e2"), "actor and target are the same entity"),
        (WARNED.replace('e1 "Mali"', "e1 + e1"), "the same entity twice"),
        (WARNED.replace('e1 "Mali"', "e1 / e1"), "an alternative to itself"),
        (WARNED.replace('e1 "Mali"', "none"), "the event is opt, never req"),
        (WARNED.replace('e1 "Mali" | e2 "Niger"', "none | none"), "neither actor nor target"),
        (WARNED.replace("req", "must"), "here stands req or opt"),
        (WARNED.replace("asserted", "done"), "no such status: 'done'"),
        (WARNED.replace("asserted | -", "asserted | The Times"), "stands nowhere in the text"),
        (WARNED.replace("- | - | -", "- | Monday | -"), "a day is 2020-01-08"),
        (WARNED.replace("- | - | -", "- | 2020-02-01..2020-01-01 | -"), "ends before it begins"),
        (WARNED.replace("- | - | -", "- | - | Garo"), "a place is words of the text and a country"),
        (WARNED.replace("- | - | -", "- | - | Lima, PER"), "the place 'Lima' stands nowhere"),
        (WARNED.replace("- | - | -", "- | - | Garo, MALI"), "no such country: 'MALI'"),
        (WARNED + "\n" + WARNED, "the same event as on line 12"),
        ("Q | 2 | nobody ... said | -", "'nobody' does not stand in P2"),
        ("Q | 2 | over in Garo ... told | -", "does not stand after 'over in Garo'"),
    ],
)
def test_a_line_that_breaks_the_form_is_named(line: str, said: str) -> None:
    made = read(line if line.startswith("V") else f"{WARNED}\n{line}")
    assert said in " / ".join(p.message for p in made.problems)
    assert {p.line for p in made.problems} <= {12, 13}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("EVENTS | no\n", "there is no DOC line"),
        ("DOC | x-1\n", "there is no EVENTS line"),
        ("DOC | x-1\nEVENTS | yes\n", "there is no V line"),
        ("DOC | y-1\nEVENTS | no\n", "this file is read as being about x-1"),
        (HEAD.replace("yes", "no") + WARNED, "EVENTS says no, but here is an event"),
        ("DOC | x-1\nEVENTS | no\nE | e1 | Mali | state | MLI\nM | e1 | Mali\n", "write a line P"),
    ],
)
def test_a_whole_that_breaks_the_form_is_named(text: str, said: str) -> None:
    assert said in " / ".join(p.message for p in read_annotation(text, ARTICLE).problems)


def test_the_next_occurrence_is_meant_and_nested_words_ask_which() -> None:
    made = read("M | e2 | Niger", WARNED)
    assert [m.span.start for m in made.mentions if m.entity == "e2"] == [40, 50]
    nested = read_annotation(HEAD.replace("M | e4 | US envoy", "M | e4 | US"), ARTICLE)
    assert "begins where the mention before it begins" in nested.problems[-1].message


def test_one_word_can_stand_for_two() -> None:
    made = read("M | e1 | they#1", "M | e2 | they#1", WARNED)
    assert made.problems == []


def test_quotation_marks_and_white_space_count_as_the_same() -> None:
    made = read("P | 2", "M | e4 | envoy's  aide", WARNED)
    assert made.problems == []
    assert made.mentions[-1].span.words == "envoy’s aide"


def test_the_nearest_mention_is_meant() -> None:
    second = WARNED.replace("warned#1", "warned#2").replace("THREATEN", "ACCUSE")
    made = read("M | e2 | Niger", "M | e1 | Mali", second)
    assert made.problems == []
    parties = (*made.events[0].actors, *made.events[0].targets)
    assert [p.mention.span.start for p in parties if p.mention] == [63, 50]


@pytest.mark.parametrize(
    ("parties", "duty", "pairs"),
    [
        ("e1 + e2 | e3", "req", ["e1 e3", "e2 e3"]),
        ("e1 | e2 + e3", "req", ["e1 e2", "e1 e3"]),
        ("e1 + e2 + e3 | e1 + e2 + e3", "req,recip", ["e1 e2", "e1 e3", "e2 e3"]),
        ("e1 + e2 | e1 + e2", "req", ["e1 e2", "e2 e1"]),
        ("e1 / e3 | none", "opt", ["e1 -"]),
    ],
)
def test_lists_give_pairs(parties: str, duty: str, pairs: list[str]) -> None:
    made = read(f"V | 1 | met | CONSULT | {parties} | {duty} | asserted | - | - | -")
    assert made.problems == []
    given = [
        f"{a.entity if a else '-'} {b.entity if b else '-'}" for a, b in made.events[0].pairs()
    ]
    assert given == pairs


def test_who_says_so_day_and_place() -> None:
    voiced = 'V | 1 | left | RETREAT | e1 | e2 | opt | asserted | e4 "US envoy" ; Reuters'
    made = read(f"{voiced} | 2020-01-01..2020-01-31 | Garo, -")
    assert made.problems == []
    event = made.events[0]
    assert (event.attribution[0].entity, event.attribution[0].outlet) == ("e4", "Reuters")
    assert event.day == ("2020-01-01", "2020-01-31")
    assert event.place and event.place.span.words == "Garo" and event.place.country is None


def test_hints_do_not_make_a_problem() -> None:
    made = read(
        "M | e2 | Niger", "P | 2", "M | e4 | envoy’s aide", WARNED, "E | e7 | Oman | state | OMN"
    )
    assert made.problems == []
    assert [n.message for n in made.notes] == ["e7 (Oman) is neither mentioned nor used"]


def test_the_codebook_follows_its_own_form() -> None:
    codebook = Path(__file__).parents[3] / "training/corpus/CODEBOOK.md"
    text = codebook.read_text(encoding="utf-8")
    example = text[text.index("    ID: ex-") : text.index("\nWhy: ")]
    lines = [line[4:] for line in example.splitlines()]
    begin = next(n for n, line in enumerate(lines) if line.startswith("DOC |"))
    paragraphs = re.split(r"P\d+: ", " ".join(" ".join(lines[2:begin]).split()))[1:]
    form = "\n".join(lines[begin:])
    article = SourceArticle(document_id(form) or "", "\n\n".join(p.strip() for p in paragraphs))
    made = read_annotation(form, article)
    assert made.problems == []
    assert made.notes == []
    assert len(made.events) == 8
