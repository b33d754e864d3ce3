"""The page opens offline, asks for nothing, and says nothing to the console."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["stories", "small", "empty"])
def test_opens_without_complaints_or_requests(page, name):
    page.open(name)
    page.until("return document.querySelector('h1').offsetHeight > 0")
    assert page.complaints() == []
    assert page.requests() == []


def test_says_what_it_covers(page):
    page.open("stories")
    assert page.text("h1") == "Talks in Baku"
    assert page.text(".masthead .deck").startswith("2–19 April 2025")
    assert page.run("return document.compatMode") == "CSS1Compat"
    assert page.run("return document.documentElement.lang") == "en"


def test_nothing_jumps_the_places_are_those_of_the_layout(page):
    page.open("stories")
    first = page.run("return realpolitik.network.getPositions()")
    page.open("stories")
    assert page.run("return realpolitik.network.getPositions()") == first
    assert page.run("return realpolitik.network.physics.physicsEnabled") is False


def test_moves_when_asked(page):
    page.open("stories")
    page.click("[data-zoom=move]")
    page.until("return realpolitik.network.physics.physicsEnabled")
    assert "moving=1" in page.state()


def test_policy_stops_foreign_script_and_style(page):
    page.open("stories")
    page.run(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; "
        "document.body.append(s)"
    )
    page.run(
        "document.body.insertAdjacentHTML('beforeend', '<i onclick=\"window.pwned = 1\" "
        "id=bad>x</i>')"
    )
    page.run("document.getElementById('bad').click()")
    assert page.run("return window.pwned === undefined")
    refused = page.run(
        "return fetch('https://example.org/').then(() => 'sent', (error) => 'refused')"
    )
    assert refused == "refused"
    assert any("Content Security Policy" in line for line in page.complaints())


def test_says_what_it_leaves_out_and_search_reaches_it(page):
    page.open("small")
    assert page.text("#shown").startswith("Showing 5 of 30 actors")
    page.find("#find").send_keys("red cross")
    page.until("return document.querySelectorAll('#found [role=option]').length === 1")
    page.find("#find").send_keys("\ue007")
    page.until("return document.querySelector('#panel h2').innerText === 'Red Cross'")
    assert "red-cross" in [node["id"] for node in page.run("return realpolitik.nodes()")]


def test_without_scripts_the_strongest_events_are_a_table(page):
    page.size(1440, 900, scripts=False)
    page.driver.get("about:blank")
    page.driver.get((page.folder / "stories.html").as_uri())
    from selenium.webdriver.common.by import By

    rows = page.driver.find_elements(By.CSS_SELECTOR, "noscript tbody tr")
    assert len(rows) == 54
    assert "Turkey" in rows[0].text and "met or talked" in rows[0].text


def test_in_a_notebook_it_runs_in_a_frame_of_its_own(page, page_graphs, tmp_path):
    from graph.page import notebook_frame

    frame = notebook_frame(page_graphs.stories())
    (page.folder / "notebook.html").write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{frame}", encoding="utf-8"
    )
    page.driver.get((page.folder / "notebook.html").as_uri())
    page.driver.switch_to.frame(0)
    page.until("return !!window.realpolitik && realpolitik.ready")
    page.run("realpolitik.pick('TUR')")
    assert page.text("#panel h2") == "Turkey"
    page.driver.switch_to.default_content()
    assert page.complaints() == []
