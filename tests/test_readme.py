"""What the README shows runs: every piece of Python, every ``realpolitik`` command."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from graph.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
SHELL = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMANDS = [
    words
    for block in SHELL
    for line in block.splitlines()
    if (words := shlex.split(line, comments=True)) and words[0] == "realpolitik"
]

pytestmark = pytest.mark.model


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in which the README's names exist: some articles, gold data of each kind."""
    monkeypatch.chdir(tmp_path)
    for name in ("news", "seeds/articles"):
        (tmp_path / name).mkdir(parents=True)
        for article in ("turkey-israel-deconfliction", "goma-m23"):
            for file in (ROOT / "seeds" / "articles").glob(f"{article}.*"):
                shutil.copy(file, tmp_path / name)
    (tmp_path / "plv.tsv").write_text(
        "id\troot\tmarked_sentence\n1\tCONSULT\t<s>Turkey</s> met <t>Israel</t>.\n",
        encoding="utf-8",
    )
    grammar = tmp_path / "tests" / "extract" / "grammar"
    grammar.mkdir(parents=True)
    lines = (ROOT / "tests/extract/grammar/no_event.tsv").read_text(encoding="utf-8").splitlines()
    (grammar / "no_event.tsv").write_text("\n".join(lines[:6]) + "\n", encoding="utf-8")
    return tmp_path


def run(words):
    with pytest.raises(SystemExit) as stopped:
        main(words[1:])
    return stopped.value.code or 0


def test_there_is_something_to_run():
    assert len(PYTHON) >= 2 and len(COMMANDS) >= 10


@pytest.mark.parametrize("number", range(len(PYTHON)))
def test_python(folder, number, capsys):
    exec(compile(PYTHON[number], f"README.md, python {number}", "exec"), {})  # noqa: S102
    shown = capsys.readouterr().out
    if "print(" in PYTHON[number]:
        assert shown.strip()


def test_commands(folder, capsys):
    # The Wikinews articles of the annotated corpus are not in the repository.
    commands = [words for words in COMMANDS if "wikinews/" not in words]
    for words in commands:
        if "gold.jsonl" in words:
            shutil.copy(folder / "triples.jsonl", folder / "gold.jsonl")
        assert run(words) == 0, (words, capsys.readouterr().err)
    for name in ("graph.html", "triples.jsonl", "april.html", "news.graphml"):
        assert (folder / name).stat().st_size > 100, name


def test_modules(folder):
    """``python -m`` lines name modules that are there."""
    for block in SHELL:
        for name in re.findall(r"^python -m (\S+)", block, re.MULTILINE):
            assert (ROOT / Path(*name.split("."))).with_suffix(".py").is_file(), name
    assert sys.version_info >= (3, 11)
