"""spaCy comes without its command line, and the command line still comes when it is asked for."""

from __future__ import annotations

import subprocess
import sys


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_pipeline_loads_no_command_line() -> None:
    code = (
        "import sys\n"
        "from extract.language import load\n"
        "load()\n"
        "print([m for m in ('spacy.cli', 'weasel', 'httpx', 'typer') if m in sys.modules])"
    )
    assert _run(code) == "[]"


def test_spacy_is_whole_for_others() -> None:
    code = (
        "from extract.light_spacy import import_spacy\n"
        "spacy = import_spacy()\n"
        "import spacy.cli\n"
        "print(callable(spacy.cli.download), spacy.info(silent=True)['spacy_version'] != '')"
    )
    assert _run(code) == "True True"


def test_spacy_that_is_there_stays() -> None:
    code = (
        "import spacy\n"
        "from extract.light_spacy import import_spacy\n"
        "print(import_spacy() is spacy, 'spacy.cli' in __import__('sys').modules)"
    )
    assert _run(code) == "True True"
