"""The page as text: one file, the same bytes, nothing from elsewhere, nothing of the articles as
markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import stat
from html.parser import HTMLParser

import pytest

from extract.errors import OutputError
from graph.page import notebook_frame, render_page, write_page
from graph.page.render import SCRIPTS, _asset


class Reader(HTMLParser):
    """What a browser with scripts would find in the page."""

    CDATA_CONTENT_ELEMENTS = ("script", "style", "noscript")

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.inside, self.content = [], None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag
        if tag in ("script", "style"):
            self.content.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside in ("script", "style"):
            self.content[self.inside][-1] += data


def island(text):
    return json.loads(Reader(text).content["script"][0])


@pytest.fixture(scope="module")
def text(stories):
    return render_page(stories)


@pytest.fixture(scope="module")
def hostile(page_graphs):
    return render_page(page_graphs.hostile(), title=page_graphs.ATTACKS[1])


def test_same_input_same_bytes(text, page_graphs):
    assert text == render_page(page_graphs.stories())


def test_another_seed_moves_large_parts_only(page_graphs):
    graph = page_graphs.generated(120, 400)
    one, other = (island(render_page(graph, seed=seed)) for seed in (0, 1))
    assert [node["x"] for node in one["nodes"]] != [node["x"] for node in other["nodes"]]
    assert one["page"]["events"] == other["page"]["events"]


@pytest.mark.parametrize("kind", ["text", "hostile", "empty"])
def test_nothing_comes_from_elsewhere(page_graphs, kind, request):
    page = Reader(
        render_page(page_graphs.AGraph((), {}))
        if kind == "empty"
        else request.getfixturevalue(kind)
    )
    for tag, attributes in page.tags:
        assert "src" not in attributes, tag
        assert tag not in ("iframe", "object", "embed", "base", "img"), tag
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if tag == "link":
            assert attributes["href"] == "data:,"
    assert [tag for tag, _ in page.tags].count("script") == 3


def test_policy_names_the_hash_of_every_script_and_style(text):
    page = Reader(text)
    [policy] = [
        a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for text in (*page.content["script"][1:], *page.content["style"]):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_island_carries_every_event_once(stories, text):
    given = island(text)["page"]
    assert given["events"]["id"] == [event.id for event in stories.events]
    assert len({len(column) for column in given["events"].values()}) == 1
    assert len(given["reports"]["sentence"]) == sum(len(event.reports) for event in stories.events)
    assert sorted(set(given["tables"]["sentence"])) == sorted(given["tables"]["sentence"])


def test_spans_mark_the_words_that_were_coded(stories, text):
    given = island(text)["page"]
    at = 0
    for event in stories.events:
        for report in event.reports:
            sentence = given["tables"]["sentence"][given["reports"]["sentence"][at]]
            spans = given["reports"]["spans"][at]
            marked = {
                given["tables"]["role"][role]: sentence[start:end]
                for role, start, end in zip(*[iter(spans)] * 3, strict=True)
            }
            for role, start, end in report.spans:
                if role in ("actor", "action", "target"):
                    assert marked[role] == report.sentence[start:end]
            at += 1


def test_a_page_of_nothing_has_the_same_columns(text, page_graphs):
    empty = island(render_page(page_graphs.AGraph((), {})))["page"]
    whole = island(text)["page"]
    for part in ("events", "reports", "articles", "tables"):
        assert list(empty[part]) == list(whole[part]), part
    assert not any(empty["events"].values())


def test_budget_keeps_the_heaviest_and_says_how_many_there_are(stories):
    given = island(render_page(stories, budget=3))
    names = given["page"]["actors"]["name"]
    assert {names[node["id"]] for node in given["nodes"]} == {
        "Turkey",
        "Israel",
        "United States",
    } or len(given["nodes"]) == 3
    assert given["page"]["totals"]["actor"] == 30
    assert len(names) >= 30


def test_focus_is_drawn_whatever_it_weighs(stories):
    given = island(render_page(stories, budget=2, focus="red-cross"))
    number = given["page"]["actors"]["id"].index("red-cross")
    assert given["page"]["focus"] == number
    assert number in [node["id"] for node in given["nodes"]]


def test_a_graph_of_states_has_no_other_level(page_graphs):
    given = island(render_page(page_graphs.stories(level="state")))
    assert given["page"]["levels"] == ["state"]


def test_aliases_come_from_the_lists_and_from_the_sentences(text):
    actors = island(text)["page"]["actors"]
    turkey = actors["aliases"][actors["id"].index("TUR")]
    assert {"Ankara", "Türkiye"} <= set(turkey)
    assert "Brussels" in actors["aliases"][actors["id"].index("EU")]


def test_hostile_text_stays_text(hostile):
    assert "<script>window.pwned" not in hostile
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\x00-\x08]", hostile)
    hostile.encode("utf-8")


def test_scripts_hold_nothing_that_the_template_or_the_parser_would_read():
    for name in SCRIPTS:
        source = _asset(f"{name}.js")
        assert "</script" not in source.lower() and "<!--" not in source, name
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
        ):
            assert word not in source, (name, word)


def test_write_is_whole_or_not_at_all(stories, tmp_path):
    path = write_page(stories, tmp_path / "gräph.html", title="Türkiye — İsrail")
    assert "Türkiye — İsrail" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match=r"cannot write .*there is no folder"):
        write_page(stories, tmp_path / "no" / "such" / "graph.html")
    with pytest.raises(OutputError, match=r"cannot write .*it is a folder"):
        write_page(stories, tmp_path)
    assert [child.name for child in tmp_path.iterdir()] == ["gräph.html"]


def test_the_notebook_frame_is_one_sandboxed_tag(stories, text):
    frame = Reader(notebook_frame(stories, height=300))
    [(tag, attributes)] = frame.tags
    assert tag == "iframe" and attributes["height"] == "300"
    assert "allow-same-origin" not in attributes["sandbox"]
    assert attributes["srcdoc"] == text


def test_no_script_table_links_only_to_the_web(hostile):
    table = hostile[hostile.index("<noscript>") : hostile.index("</noscript>")]
    links = re.findall(r'href="([^"]*)"', table)
    assert links and all(link.startswith("https://") for link in links)
