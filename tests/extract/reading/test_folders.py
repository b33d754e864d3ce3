"""Folders of articles as they are found on disks: odd names, links, pipes, folders that cannot be
listed."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from extract.articles import read_articles
from extract.errors import SourceNotFound
from extract.reading.problems import Problem

TEXT = "Turkish and Israeli officials met in Baku on Wednesday to talk about Syria."


def read(*sources: str | Path) -> tuple[list[str], list[Problem]]:
    """Return the first words of the articles and what was wrong."""
    problems: list[Problem] = []
    articles = list(read_articles(list(sources), problems=problems))
    for article in articles:
        assert article.model_dump_json()  # It can be saved.
    return [article.text.split(":")[0] for article in articles], problems


def write(path: Path, name: str) -> None:
    """Write an article whose first word is ``name``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{name}: {TEXT}")


def test_a_name_that_is_no_utf8_is_read_and_shown(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode(b"caf\xe9.txt"), "odd")
    (tmp_path / os.fsdecode(b"empty\xff.txt")).write_text("")
    found, problems = read(tmp_path)
    assert found == ["odd"]
    assert [str(p) for p in problems] == [f"{tmp_path}/empty\\xff.txt: empty file (left out)"]


@pytest.mark.parametrize("name", ["x" * 251 + ".txt", "ü" * 125 + ".txt", "a\nb.txt", "[red]x.md"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    # The first has 255 bytes, so that no name with `.json` can lie beside it.
    write(tmp_path / name, "odd")
    assert read(tmp_path) == (["odd"], [])


def test_a_folder_of_another_encoding_named_outright(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xf1\xe9")
    write(folder / "a.txt", "inside")
    assert read(folder) == (["inside"], [])
    with pytest.raises(SourceNotFound, match=r"no such file or folder: .*\\xf1\\xe9x"):
        read(str(folder) + "x")


def test_an_empty_name_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt", "here")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceNotFound, match="empty name"):
        read("")
    assert read(".") == (["here"], [])


def test_linked_folders_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/b.txt", "linked")
    write(tmp_path / "news/a.txt", "real")
    (tmp_path / "news/more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "news/same").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found, problems = read(tmp_path / "news")
    assert found == ["real", "linked"]
    assert [(p.source, p.reason[:15]) for p in problems] == [
        (f"{tmp_path}/news/same", "the same folder")
    ]


def test_a_link_back_is_named_and_ends_there(tmp_path: Path) -> None:
    write(tmp_path / "news/april/a.txt", "real")
    (tmp_path / "news/april/up").symlink_to(tmp_path / "news", target_is_directory=True)
    found, problems = read(tmp_path / "news")
    assert found == ["real"]
    assert [(p.source, "leads back" in p.reason) for p in problems] == [
        (f"{tmp_path}/news/april/up", True)
    ]


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "real")
    (tmp_path / "itself").symlink_to("itself")
    found, problems = read(tmp_path)
    assert found == ["real"]
    assert [(p.source, p.reason) for p in problems] == [
        (f"{tmp_path}/itself", "cannot be read: Too many levels of symbolic links")
    ]


def test_folders_far_deeper_than_functions_call_each_other(tmp_path: Path) -> None:
    paths = [f"{tmp_path}/{'d/' * level}" for level in range(1, 1101)]
    for path in paths:
        os.mkdir(path)
    write(Path(paths[-1], "a.txt"), "deep")
    try:
        assert read(tmp_path) == (["deep"], [])
    finally:  # Python cannot take away folders that deep by itself.
        os.unlink(paths[-1] + "a.txt")
        for path in reversed(paths):
            os.rmdir(path)


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "first")
    write(tmp_path / "z.txt", "last")
    _make_too_deep_to_list(tmp_path / "deep")
    found, problems = read(tmp_path)
    assert found == ["first", "last"]
    assert len(problems) == 1
    assert problems[0].source.startswith(f"{tmp_path}/deep/d")
    assert problems[0].reason == "this folder cannot be read: File name too long"


def _make_too_deep_to_list(folder: Path) -> None:
    """Make folders in one another until their path is longer than the system takes."""
    folder.mkdir()
    here = os.open(folder, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=here)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "first")
    (tmp_path / "closed").mkdir(mode=0)
    found, problems = read(tmp_path)
    assert found == ["first"]
    assert [(p.source, p.reason) for p in problems] == [
        (f"{tmp_path}/closed", "this folder cannot be read: Permission denied")
    ]


def test_only_files_are_read_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # A socket's path must be short.
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
    Path("zero.html").symlink_to("/dev/zero")
    Path("folder.csv").mkdir()
    write(Path("text.txt"), "text")
    found, problems = read(".")
    assert found == ["text"]
    assert [(p.source, p.reason) for p in problems] == [
        ("pipe.txt", "cannot be read: it is a named pipe, not a file"),
        ("socket.md", "cannot be read: it is a socket, not a file"),
        ("zero.html", "cannot be read: it is a device, not a file"),
    ]


@pytest.mark.parametrize("name", ["pipe", "pipe.jsonl", "/dev/zero", "/dev/null"])
def test_what_is_no_file_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    os.mkfifo("pipe.jsonl")
    with pytest.raises(SourceNotFound, match="not a file"):
        read(name)


def test_a_pipe_beside_an_article_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "text")
    os.mkfifo(tmp_path / "a.json")
    found, problems = read(tmp_path)
    assert found == ["text"]
    assert [p.reason for p in problems] == [
        "the .json beside it cannot be read: it is a named pipe, not a file"
    ]
