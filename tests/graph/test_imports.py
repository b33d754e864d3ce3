"""Events that others coded: mapped to PLOVER, origin kept, rows counted, rejects listed. The rows
here are made up."""

from __future__ import annotations

import json

import pytest

from extract.errors import InputError
from graph.imports import import_events
from graph.imports.gdelt import COLUMNS
from graph.store import Store


def gdelt_row(**known):
    values = {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20250409",
        "EventCode": "190",
        "Actor1Name": "ISRAEL",
        "Actor1Code": "ISR",
        "Actor1CountryCode": "ISR",
        "Actor2Name": "SYRIA",
        "Actor2Code": "SYR",
        "Actor2CountryCode": "SYR",
        "ActionGeo_FullName": "Homs, Syria",
        "ActionGeo_CountryCode": "SY",
        "ActionGeo_Lat": "34.7",
        "ActionGeo_Long": "36.7",
        "DATEADDED": "20250410121500",
        "SOURCEURL": "https://www.example.org/story",
    } | known
    return "\t".join(values.get(name, "") for name in COLUMNS)


GDELT = [
    # changes, (actor, target, type, mode), note
    ({}, ("ISR", "SYR", "ASSAULT", None), "states"),
    ({"EventCode": "0311"}, ("ISR", "SYR", "AGREE", None), "four digits"),
    ({"EventCode": "193"}, ("ISR", "SYR", "ASSAULT", "firearms"), "a mode"),
    ({"Actor1Type1Code": "MIL"}, ("ISR", "SYR", "ASSAULT", None), "its forces are the state"),
    (
        {"Actor2Type1Code": "OPP"},
        ("ISR", "syr-opposition", "ASSAULT", None),
        "its opposition is not",
    ),
    (
        {"Actor1CountryCode": "ROM", "Actor1Name": "ROMANIA"},
        ("ROU", "SYR", "ASSAULT", None),
        "CAMEO's own country codes",
    ),
    (
        {"Actor1Name": "", "Actor1CountryCode": "", "Actor1Code": ""},
        (None, "SYR", "ASSAULT", None),
        "no actor",
    ),
    (
        {"Actor1Name": "WASHINGTON", "Actor1CountryCode": "USA"},
        ("USA", "SYR", "ASSAULT", None),
        "a capital",
    ),
    (
        {"Actor1Name": "UNITED NATIONS", "Actor1CountryCode": "", "Actor1KnownGroupCode": "UNO"},
        ("UN", "SYR", "ASSAULT", None),
        "a body",
    ),
    (
        {"Actor2CountryCode": "MEA", "Actor2Name": "MIDDLE EAST", "EventCode": "042"},
        ("ISR", "middle-east", "CONSULT", "visit"),
        "a region",
    ),
]


@pytest.mark.parametrize(("changes", "expected", "note"), GDELT, ids=[note for *_, note in GDELT])
def test_gdelt_rows(tmp_path, changes, expected, note):
    file = tmp_path / "events.tsv"
    file.write_text(gdelt_row(**changes) + "\n", encoding="utf-8")
    with Store() as store:
        done = import_events(store, file, "gdelt")
        assert (done.rows, done.added, done.rejects) == (1, 1, ())
        (triple,) = store.triples()
    sides = [side.id if side else None for side in (triple.actor, triple.target)]
    assert (*sides, triple.action.type, triple.action.mode) == expected
    assert (triple.date.start, triple.place.name, triple.place.country) == (
        "2025-04-09",
        "Homs, Syria",
        "SYR",
    )
    assert (
        triple.sentence.text[triple.action.mention.start : triple.action.mention.end]
        == triple.action.mention.text
    )


def test_gdelt_keeps_origin_row_and_address(tmp_path):
    file = tmp_path / "events.tsv"
    file.write_text(
        gdelt_row() + "\n" + gdelt_row(GLOBALEVENTID="2", EventCode="042") + "\n", encoding="utf-8"
    )
    with Store() as store:
        for added in (2, 0):
            assert import_events(store, file, "gdelt").added == added
        (article,) = store.articles(bare=True)
        assert (article.url, article.outlet, article.date) == (
            "https://www.example.org/story",
            "example.org",
            "2025-04-10",
        )
        assert {t.rule for t in store.triples()} == {"import:gdelt:190", "import:gdelt:042"}
        origins = store.connection.execute("SELECT DISTINCT origin FROM triples").fetchall()
        assert origins == [("gdelt",)]
        rows = store.connection.execute("SELECT record FROM imported ORDER BY triple").fetchall()
        assert {json.loads(record)["EventCode"] for (record,) in rows} == {"190", "042"}


