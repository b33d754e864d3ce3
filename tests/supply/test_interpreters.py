"""The versions of Python that are promised are those whose interpreters are looked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from interpreters import allowed, found


def test_the_running_version_is_allowed() -> None:
    assert f"{sys.version_info[0]}.{sys.version_info[1]}" in allowed()


def test_names_that_stand_for_no_interpreter_are_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / f"python{allowed()[0]}"
    broken.write_text("#!/bin/sh\necho no such version >&2\nexit 127\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert found() == {}
