"""The contract: keys, null for what is unknown, and reading back what was written."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extract.models import (
    Action,
    Actor,
    Article,
    Attribution,
    DateRange,
    Mention,
    Place,
    Sentence,
    Triple,
    content_id,
)

TEXT = "Norwegian envoys warned Chad on Monday."


def mention(start: int, end: int) -> Mention:
    return Mention(text=TEXT[start:end], start=start, end=end)


def triple(**changes: object) -> Triple:
    actor = Actor(
        id="NOR",
        name="Norway",
        kind="state",
        country="NOR",
        sectors=("GOV",),
        mention=mention(0, 16),
        resolved_by="x",
    )
    target = Actor(
        id="TCD",
        name="Chad",
        kind="state",
        country="TCD",
        mention=mention(24, 28),
        resolved_by="alias",
    )
    action = Action(
        type="THREATEN",
        quad="verbal conflict",
        score=-3.5,
        cameo="13",
        predicate="warn",
        mention=mention(17, 23),
    )
    fields = {
        "id": Triple.id_of("a-1", 0, "NOR", "TCD", "THREATEN", 17),
        "article": "a-1",
        "actor": actor,
        "action": action,
        "target": target,
        "status": "asserted",
        "sentence": Sentence(text=TEXT, index=0, start=0, end=len(TEXT)),
        "rule": "frame:warn.against",
        "confidence": 0.8,
        "extractor": "realpolitik 0.1.0",
        **changes,
    }
    return Triple.model_validate(fields)


def test_keys_of_the_contract_in_their_order() -> None:
    written = json.loads(triple().to_json())
    assert list(written) == (
        "id article actor action target reciprocal status attribution date place sentence rule "
        "confidence extractor".split()
    )
    assert (
        list(written["action"]) == "type mode contexts quad score cameo predicate mention".split()
    )
    assert (
        list(written["actor"])
        == "id name kind country sectors wikidata mention resolved_by label".split()
    )
    assert (
        written["date"] is None
        and written["place"] is None
        and written["actor"]["wikidata"] is None
    )


def test_reads_back_what_it_wrote() -> None:
    whole = triple(
        date=DateRange(start="2025-04-07", end="2025-04-07", text="Monday"),
        place=Place(name="Oslo", country="NOR", lat=59.9, lon=10.7, mention=mention(29, 31)),
        attribution=(Attribution(outlet="Reuters", mention=mention(0, 5)),),
    )
    assert Triple.model_validate_json(whole.to_json()) == whole


def test_the_published_schema_accepts_what_is_written() -> None:
    schema = Triple.model_json_schema(mode="serialization")
    jsonschema.validate(json.loads(triple().to_json()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(triple().to_json()), "status": "maybe"}, schema)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": "rumoured"}, "not a status"),
        ({"confidence": 1.2}, "not a probability"),
        ({"mood": "bad"}, "not a key of the contract"),
        ({"date": {"start": "2025-04-09", "end": "2025-04-08"}}, "ends before it starts"),
        ({"date": {"start": "9 April", "end": "2025-04-09"}}, "not an ISO date"),
    ],
)
def test_refuses(changes: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError):
        triple(**changes)


def test_a_mention_is_as_long_as_its_offsets_say() -> None:
    with pytest.raises(ValidationError, match="offsets say"):
        Mention(text="Oslo", start=0, end=3)


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        triple().status = "negated"  # type: ignore[misc]


@given(st.text())
def test_an_article_is_known_by_its_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert Article.of(text).id == Article.of(text, title="another").id == content_id("a", text)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_ids_tell_parts_apart(one: list[str], other: list[str]) -> None:
    assert (content_id("t", *one) == content_id("t", *other)) == (one == other)