def test_gdelt_rejects_and_what_plover_has_not(tmp_path):
    lines = [
        gdelt_row(),
        gdelt_row(GLOBALEVENTID="2", EventCode="010"),
        gdelt_row(GLOBALEVENTID="3", EventCode="13y"),
        gdelt_row(GLOBALEVENTID="4", SQLDATE="20251341"),
        gdelt_row(GLOBALEVENTID="x"),
        "1\t2\t3",
        gdelt_row(
            GLOBALEVENTID="5",
            Actor1Name="",
            Actor1CountryCode="",
            Actor1Code="",
            Actor2Name="",
            Actor2CountryCode="",
            Actor2Code="",
        ),
    ]
    file = tmp_path / "events.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")
    with Store() as store:
        done = import_events(store, file, "gdelt")
        assert (done.rows, done.added) == (7, 1)
        assert done.dropped == {"CAMEO 01 has no event in PLOVER": 1}
        assert [line for line, _ in done.rejects] == [3, 4, 5, 6, 7]
        assert "3 columns, 61 expected" in done.rejects[3][1]
        assert store.counts()["rejects"] == 5


POLECAT_HEADER = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Recipient Name",
    "Recipient Country",
    "Placename",
    "Country",
    "Latitude",
    "Longitude",
    "Source",
    "Publication Date",
    "Version",
)
POLECAT = {
    "Event ID": "P1",
    "Event Date": "2025-04-09",
    "Event Type": "ASSAULT",
    "Event Mode": "aerial",
    "Contexts": "military; made_up",
    "Actor Name": "Israel",
    "Actor Country": "ISR",
    "Recipient Name": "Syria",
    "Recipient Country": "SYR",
    "Placename": "Homs",
    "Country": "SYR",
    "Latitude": "34.7",
    "Longitude": "36.7",
    "Source": "Example Wire",
    "Publication Date": "2025-04-10",
    "Version": "1",
}


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl"])
def test_polecat_in_all_its_forms(tmp_path, form):
    file = tmp_path / f"polecat.{form}"
    if form == "jsonl":
        file.write_text(
            json.dumps(POLECAT | {"Contexts": ["military", "made_up"]}) + "\n", encoding="utf-8"
        )
    else:
        mark = "\t" if form == "tsv" else ","
        order = sorted(POLECAT_HEADER)
        file.write_text(
            mark.join(order) + "\n" + mark.join(POLECAT[name] for name in order) + "\n",
            encoding="utf-8",
        )
    with Store() as store:
        assert import_events(store, file, "polecat").added == 1
        (triple,) = store.triples()
    assert (triple.actor.id, triple.target.id, triple.action.type, triple.action.mode) == (
        "ISR",
        "SYR",
        "ASSAULT",
        "aerial",
    )
    assert triple.action.contexts == ("military",)
    assert (triple.place.name, triple.place.country, triple.rule) == (
        "Homs",
        "SYR",
        "import:polecat:ASSAULT/aerial",
    )


def test_polecat_pairs_all_actors_with_all_recipients(tmp_path):
    row = POLECAT | {
        "Actor Name": "Turkey; Qatar",
        "Actor Country": "TUR; QAT",
        "Event Type": "CONSULT",
        "Event Mode": "",
    }
    file = tmp_path / "p.jsonl"
    file.write_text(
        json.dumps(row) + "\n[]\n" + json.dumps(POLECAT | {"Event Type": "FIGHT"}) + "\n",
        encoding="utf-8",
    )
    with Store() as store:
        done = import_events(store, file, "polecat")
        assert sorted(t.actor.id for t in store.triples()) == ["QAT", "TUR"]
    assert [line for line, _ in done.rejects] == [2, 3]


ICEWS_HEADER = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "CAMEO Code",
    "Target Name",
    "Target Country",
    "Publisher",
    "City",
    "Country",
    "Latitude",
    "Longitude",
)
ICEWS = [
    (("Israel", "Israel", "190", "Syria", "Syria"), ("ISR", "SYR", "ASSAULT")),
    (("Israel", "Israel", "42", "Syria", "Syria"), ("ISR", "SYR", "CONSULT")),
    (
        ("Police (Israel)", "Israel", "173", "Protester (Israel)", "Israel"),
        ("ISR", "isr-civilians", "COERCE"),
    ),
    (("Hezbollah", "Lebanon", "190", "Israel", "Israel"), ("HEZBOLLAH", "ISR", "ASSAULT")),
    (
        ("Somebody Unheard Of", "Syria", "111", "Israel", "Israel"),
        ("somebody-unheard-of", "ISR", "ACCUSE"),
    ),
]


