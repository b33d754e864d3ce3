"""The ontology as data, and what a user may add to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DataError, SourceNotFound
from extract.events.ontology import QUADS, load_ontology

LAUNCH = '[types.LAUNCH]\nquad = "material conflict"\nscore = 1\ncameo = "06"\n'


def test_sixteen_types_thirty_seven_contexts() -> None:
    ontology = load_ontology()
    assert len(ontology.types) == 16
    assert len(ontology.contexts) == len(set(ontology.contexts)) == 37
    assert {t.quad for t in ontology.types.values()} == set(QUADS)


@pytest.mark.parametrize(
    ("type_", "mode", "quad", "score", "cameo"),
    [
        ("ACCUSE", "", "verbal conflict", -3.0, "11"),
        ("ACCUSE", "investigate", "verbal conflict", -3.5, "090"),
        ("THREATEN", "", "verbal conflict", -3.5, "13"),
        ("AID", "", "material cooperation", 10.0, "07"),
        ("RETREAT", "withdraw", "material cooperation", 8.0, "0872"),
        ("SANCTION", "discontinue", "material conflict", -6.0, "162"),
        ("COERCE", "martial-law", "material conflict", -7.5, "1724"),
    ],
)
def test_describe(type_: str, mode: str, quad: str, score: float, cameo: str) -> None:
    assert load_ontology().describe(type_, mode) == (quad, score, cameo)


def test_every_cameo_row_names_a_known_type_mode_and_context() -> None:
    ontology = load_ontology()
    # Its roots from expressed intent to mass violence; statements and appeals (01, 02) have no row.
    assert {code[:2] for code in ontology.cameo} == {f"{root:02}" for root in range(3, 21)}
    for code, read in ontology.cameo.items():
        assert code.isdigit()
        assert read.type in ontology.types, code
        assert not read.mode or read.mode in ontology.types[read.type].modes, code
        assert set(read.contexts) <= set(ontology.contexts), code


def test_cameo_and_back() -> None:
    """A type's own code reads back as the type; CONCEDE and RETREAT share CAMEO's 08."""
    ontology = load_ontology()
    for name, kind in ontology.types.items():
        read = ontology.from_cameo(kind.cameo)
        assert read is not None
        assert read.type == name or {read.type, name} == {"CONCEDE", "RETREAT"}
    assert ontology.from_cameo("010") is None
    assert ontology.from_cameo("1951") is not None


def test_user_adds_a_type_a_mode_and_a_context(tmp_path: Path) -> None:
    given = tmp_path / "own.toml"
    given.write_text(
        'contexts = ["space"]\n[types.LAUNCH]\nquad = "material cooperation"\nscore = 1\ncameo = '
        '"06"\n'
        '[types.PROTEST.modes]\nsit_in = { score = -4, cameo = "144" }\n',
        encoding="utf-8",
    )
    ontology = load_ontology(given)
    assert ontology.types["LAUNCH"].score == 1.0
    assert ontology.describe("PROTEST", "sit_in").score == -4.0
    assert "space" in ontology.contexts
    assert "LAUNCH" not in load_ontology().types


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[types.launch]\nquad = "material cooperation"\nscore = 1\ncameo = "06"', "capitals"),
        ('[types.LAUNCH]\nquad = "friendly"\nscore = 1\ncameo = "06"', "quad"),
        ('[types.LAUNCH]\nquad = "material conflict"\nscore = 11\ncameo = "06"', "-10 to 10"),
        ('[types.LAUNCH]\nquad = "material conflict"\nscore = 1\ncameo = "x"', "CAMEO"),
        ("[types.LAUNCH]\nscore = 1", "needs quad"),
        (LAUNCH + "mutal = true", "unknown key mutal"),
        (LAUNCH + "mutual = 1", "true or false"),
        (LAUNCH + "mode_of_act = 'x'", "mode_of_act"),
        (LAUNCH + "composed = { vowed = 'DANCE' }", "no known type"),
        (LAUNCH + "composed = { sung = 'AID' }", "no composition"),
        ("[types.AID]\nscore = 1", "only modes"),
        ("[types", "not TOML"),
    ],
)
def test_a_bad_table_says_what_is_wrong(tmp_path: Path, table: str, words: str) -> None:
    given = tmp_path / "own.toml"
    given.write_text(table, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        load_ontology(given)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        load_ontology(tmp_path / "none.toml")
