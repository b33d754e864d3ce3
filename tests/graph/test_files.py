"""Where files are written: whole or not at all, through links, and never over something that would
be lost."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from extract.errors import OutputError, WriteFailure
from graph.cli.options import Reader
from graph.export import export_events
from graph.files import check_output, whole_file, write_whole
from graph.outputs import check_outputs, is_ours
from graph.view import EventGraph


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "page.html").write_text("old", encoding="utf-8")
    link = tmp_path / "page.html"
    link.symlink_to(kept / "page.html")
    write_whole(link, "new")
    assert link.is_symlink()
    assert (kept / "page.html").read_text(encoding="utf-8") == "new"
    assert [p.name for p in kept.iterdir()] == ["page.html"]


def test_a_link_to_nothing_makes_what_it_names(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real.txt")
    write_whole(link, "new")
    assert link.is_symlink() and (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"
    lost = tmp_path / "lost"
    lost.symlink_to(tmp_path / "no" / "such" / "folder.txt")
    with pytest.raises(OutputError, match="no folder"):
        write_whole(lost, "new")


def test_the_permissions_of_what_was_there_stay(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_whole(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def make_device(path):
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))  # as /dev/null
    except (PermissionError, OSError):
        pytest.skip("no device can be made here")


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


KINDS = [
    (make_device, "device"),
    (os.mkfifo, "named pipe"),
    (make_socket, "socket"),
    (os.mkdir, "folder"),
]


@pytest.mark.parametrize(("make", "told"), KINDS, ids=[told for _, told in KINDS])
@pytest.mark.parametrize("linked", [False, True], ids=["itself", "by a link"])
def test_what_is_no_file_is_never_replaced(tmp_path, make, told, linked):
    there = tmp_path / "there"
    make(there)
    before = there.lstat().st_mode
    path = there
    if linked:
        path = tmp_path / "link"
        path.symlink_to(there)
    with pytest.raises(OutputError, match=told):
        check_output(path)
    with pytest.raises(OutputError, match=told):
        write_whole(path, "new")
    assert there.lstat().st_mode == before
    assert not list(tmp_path.glob(".*"))


def test_what_breaks_off_is_told_with_its_cause(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with (
        pytest.raises(WriteFailure, match="No space left on device") as failed,
        whole_file(path) as part,
    ):
        part.unlink()
        part.symlink_to("/dev/full")
        with part.open("w", encoding="utf-8") as file:
            file.write("x" * 100_000)
    assert failed.value.exit_code == 1
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_an_error_of_something_else_is_not_one_of_writing(tmp_path):
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "page.html"):
        (tmp_path / "none.txt").read_text(encoding="utf-8")


@pytest.fixture
def world(tmp_path):
    """Articles and a store, and what may be written beside them."""
    news = tmp_path / "news"
    news.mkdir()
    read = ("a.txt", "a.json", "news/b.txt", "s.duckdb", "own.toml", "verdicts.csv")
    for path in (tmp_path / name for name in read):
        path.write_text("Some words.", encoding="utf-8")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to(tmp_path / "a.txt")
    return tmp_path


LOST = [
    ("a.txt", "a file that is read"),
    ("hard.txt", "a file that is read"),
    ("soft.txt", "a file that is read"),
    ("news/../a.txt", "a file that is read"),
    ("s.duckdb", "the store"),
    ("s.duckdb.wal", "the store's log"),
    ("news/b.txt", "may be an article"),
    ("report.json", "the report"),
    ("a.json", "what is said of an article"),
    ("realpolitik.toml", "the settings file"),
    ("own.toml", "your file of frames"),
    ("verdicts.csv", "your verdicts"),
]


@pytest.mark.parametrize(("name", "told"), LOST)
def test_nothing_of_the_run_itself_is_written_over(world, monkeypatch, name, told):
    monkeypatch.chdir(world)
    outputs = {"the page": world / name, "the report": world / "report.json"}
    sources = [world / "a.txt", world / "news"]
    reader = Reader(frames=Path("own.toml"), verdicts=Path("verdicts.csv"))
    with pytest.raises(OutputError, match=told):
        check_outputs(outputs, store=world / "s.duckdb", sources=sources, reads=reader.files())


def test_a_page_of_an_earlier_run_may_be_written_over_where_articles_are_read(world):
    page = world / "news" / "graph.html"
    write_whole(page, str(EventGraph.from_triples([]).to_html()))
    assert is_ours(page)
    check_outputs({"the page": page}, sources=[world / "news"])
    check_outputs({"the page": world / "news" / "new.html"}, sources=[world / "news"])


def test_exports_and_pages_spare_the_store_in_python_too(tmp_path, story):
    from graph.store import Store

    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(*story)
        with pytest.raises(OutputError, match="it is the store"):
            export_events(store, path, "csv")
        with pytest.raises(OutputError, match="it is the store"):
            EventGraph.from_store(store).to_html(path)
        assert store.counts()["articles"] == 4