@pytest.mark.parametrize(("cells", "expected"), ICEWS)
def test_icews_rows(tmp_path, cells, expected):
    source, country, code, target, other = cells
    row = [
        "7",
        "2025-04-09",
        source,
        "Government",
        country,
        code,
        target,
        other,
        "Example",
        "Homs",
        "Syria",
        "34.7",
        "36.7",
    ]
    file = tmp_path / "icews.tab"
    file.write_text("\t".join(ICEWS_HEADER) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    with Store() as store:
        assert import_events(store, file, "icews").added == 1
        (triple,) = store.triples()
    assert (triple.actor.id, triple.target.id, triple.action.type) == expected


def test_missing_columns_are_named(tmp_path):
    file = tmp_path / "icews.tab"
    file.write_text("Event ID\tEvent Date\n", encoding="utf-8")
    with (
        Store() as store,
        pytest.raises(InputError, match="lacks the columns CAMEO Code, Source Name"),
    ):
        import_events(store, file, "icews")


def test_unknown_origins_are_refused(tmp_path):
    with Store() as store, pytest.raises(InputError, match="gdelt, polecat, icews"):
        import_events(store, tmp_path / "x", "wikipedia")


def test_an_import_and_a_report_of_the_same_happening_are_one_event_with_both_origins(
    tmp_path, made
):
    file = tmp_path / "events.tsv"
    file.write_text(gdelt_row(ActionGeo_FullName="") + "\n", encoding="utf-8")
    with Store() as store:
        store.add(
            [made.article("a1", outlet="BBC")],
            [made.triple("a1", "ISR", "SYR", "ASSAULT", "2025-04-09")],
        )
        import_events(store, file, "gdelt")
        assert store.connection.execute(
            "SELECT n_articles, n_outlets, origins FROM events"
        ).fetchall() == [(2, 2, ["gdelt", "text"])]


def polecat_table(path, *rows, mark=","):
    """Write rows (changes to the sample) or whole lines of a table."""
    order = sorted(POLECAT_HEADER)
    lines = [mark.join(order)]
    for row in rows:
        known = POLECAT | row if isinstance(row, dict) else row
        lines.append(row if isinstance(row, str) else mark.join(known[name] for name in order))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")
    return path


def test_a_row_that_gives_too_many_pairs_is_refused(tmp_path):
    many = {"Actor Name": "; ".join(f"Somebody {i}" for i in range(1500)), "Actor Country": ""}
    many |= {"Recipient Name": many["Actor Name"], "Recipient Country": ""}
    twenty = {
        "Event ID": "P2",
        "Actor Name": "; ".join(f"Somebody {i}" for i in range(20)),
        "Actor Country": "",
    }
    file = polecat_table(tmp_path / "p.csv", many, twenty, {"Event ID": "P3"})
    with Store() as store:
        done = import_events(store, file, "polecat")
        assert (done.rows, done.added) == (3, 21)
        ((line, reason),) = done.rejects
    assert line == 2
    assert "1500 actors and 1500 recipients are 2,250,000 pairs; a row may give 400" in reason


HALF = "\\ud800"
BAD_ROWS = [
    # what a line of JSON holds instead of the sample, a word of the reason
    (json.dumps(POLECAT | {"Actor Name": "X"}).replace('"X"', f'"{HALF}"'), "half"),
    (json.dumps(POLECAT | {"Source": "X"}).replace('"X"', f'"{HALF} News"'), "half"),
    ("[" * 100_000, "no JSON"),
    (json.dumps(POLECAT | {"Contexts": [[[]]]}).replace("[[[]]]", "[" * 50 + "]" * 50), "deep"),
    ('{"Event ID": "P9"}', "lacks Event Date"),
    ('{"Event ID": ' + "9" * 10_000 + "}", "lacks"),
    ("null", "no JSON object"),
    ("{", "no JSON"),
]


@pytest.mark.parametrize(("bad", "told"), BAD_ROWS, ids=[told for _, told in BAD_ROWS])
def test_one_bad_line_loses_no_other(tmp_path, bad, told):
    good = [json.dumps(POLECAT | {"Event ID": key}) for key in ("P1", "P2")]
    file = tmp_path / "p.jsonl"
    file.write_text("\n".join([good[0], bad, good[1]]) + "\n", encoding="utf-8")
    with Store() as store:
        done = import_events(store, file, "polecat")
        assert (done.rows, done.added) == (3, 2)
        ((line, reason),) = done.rejects
    assert line == 2 and told in reason


@pytest.mark.parametrize("mark", [",", "\t"], ids=["csv", "tsv"])
def test_a_cell_without_end_loses_only_its_row(tmp_path, mark):
    huge = {"Event ID": "P2", "Placename": "x" * (17 << 20)}
    file = polecat_table(tmp_path / "p.csv", {}, huge, {"Event ID": "P3"}, mark=mark)
    with Store() as store:
        done = import_events(store, file, "polecat")
        assert done.added == 2
        ((line, reason),) = done.rejects
    assert (line, "field limit" in reason) == (3, True)


def test_a_quote_that_is_never_closed_swallows_no_other_row(tmp_path):
    odd = {"Event ID": "P2", "Placename": '"Homs'}
    file = polecat_table(tmp_path / "p.csv", {}, odd, {"Event ID": "P3"}, {"Event ID": "P4"})
    with Store() as store:
        done = import_events(store, file, "polecat")
        assert done.added == 3
        assert [line for line, _ in done.rejects] == [3]


def test_a_file_of_objects_without_the_columns_is_refused(tmp_path):
    file = tmp_path / "p.jsonl"
    file.write_text('{"a": 1}\n{"b": 2}\n', encoding="utf-8")
    with Store() as store, pytest.raises(InputError, match="lacks the columns Event ID"):
        import_events(store, file, "polecat")
