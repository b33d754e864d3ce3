"""What speakers say of others' acts, and who is no party to politics: by short texts through the
model that ships."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.doc_attributes import ActorMention
from extract.events.ontology import load_ontology
from extract.events.politics import is_political, is_private, may_meet
from extract.extractor import Extractor

with (Path(__file__).parent / "data" / "statements.tsv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
UNMET = {
    "NATO warned that Russia threatens Estonia.": "the relation network reads a threat of NATO's"
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.mark.model
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case['rule']}: {case['text'][:40]}",
            marks=[pytest.mark.xfail(reason=UNMET[case["text"]])] if case["text"] in UNMET else [],
        )
        for case in CASES
    ],
)
def test_statement(extractor: Extractor, case: dict[str, str]) -> None:
    found = []
    for triple in extractor(case["text"], date="2024-05-06"):
        actor, target = (
            party.name if party else "nobody" for party in (triple.actor, triple.target)
        )
        found.append(f"{actor} {triple.action.type} {target}")
    for expected in filter(None, case["expected"].split("; ")):
        assert any(event.endswith(expected) for event in found), found
    for absent in filter(None, (case["absent"] or "").split("; ")):
        assert not any(absent in event for event in found), found


@pytest.mark.model
def test_an_attack_is_placed_where_a_part_of_it_struck(extractor: Extractor) -> None:
    text = (
        "Iran carried out a wave of strikes across Iraq, including one targeting the Ain "
        "al-Asad air base."
    )
    (strike,) = [t for t in extractor(text, date="2024-01-09") if t.action.type == "ASSAULT"]
    assert strike.target and strike.target.name == "Iraq"
    assert strike.place and "Asad" in strike.place.name


def mention(
    name: str, kind: str, country: str = "", sectors: tuple[str, ...] = (), how: str = "name"
) -> ActorMention:
    return ActorMention(0, 1, 0, name, name, kind, country, sectors, "", how, "")


STATE = mention("Kenya", "state", "KEN", how="alias")
MINISTER = mention("Musalia Mudavadi", "person", "KEN", ("GOV",), "office")
SINGER = mention("Ana Belo", "person")
SCHOOLS = mention("schools", "organisation", how="role")
CHURCH = mention("Free Church", "organisation")
SOMALIS = mention("Somalis", "people", "SOM", how="demonym")
PEOPLE = mention("people", "people", how="role")
REBELS = mention("M23", "armed group", "COD", how="alias")


@pytest.mark.parametrize(
    ("type_", "actor", "target", "may"),
    [
        ("CONSULT", STATE, REBELS, True),
        ("CONSULT", STATE, SOMALIS, True),
        ("CONSULT", STATE, SINGER, False),
        ("CONSULT", SINGER, CHURCH, False),
        ("AGREE", STATE, SCHOOLS, False),
        ("AID", SINGER, SCHOOLS, False),
        ("AID", STATE, SCHOOLS, True),
        ("COERCE", STATE, SINGER, True),
        ("ACCUSE", SINGER, CHURCH, True),
        ("REQUEST", STATE, PEOPLE, False),
        ("RETREAT", MINISTER, STATE, False),
        ("AGREE", MINISTER, STATE, False),
        ("ACCUSE", MINISTER, STATE, True),
        ("RETREAT", MINISTER, None, True),
        ("RETREAT", SINGER, None, False),
    ],
)
def test_who_may_be_party_to_what(
    type_: str, actor: ActorMention, target: ActorMention | None, may: bool
) -> None:
    assert may_meet(load_ontology().types[type_], actor, target) is may


def test_private_persons() -> None:
    assert is_private(SINGER) and not is_private(MINISTER) and not is_private(STATE)
    assert is_political(MINISTER) and is_political(REBELS) and not is_political(SCHOOLS)
