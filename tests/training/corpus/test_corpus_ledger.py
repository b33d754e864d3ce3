"""The test split is scored once a day, and the record says by which commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from extract.errors import DataError
from extract.evaluate.corpus_ledger import LEDGER, score_on_test


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", "one more")


def unread() -> str:
    raise AssertionError("the test split was read")


def test_a_line_a_day(repository: Path) -> None:
    assert score_on_test(repository, lambda: "f1=0.5") == "f1=0.5"
    assert score_on_test(repository, lambda: "f1=0.5") == "f1=0.5"
    head, row = (repository / LEDGER).read_text().splitlines()
    assert head == "date\tcommit\tfigures"
    assert row.endswith("\tf1=0.5")


def test_another_commit_on_the_same_day_is_refused_unread(repository: Path) -> None:
    score_on_test(repository, lambda: "f1=0.5")
    commit(repository)
    with pytest.raises(DataError, match="read once a day"):
        score_on_test(repository, unread)


def test_other_figures_at_the_same_commit_are_refused(repository: Path) -> None:
    score_on_test(repository, lambda: "f1=0.5")
    with pytest.raises(DataError, match="the files have changed since"):
        score_on_test(repository, lambda: "f1=0.6")


def test_another_day_adds_a_line(repository: Path) -> None:
    (repository / LEDGER).write_text("date\tcommit\tfigures\n2020-01-01\tabc\tf1=0.1\n")
    score_on_test(repository, lambda: "f1=0.5")
    assert len((repository / LEDGER).read_text().splitlines()) == 3


def test_outside_of_a_repository_nothing_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(DataError, match="in no git repository"):
        score_on_test(tmp_path, unread)
