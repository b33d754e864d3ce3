"""The page without a mouse, for screen readers, on a phone, on paper, in the dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ARROW_RIGHT, ENTER, ESCAPE, TAB, SPACE = "\ue014", "\ue007", "\ue00c", "\ue004", " "


def serious(page):
    page.run(AXE)
    found = page.driver.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[0])"
    )
    return [
        (rule["id"], rule["impact"], [node["html"][:120] for node in rule["nodes"]][:3])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "address", ["", "#actor=TUR&with=ISR", "#view=table"], ids=["graph", "pair", "table"]
)
def test_no_serious_violation(page, dark, address):
    page.size(1440, 900, dark=dark)
    page.open("stories", address)
    page.run("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    assert serious(page) == [], json.dumps(serious(page), indent=1)


def test_no_serious_violation_on_a_phone(page):
    page.size(390, 844)
    page.open("stories", "#actor=TUR")
    assert serious(page) == []


def test_graph_by_keyboard_alone(page):
    page.open("stories")
    page.run("document.getElementById('stage').focus()")
    page.keys(ARROW_RIGHT)
    page.until("return document.getElementById('voice').innerText.startsWith('Turkey')")
    page.keys(ENTER)
    page.until("return document.querySelector('#panel h2').innerText === 'Turkey'")
    page.keys(ARROW_RIGHT)
    page.until("return !document.getElementById('voice').innerText.startsWith('Turkey')")
    page.keys(ENTER)
    page.until("return document.querySelector('#panel h2').innerText.startsWith('Turkey and ')")
    page.keys(ESCAPE)
    page.until("return realpolitik.state() === ''")
    scale = page.run("return realpolitik.network.getScale()")
    page.keys("+")
    page.until("return realpolitik.network.getScale() > arguments[0]", scale)
    page.keys("0")
    page.until("return realpolitik.network.getScale() <= arguments[0]", scale)


def test_tab_reaches_every_part(page):
    page.open("stories")
    page.run("document.activeElement.blur()")
    seen = set()
    body = page.find("body")
    body.send_keys(TAB)
    for _ in range(70):
        seen.add(
            page.run(
                "return document.activeElement.id || document.activeElement.dataset.tab || "
                "document.activeElement.className"
            )
        )
        page.keys(TAB)
    assert {"find", "stage", "table", "theme", "play", "since", "until", "tie"} <= seen


def test_slash_goes_to_search(page):
    page.open("stories")
    page.find("body").send_keys("/")
    assert page.run("return document.activeElement.id") == "find"


@pytest.mark.parametrize(
    "column", ["date", "actor", "action", "target", "status", "outlets", "score"]
)
def test_table_sorts_both_ways(page, column):
    page.open("stories", "#view=table")
    page.click(f'[data-sort="{column}"]')
    first = page.run("return document.querySelector('th[aria-sort]').getAttribute('aria-sort')")
    cells = page.texts("#table-view tbody tr")
    page.click(f'[data-sort="{column}"]')
    second = page.run("return document.querySelector('th[aria-sort]').getAttribute('aria-sort')")
    assert {first, second} == {"ascending", "descending"}
    assert page.texts("#table-view tbody tr") != cells
    assert page.run("return document.activeElement.dataset.sort") == column


def test_table_opens_an_event_and_comes_back(page):
    page.open("stories", "#view=table")
    page.run("document.querySelector('#table-view tbody tr td:nth-child(3) button').focus()")
    page.keys(ENTER)
    page.until("return document.activeElement.id === 'panel'")
    assert "One event" in page.text("#panel h2")
    page.keys(ESCAPE)
    page.until("return !realpolitik.state().includes('event=')")


def test_printing_shows_the_table(page):
    page.open("stories")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("return document.querySelectorAll('#table-view tbody tr').length") == 54
    assert (
        page.run("return getComputedStyle(document.getElementById('graph-view')).display") == "none"
    )
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.run("window.dispatchEvent(new Event('afterprint'))")


def test_dark_follows_the_reader_and_the_button(page):
    page.size(1440, 900, dark=True)
    page.open("stories")
    paper = "return getComputedStyle(document.body.parentElement).backgroundColor"
    dark = page.run(paper)
    page.click("#theme")
    assert page.run(paper) != dark
    assert "theme=light" in page.state()


def test_phone(page):
    page.size(390, 844)
    page.open("stories")
    assert page.run("return document.documentElement.scrollWidth <= innerWidth"), (
        "nothing sticks out sideways"
    )
    page.click("#show-filters")
    page.until("return document.querySelector('#filters').offsetHeight > 400")
    page.keys(ESCAPE)
    page.until("return document.querySelector('#filters').offsetHeight === 0")
    page.run("realpolitik.pick('TUR')")
    sheet = page.run(
        "const b = document.getElementById('panel').getBoundingClientRect(); return "
        "[b.top, b.bottom, innerHeight]"
    )
    assert sheet[1] == sheet[2] and sheet[0] > 300
