"""Finding: search, legend, time, outlets, level; all of it in the address."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

COUNT = "return Number(document.querySelector('#when span').innerText.split(' ')[0])"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ankara", "Turkey"),
        ("turkiye", "Turkey"),
        ("Kremlin", "Russia"),
        ("hezb", "Hezbollah"),
        ("brussels", "European Union"),
    ],
)
def test_search_knows_other_names(page, typed, found):
    page.open("stories")
    page.find("#find").send_keys(typed)
    page.until("return document.querySelectorAll('#found [role=option] canvas').length > 0")
    assert page.texts("#found [role=option]")[0].startswith(found)
    page.find("#find").send_keys("\ue015\ue007")
    page.until("return document.querySelector('#panel h2').innerText === arguments[0]", found)


def test_search_says_when_nobody_is_found(page):
    page.open("stories")
    page.find("#find").send_keys("zzzz")
    page.until("return document.querySelector('#found').innerText.includes('No actor')")


@pytest.mark.parametrize(
    ("group", "value"),
    [
        ("quad", "verbal conflict"),
        ("type", "CONSULT"),
        ("status", "negated"),
        ("sector", "MIL"),
        ("outlet", "Orbit News"),
    ],
)
def test_legend_filters(page, group, value):
    page.open("stories")
    before = page.run(COUNT)
    page.click(f'input[data-group="{group}"][data-value="{value}"]')
    page.until(f"{COUNT} < arguments[0]" if group != "sector" else "return true", before)
    assert f"no-{group}=" in page.state()
    page.click("#reset")
    page.until(f"{COUNT} === arguments[0]", before)
    assert page.state() == ""


def test_sectors_and_none_of_them(page):
    page.open("stories")
    page.run("document.querySelectorAll('#filters details').forEach((e) => { e.open = true })")
    page.run(
        "[...document.querySelectorAll('.quick button')].find((e) => e.innerText === "
        "'none').click()"
    )
    page.until(f"{COUNT} === 0")
    page.click('input[data-group="sector"][data-value="MIL"]')
    page.until(f"{COUNT} > 0")
    assert all(
        edge["from"] == "IDF" or edge["to"] == "IDF"
        for edge in page.run("return realpolitik.edges()")
    )


def test_at_least_so_many_outlets(page):
    page.open("stories")
    page.drag_slider("#min-outlets", 3)
    page.until(f"{COUNT} < 10")
    assert all(edge["outlets"] >= 3 for edge in page.run("return realpolitik.edges()"))
    assert "outlets=3" in page.state()


def test_time_slider(page):
    page.open("stories")
    whole = page.run(COUNT)
    page.drag_slider("#since", 7)
    page.until(f"{COUNT} < arguments[0]", whole)
    assert "since=2025-04-09" in page.state()
    page.drag_slider("#until", 7)
    page.until("return document.querySelector('#when b').innerText === '9 April 2025'")
    days = {edge["from"] for edge in page.run("return realpolitik.edges()")}
    assert days <= {"TUR", "ISR", "AZE"}
    faint = [node for node in page.run("return realpolitik.nodes()") if not node["alive"]]
    assert faint, "who has no event in the window keeps a faint place"
    assert page.find("#since").get_attribute("aria-valuetext") == "9 April 2025"


def test_play_walks_through_time_and_ends_where_it_began(page):
    page.open("stories")
    page.run(
        "window.steps = new Set(); document.addEventListener('realpolitik:view', () => "
        "steps.add(realpolitik.state()))"
    )
    page.click("#play")
    page.until("return steps.size > 3")
    page.until(
        "return document.querySelector('#play').getAttribute('aria-pressed') === 'false' "
        "&& realpolitik.state() === ''"
    )


def test_level_of_states(page):
    page.open("stories")
    page.click("[data-level=state]")
    page.until("return !realpolitik.nodes().some((node) => node.id === 'IDF')")
    edges = page.run("return realpolitik.edges()")
    assert any(
        edge["from"] == "ISR" and edge["to"] == "SYR" and edge["quad"] == "material conflict"
        for edge in edges
    )
    assert not any(edge["from"] == edge["to"] for edge in edges)


def test_address_keeps_the_view(page):
    page.open("stories")
    page.click("[data-level=state]")
    page.click('input[data-group="type"][data-value="CONSULT"]')
    page.run("realpolitik.pick('ISR', 'SYR')")
    page.click("[data-tab=table]")
    address = page.run("return location.hash")
    told = page.text("#table-view tbody")
    assert told
    page.open("stories", address)
    assert page.text("#table-view tbody") == told
    assert page.text("#panel h2") == "Israel and Syria"
    assert page.run("return document.querySelector('input[data-value=CONSULT]').checked") is False


def test_address_typed_by_hand(page):
    page.open("stories")
    page.run("location.hash = 'actor=RUS&since=2025-04-13'")
    page.until("return document.querySelector('#panel h2').innerText === 'Russia'")
    page.run(
        "location.hash = 'actor=NOBODY&level=galaxy&since=soon&outlets=-3&sort=%E0%A4&edge=a|b|c|d'"
    )
    page.until("return document.querySelector('#panel h2').innerText === 'The strongest ties'")
    assert page.complaints() == []


def test_picture_and_spreadsheet(page):
    page.open("stories", "#actor=TUR&with=ISR")
    lines = page.run("return realpolitik.csv()").lstrip("\ufeff").splitlines()
    assert lines[0].startswith("id,first,last,actor_id") and len(lines) == 1 + len(
        page.texts(".event")
    )
    assert page.run("return realpolitik.png()").startswith("data:image/png;base64,")
