"""The component, places, verdicts, the catalogue; and laws that hold for any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.actors import (
    ActorFinder,
    explain,
    locate,
    read_verdicts,
    register,
    resolve,
)
from extract.actors.spellings import is_acronym, key, pieces, slug
from extract.catalog import aliases_of, doubts, find_known, listed, similar
from extract.errors import DataError


@cache
def _nlp() -> Any:
    import spacy

    register()
    nlp = spacy.blank("en")
    nlp.add_pipe("realpolitik_actors")
    return nlp


def test_the_component_writes_plain_values() -> None:
    [mention] = _nlp()("Syrian troops withdrew.")._.actors
    assert mention[:4] == (0, 2, 1, "SYR")
    assert all(isinstance(value, int | float | str | tuple) for value in mention)


def test_metonyms_can_be_switched_off() -> None:
    text = _nlp().make_doc("Ankara protested.")
    assert [m.id for m in ActorFinder().match(text)] == ["TUR"]
    assert [(m.kind, m.country) for m in ActorFinder(metonyms=False).match(text)] == [
        ("place", "TUR")
    ]


@pytest.mark.parametrize(
    ("name", "countries", "country"),
    [
        ("Tripoli", ("LBY",), "LBY"),
        ("Tripoli", ("LBN", "SYR"), "LBN"),
        ("the city of Aleppo", (), "SYR"),
        ("Baku", (), "AZE"),
        ("Palmyra (Tadmor)", ("SYR",), "SYR"),
        ("T4 air base", (), None),
        ("Nowhereville-on-Sea", (), None),
    ],
)
def test_places(name: str, countries: tuple[str, ...], country: str | None) -> None:
    found = locate(name, countries)
    assert (found.country if found else None) == country
    if found:
        assert -90 <= (found.lat or 0) <= 90


def _verdicts(folder: Path, *rows: str) -> Path:
    path = folder / "verdicts.csv"
    path.write_text("\n".join(["verdict,name,other,reason", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "text", "name"),
    [
        (
            "same,Ruritania Front,PKK,one group",
            "Members of the Ruritania Front met Turkey.",
            "Turkey",
        ),
        ("rename,TUR,Türkiye,house style", "Turkey protested.", "Türkiye"),
        ("different,Ankara,TUR,here it is the city's team", "Ankara won.", "Ankara"),
        ("same,Turkey,Iran,a test", "Turkey protested.", "Iran"),
    ],
)
def test_verdicts_are_applied(row: str, text: str, name: str, tmp_path: Path) -> None:
    doc = _nlp().make_doc(text)
    found = ActorFinder(verdicts=_verdicts(tmp_path, row)).match(doc)
    assert name in {mention.name for mention in found}


def test_a_file_of_verdicts_that_is_wrong_says_where(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 2.*same, different or rename"):
        read_verdicts(_verdicts(tmp_path, "merge,A,B,because"))
    with pytest.raises(DataError, match="cannot be read"):
        read_verdicts(tmp_path / "none.csv")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("verdict,name,other,reason\nsame,Élysée,FRA,x\n".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8"):
        read_verdicts(latin)


def test_catalogue() -> None:
    turkey = listed("TUR")
    assert turkey is not None and turkey.name == "Turkey"
    assert "Türkiye" in aliases_of("TUR")
    assert [entry.id for entry in find_known("türkiye")] == ["TUR"]
    assert "Turkey" in similar("Turky")
    assert aliases_of("nobody") == ()


def test_doubts_are_listed_by_frequency_and_never_merged() -> None:
    doc = _nlp()("Protesters marched. Protesters sang. Gunmen fled.")
    found = doubts(doc._.actors)
    assert [(doubt.id, doubt.times) for doubt in found] == [("protesters", 2), ("gunmen", 1)]


def test_explain_tells_the_steps() -> None:
    steps = explain("senior Turkish officials")
    assert any("demonym+role" in step for step in steps)
    assert explain("xyzzy") == ("'xyzzy' names no actor of the lists and no role",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Sharaa", "Al Sharaa"),
        ("el-Sisi", "al-Sisi"),
        ("Erdoğan", "Erdogan"),
        ("Qa'ida", "Qaida"),
        ("U.S.", "US"),
    ],
)
def test_spellings_that_are_the_same_name(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text(max_size=80))
def test_normalising_is_stable(text: str) -> None:
    assert pieces(" ".join(pieces(text))) == pieces(" ".join(pieces(" ".join(pieces(text)))))
    assert slug(text)
    is_acronym(text)


_SAMPLE = """
The Turkish Israeli government troops of and , in Ankara Hamas President Putin Jordan 's -
backed rebels US officials met who
its former Foreign Minister Hakan Fidan ( PKK ) it they Georgia from both France countries two
"""
_WORDS = st.lists(st.sampled_from(_SAMPLE.split()), max_size=25)


@settings(max_examples=60, deadline=None)
@given(_WORDS)
def test_mentions_are_sorted_inside_the_text_and_do_not_overlap(words: list[str]) -> None:
    from spacy.tokens import Doc

    doc = Doc(_nlp().vocab, words=words)
    finder = ActorFinder()
    found = finder.match(doc)
    assert list(found) == sorted(found)
    assert found == finder.match(doc)
    assert all(
        0 <= m.start < m.end <= len(doc) and 0 <= m.head < len(doc) and m.id and m.name
        for m in found
    )
    tokens = [i for m in found if m.resolved_by != "coreference" for i in range(m.start, m.end)]
    assert len(tokens) == len(set(tokens))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_phrase_can_be_resolved_or_not(text: str) -> None:
    found = resolve(text)
    assert found is None or found.name
