"""Prints the interpreters of Python that are here and that ``pyproject.toml`` allows, one a line:
its version, and where it is. ``make versions`` runs the tests under each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ASK = "import sys, venv, ensurepip; print('%d.%d %s' % (*sys.version_info[:2], sys.executable))"


def allowed(pyproject: Path = ROOT / "pyproject.toml") -> list[str]:
    """Return the versions that the classifiers name, and that are thus promised."""
    named = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["classifiers"]
    return re.findall(r"Python :: (3\.\d+)", "\n".join(named))


def candidates() -> Iterator[str]:
    """Yield what may be an interpreter: names on the path, those of pyenv, those of uv."""
    for version in allowed():
        yield f"python{version}"
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    of_uv = Path.home() / ".local/share/uv/python"
    for folder in (kept, of_uv):
        yield from sorted(str(found) for found in folder.glob("*/bin/python3.*[0-9]"))


def found() -> dict[str, str]:
    """Return the first interpreter that answers, by version."""
    answers: dict[str, str] = {}
    for name in candidates():
        try:
            asked = subprocess.run(
                [name, "-c", _ASK], capture_output=True, text=True, check=True, timeout=60
            )
        except (OSError, subprocess.SubprocessError):
            continue  # No interpreter, or a name that stands for none.
        version, _, path = asked.stdout.strip().partition(" ")
        if version in allowed():
            answers.setdefault(version, path)
    return answers


if __name__ == "__main__":
    here = found()
    for version in allowed():
        if version in here:
            sys.stdout.write(f"{version} {here[version]}\n")
        else:
            sys.stderr.write(f"Python {version} is not here; its tests are left out\n")
