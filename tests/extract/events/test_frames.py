"""The frames as data: schema, conflicts, and a user's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DataError, SourceNotFound
from extract.events.frames import FrameIndex, find_conflicts, frame_of, load_frames, packaged_frames
from extract.events.ontology import load_ontology

ROW = {
    "id": "bomb",
    "pos": "verb",
    "lemma": "bomb|shell",
    "actor": "subj",
    "target": "obj",
    "type": "ASSAULT",
}


def test_packaged_frames_have_no_conflicts() -> None:
    assert find_conflicts(packaged_frames()) == []


def test_every_packaged_frame_has_an_example_that_holds_its_parties() -> None:
    for frame in packaged_frames():
        assert frame.example, frame.id
        assert frame.example_actor in frame.example, frame.id
        assert frame.example_target in frame.example, frame.id


# What everybody would say first of each type; a list that lacks one of them is not a list.
SAID_FIRST = {
    "AGREE": "agree accept pledge promise vow",
    "CONSULT": "meet talk visit discuss host phone negotiate",
    "SUPPORT": "support praise welcome endorse back thank congratulate",
    "CONCEDE": "release yield ease concede",
    "COOPERATE": "cooperate sign share exchange trade train",
    "AID": "aid supply donate deliver fund shelter",
    "RETREAT": "withdraw retreat surrender disarm pull",
    "REQUEST": "ask request demand urge call appeal",
    "ACCUSE": "accuse blame condemn criticize criticise denounce",
    "REJECT": "reject refuse veto deny decline",
    "THREATEN": "threaten warn",
    "PROTEST": "protest demonstrate strike rally march",
    "SANCTION": "sanction expel suspend ban fine convict",
    "MOBILIZE": "mobilize deploy mass alert",
    "COERCE": "arrest detain seize raid hack deport blockade",
    "ASSAULT": "attack kill bomb shell shoot kidnap torture assassinate rape",
}


def test_every_type_knows_the_words_that_everybody_says() -> None:
    assert set(SAID_FIRST) == set(load_ontology().types)
    known = {(frame.type, lemma) for frame in packaged_frames() for lemma in frame.lemmas}
    said = {(type_, word) for type_, words in SAID_FIRST.items() for word in words.split()}
    assert said - known == set()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "BOMB"}, "no event type"),
        ({"mode": "aeriel"}, "no mode"),
        ({"contexts": "war"}, "no context"),
        ({"actor": "subject"}, "names no place"),
        ({"target": "obj|prep:"}, "names no place"),
        ({"pos": "adverb"}, "pos is"),
        ({"lemma": ""}, "lemma is empty"),
        ({"object": "@event|strike"}, "object is either"),
        ({"reciprocal": "true"}, "reciprocal"),
        ({"weight": "3"}, "unknown column"),
    ],
)
def test_a_bad_row_says_what_is_wrong(change: dict[str, str], words: str) -> None:
    with pytest.raises(DataError, match=words):
        frame_of({**ROW, **change}, load_ontology(), "own.csv, line 2")


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"id": "shell"}, "shadowed"),
        ({"id": "shell", "type": "COERCE"}, "contradicts"),
        ({"id": "bomb", "target": "prep:at"}, "already used"),
    ],
)
def test_conflicts_are_found(second: dict[str, str], found: str) -> None:
    ontology = load_ontology()
    rows = [
        frame_of(ROW, ontology, "a", 0, "a"),
        frame_of({**ROW, **second}, ontology, "b", 1, "b"),
    ]
    assert any(found in line for line in find_conflicts(rows))


def test_the_row_that_asks_for_more_is_first() -> None:
    ontology = load_ontology()
    plain = frame_of({**ROW, "id": "launch", "lemma": "launch"}, ontology, "a", 0)
    light = frame_of(
        {**ROW, "id": "launch.strike", "lemma": "launch", "object": "strike"}, ontology, "a", 1
    )
    assert [f.id for f in FrameIndex([plain, light]).of("verb", "launch")] == [
        "launch.strike",
        "launch",
    ]


def test_user_frames_in_csv_and_toml(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "id,pos,lemma,actor,target,type\nown.defund,verb,defund,subj,obj,SANCTION\n",
        encoding="utf-8",
    )
    _, index = load_frames(table)
    assert index.of("verb", "defund")[0].type == "SANCTION"
    toml = tmp_path / "own.toml"
    toml.write_text(
        '[types.LAUNCH]\nquad = "material conflict"\nscore = -2\ncameo = "15"\n'
        '[[frames]]\nid = "own.orbit"\npos = "verb"\nlemma = "orbit"\nactor = "subj"\n'
        'target = "obj"\ntype = "LAUNCH"\n',
        encoding="utf-8",
    )
    ontology, index = load_frames(toml)
    assert index.of("verb", "orbit")[0].type == "LAUNCH"
    assert "LAUNCH" in ontology.types


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,pos\nx,verb\n", "header lacks"),
        ("id,pos,lemma,actor,target,type\nx,verb,see,subj,obj,SEE\n", "line 2"),
        ("id,pos,lemma,actor,target,type\nx,verb,see,subj,obj,AID,extra,more\n", "more cells"),
    ],
)
def test_a_bad_user_file_names_line_and_column(tmp_path: Path, text: str, words: str) -> None:
    table = tmp_path / "own.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        load_frames(table)


def test_no_such_frames_file(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        load_frames(tmp_path / "none.csv")
