"""Hostile text in every field runs nothing and breaks nothing."""

from __future__ import annotations

import csv
import io

import pytest

from graph.export.csvs import is_obeyed

pytestmark = pytest.mark.browser

VIEWS = ["", "#view=table", "#level=state", "#actor=TUR"]


@pytest.mark.parametrize("address", VIEWS)
def test_runs_nothing_and_breaks_nothing(page, address):
    page.open("hostile", address)
    page.run("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    page.run(
        "document.querySelectorAll('#filters input[type=checkbox]').forEach((e) => { "
        "e.click(); e.click() })"
    )
    assert page.run(
        "return window.pwned === undefined && document.querySelectorAll('img, base, "
        "object, embed').length === 0"
    )
    assert page.run("return document.scripts.length") == 3
    assert page.run("return document.styleSheets.length") == 1
    assert page.complaints() == []
    assert page.requests() == []
    assert page.run("return document.documentElement.scrollWidth <= innerWidth + 1")


def test_links_are_plain_web_links_only(page):
    page.open("hostile", "#actor=TUR")
    page.run("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    links = page.run(
        "return [...document.querySelectorAll('a')].map((a) => [a.protocol, a.hostname, a.rel])"
    )
    assert links, "the good link of each event is there"
    assert {tuple(link) for link in links} == {("https:", "example.org", "noopener noreferrer")}


def test_what_is_said_cannot_turn_round(page):
    page.open("hostile", "#actor=TUR")
    assert page.run(
        r"return !/[\u202a-\u202e\u2066-\u2069\u0000-\u0008]/.test(document.body.innerText)"
    )


def test_spreadsheet_runs_no_formula(page):
    page.open("hostile")
    text = page.run("return realpolitik.csv()")
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text and ',"=HYPERLINK' not in text
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    assert {"'＝1+1", "'−1+1"} <= set(cells)
    for cell in cells:
        assert not is_obeyed(cell) or cell.startswith("'") or float(cell) < 0, repr(cell)


def test_search_for_markup(page):
    page.open("hostile")
    page.find("#find").send_keys("<script>")
    page.until("return document.querySelectorAll('#found [role=option]').length > 0")
    assert page.run("return document.querySelectorAll('#found script').length") == 0
