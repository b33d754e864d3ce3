"""Every edge and every actor opens to its sentences."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_edge_opens_to_its_sentences(page, edge_between):
    page.open("stories")
    edge = edge_between(page, "ISR", "TUR", "verbal conflict")
    page.click_at(edge["x"], edge["y"])
    page.until("return document.querySelectorAll('.event').length > 0")
    assert page.text("#panel h2") == "Israel → Turkey"
    assert "Israel warned Turkey against placing air defences near Palmyra." in page.text(
        ".event blockquote"
    )
    assert page.texts(".event blockquote:first-of-type mark.action")[0] == "warned"
    assert (
        page.text(".event mark.actor") == "Israel" and page.text(".event mark.target") == "Turkey"
    )


def test_an_event_tells_everything_about_itself(page):
    page.open("stories", "#actor=IDF&with=SYR")
    assert page.text("#panel h2") == "Israel Defense Forces and Syria"
    days = page.run("return [...document.querySelectorAll('.event time')].map((e) => e.dateTime)")
    assert days == sorted(days, reverse=True), "newest first"
    page.run("document.querySelectorAll('#panel details').forEach((e) => { e.open = true })")
    told = page.text("#panel")
    assert "denied or did not happen" in told
    assert "attacked" in told and "aerial" in told
    assert "According to: its spokesman said" in told
    assert "frame:bombed" in page.text(".event:last-child .why") and "%" in page.text(
        ".event:last-child .why"
    )
    link = page.run(
        "const a = document.querySelector('.event a'); return [a.protocol, a.rel, a.target]",
    )
    assert link == ["https:", "noopener noreferrer", "_blank"]


def test_actor_then_a_second_one(page):
    page.open("stories")
    nodes = {node["id"]: node for node in page.run("return realpolitik.nodes()")}
    page.click_at(nodes["TUR"]["x"], nodes["TUR"]["y"])
    page.until("return document.querySelector('#panel h2').innerText === 'Turkey'")
    everything = len(page.texts(".event"))
    nodes = {node["id"]: node for node in page.run("return realpolitik.nodes()")}
    page.click_at(nodes["ISR"]["x"], nodes["ISR"]["y"])
    page.until("return document.querySelector('#panel h2').innerText === 'Turkey and Israel'")
    between = page.run(
        "return [...document.querySelectorAll('.event .deed')].map((e) => e.innerText)"
    )
    assert 0 < len(between) < everything
    assert all("Turkey" in deed and "Israel" in deed for deed in between)
    page.click_at(nodes["RUS"]["x"], nodes["RUS"]["y"])
    page.until("return document.querySelector('#panel h2').innerText === 'Russia'")


def test_empty_canvas_clears_and_nothing_breaks(page):
    page.open("stories", "#actor=TUR")
    box = page.run(
        "const b = document.getElementById('stage').getBoundingClientRect(); return [b.left, b.top]"
    )
    page.click_at(box[0] + 12, box[1] + 60)
    page.until("return realpolitik.state() === ''")
    assert page.complaints() == []


def test_one_edge_for_each_direction_and_quad(page):
    page.open("stories")
    edges = page.run("return realpolitik.edges()")
    keys = [(edge["from"], edge["to"], edge["mutual"], edge["quad"]) for edge in edges]
    assert len(keys) == len(set(keys))
    talks = next(
        edge for edge in edges if edge["mutual"] and {edge["from"], edge["to"]} == {"TUR", "ISR"}
    )
    assert talks["outlets"] >= 4 and talks["quad"] == "verbal cooperation"


def test_planned_and_denied_look_different(page):
    page.open("stories")
    look = page.run(
        "return realpolitik.edges().map((e) => [e.from, e.to, "
        "realpolitik.network.body.edges[e.key].options.arrows.to.type])"
    )
    kinds = {(one, other): kind for one, other, kind in look}
    assert kinds["DEU", "UKR"] == "vee"
    assert kinds["hakan-fidan", "ISR"] == "bar"
    assert kinds["CHN", "IRN"] == "arrow"


def test_it_tells_the_page_around_it(page):
    page.open("stories")
    page.run(
        "document.addEventListener('realpolitik:select', (event) => { window.heard = "
        "event.detail })"
    )
    page.run("realpolitik.pick('TUR', 'ISR')")
    heard = page.run("return window.heard")
    assert heard["actors"] == ["TUR", "ISR"] and heard["events"]


def test_reviewer_marks_leave_as_a_small_file_and_come_back(page):
    page.open("stories", "#actor=IDF&with=SYR")
    page.run("document.querySelectorAll('#panel details').forEach((e) => { e.open = true })")
    page.click(".event:first-child [data-mark=reject]")
    page.click(".event:last-child [data-mark=fix]")
    page.find(".event:last-child .note").send_keys("a raid")
    marks = page.run("return realpolitik.review()")
    assert sorted((mark["mark"], mark["note"]) for mark in marks["marks"]) == [
        ("fix", "a raid"),
        ("reject", None),
    ]
    page.open("stories", "#actor=IDF&with=SYR")
    taken = page.run("return realpolitik.takeReview(JSON.stringify(arguments[0]))", marks)
    assert taken == 2 and page.run("return realpolitik.review()") == marks
    assert page.run("return realpolitik.takeReview('no json')") == 0
    assert (
        page.run(
            """return realpolitik.takeReview(
                '{"marks": [{"event": "nope", "mark": "__proto__"}]}')"""
        )
        == 0
    )


def test_a_page_without_text_opens_to_what_was_coded_and_where_it_was_printed(page, stories):
    page.open("silent", "#actor=IDF&with=SYR")
    page.run("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    page.until("return document.querySelectorAll('.event figcaption').length > 0")
    assert page.run("return document.querySelectorAll('blockquote, mark.action').length") == 0
    assert "without sentences" in page.text(".deck")
    whole = page.run("return document.documentElement.innerHTML + realpolitik.csv()")
    page.open("silent", "#view=table")
    whole += page.run("return document.documentElement.innerHTML")
    for event in stories.events:
        for report in event.reports:
            assert report.sentence not in whole
            assert report.sentence[:30] not in whole
