"""One run: the same settings for every command, each id once, each article counted, and what a
store keeps."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from extract.errors import InputError
from extract.report import Reading
from graph.run import Run, in_batches
from graph.store import Store


class Counter:
    """A watch that notes what it hears."""

    def __init__(self):
        self.total, self.steps, self.ended = "unheard", 0, 0

    def begin(self, what, total):
        self.total = total

    def step(self):
        self.steps += 1

    def end(self):
        self.ended += 1


@pytest.fixture
def reading(made):
    """Return a run whose extractor makes one triple of each article, and fails on "broken" ones."""

    def read(articles, jobs=1):
        for article in articles:
            if "broken" in article.text:
                yield Reading(article=article, error="ValueError: broken")
            else:
                triple = made.triple(article.id, "TUR", "ISR", sentence=article.text)
                yield Reading(article=article, triples=(triple,), sentences=1, words=3)

    def make(*sources, **known):
        run = Run("test", sources, **known)
        run.extractor = SimpleNamespace(readings=read)
        return run

    return make


def write(folder, **texts):
    """Write JSON Lines of (id, text) pairs, one file a name."""
    import json

    for name, rows in texts.items():
        lines = (json.dumps({"id": key, "text": text}) for key, text in rows)
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


ENGLISH = "Turkish ministers spoke with the Israeli delegation about {} on the first day."


def text(word):
    return ENGLISH.format(word)


def test_each_article_is_counted_by_itself(tmp_path, reading):
    folder = write(tmp_path, a=[(f"k{i}", text(f"topic {i}")) for i in range(40)])
    watch = Counter()
    run = reading(folder, watch=watch)
    for number, _ in enumerate(run.readings()):
        assert watch.steps == number
    assert (watch.total, watch.steps, watch.ended) == (40, 40, 1)


def test_a_second_text_under_one_id_is_refused_by_name(tmp_path, reading):
    folder = write(tmp_path, a=[("same", text("water"))], b=[("same", text("grain"))])
    run = reading(folder)
    assert [r.article.text for r in run.readings()] == [text("water")]
    (problem,) = run.report.problems
    assert problem["source"].endswith("b.jsonl:1")
    assert "its id 'same' is that of another article" in problem["reason"]
    assert problem["skipped"]


def test_the_same_article_twice_is_read_once(tmp_path, reading):
    folder = write(tmp_path, a=[("same", text("water")), ("same", text("water"))])
    run = reading(folder)
    assert len(list(run.readings())) == 1
    assert ["copy" in problem["reason"] for problem in run.report.problems] == [True]


def test_a_store_tells_new_unchanged_and_changed_articles(tmp_path, reading):
    first = write(tmp_path, a=[("k1", text("water")), ("k2", text("grain"))])
    with Store() as store:
        assert reading(first).keep(store)[:3] == (2, 2, 0)
        later = write(tmp_path, a=[("k1", text("water")), ("k2", text("oil")), ("k3", text("gas"))])
        run = reading(later)
        kept = run.keep(store)
        assert kept == (1, 1, 1, ("k2",), (), ())
        assert run.report.named_aside("changed") == ["k2"]
        assert {a.id: a.text for a in store.articles()}["k2"] == text("grain")
        kept = reading(later).keep(store, replace=True)
        assert kept == (1, 1, 2, (), ("k2",), ())
        assert {a.id: a.text for a in store.articles()}["k2"] == text("oil")


@pytest.mark.parametrize("failing", ["k1", "k2", "k3"])
def test_replacing_does_not_depend_on_which_article_of_a_batch_fails(tmp_path, reading, failing):
    keys = ("k1", "k2", "k3")
    with Store() as store:
        reading(write(tmp_path, a=[(key, text(key)) for key in keys])).keep(store)
        words = {key: "broken " * (key == failing) + key + " anew" for key in keys}
        run = reading(write(tmp_path, a=[(key, text(words[key])) for key in keys]))
        run.keep(store, replace=True)
        held = {article.id: article.text for article in store.articles()}
        for key in keys:
            assert ("anew" in held[key]) == (key != failing), key
        assert [p["reason"] for p in run.report.problems] == ["ValueError: broken"]


def test_nothing_read_is_an_error_that_says_so(tmp_path, reading):
    folder = write(tmp_path, a=[("k1", "")])
    run = reading(folder)
    assert list(run.readings()) == []
    with pytest.raises(InputError, match="none of the articles could be read"):
        run.finish()


def test_a_run_does_not_read_what_it_writes(tmp_path, reading):
    folder = write(tmp_path, a=[("k1", text("water"))], out=[("k2", text("grain"))])
    run = reading(folder, own=[folder / "out.jsonl"])
    assert [r.article.id for r in run.readings()] == ["k1"]


def test_a_run_is_recorded_once_in_a_store(tmp_path, reading):
    folder = write(tmp_path, a=[(f"k{i}", text(f"topic {i}")) for i in range(70)])
    with Store() as store:
        reading(folder).keep(store)
        assert store.counts()["runs"] == 1


def test_what_sources_do_not_say_may_be_said_for_them(tmp_path, reading):
    folder = write(tmp_path, a=[("k1", text("water"))])
    run = reading(folder, unsaid={"date": "2025-04-10", "outlet": "Post"})
    (article,) = (r.article for r in run.readings())
    assert (article.date, article.outlet) == ("2025-04-10", "Post")
    assert run.report.totals()["articles without a date"] == 0
    run = reading(folder)
    assert [r.article.date for r in run.readings()] == [None]
    assert run.report.totals()["articles without a date"] == 1


def test_batches():
    assert list(in_batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(in_batches([], 2)) == []
