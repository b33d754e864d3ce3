"""The public surface is what the packages say it is, costs nothing to import, and stages import
only what comes before."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each stage may import those on its left, itself, and the vocabulary that all share.
STAGES = (
    "lexicon",
    "language",
    "reading",
    "articles",
    "grammar",
    "actors",
    "events",
    "context",
    "assembly",
    "extractor",
    "evaluate",
)
SHARED = {"models", "errors", "doc_attributes", "light_spacy", "report", "settings"}


@pytest.mark.parametrize("package", ["extract", "graph"])
def test_everything_listed_is_there(package: str) -> None:
    module = importlib.import_module(package)
    assert sorted(module.__all__) == sorted(set(module.__all__))
    for name in module.__all__:
        assert getattr(module, name) is not None


@pytest.mark.parametrize("module", ["extract", "graph", "graph.cli"])
def test_import_loads_nothing_heavy(module: str) -> None:
    heavy = [
        "spacy",
        "duckdb",
        "networkx",
        "pyvis",
        "onnxruntime",
        "torch",
        "trafilatura",
        "rdflib",
        "numpy",
    ]
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def stage_of(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "extract" and len(parts) > 1 else None


@pytest.mark.parametrize(
    "path", sorted((ROOT / "extract").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_stage_imports_only_what_comes_before(path: Path) -> None:
    imported = imported_by(path)
    assert not {name for name in imported if name.split(".")[0] == "graph"}, (
        "extract imports nothing from graph"
    )
    relative = path.relative_to(ROOT / "extract")
    own = relative.parts[0].removesuffix(".py")
    if own not in STAGES:
        return
    allowed = {*STAGES[: STAGES.index(own) + 1], *SHARED, "__version__"}
    known = {*STAGES, *SHARED}
    used = {stage for name in imported if (stage := stage_of(name)) in known}
    assert used <= allowed, f"{relative} imports {sorted(used - allowed)}, which come after it"


# What ``graph`` may import of ``extract``: its public surface, and no room behind it.
DOORS = {
    "extract",
    "extract.catalog",
    "extract.errors",
    "extract.evaluate",
    "extract.meaning",
    "extract.models",
    "extract.plover",
    "extract.report",
    "extract.settings",
    "extract.user_files",
}


def modules_of(dotted: str) -> str:
    """Return the module of a dotted name: the name itself, or what it is taken from."""
    while dotted and not _is_module(dotted):
        dotted = dotted.rpartition(".")[0]
    return dotted


def _is_module(dotted: str) -> bool:
    path = ROOT.joinpath(*dotted.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "graph").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_graph_comes_in_by_the_doors_of_extract_only(path: Path) -> None:
    used = {modules_of(name) for name in imported_by(path) if name.split(".")[0] == "extract"}
    assert used <= DOORS, f"{path.relative_to(ROOT)} imports {sorted(used - DOORS)}"


def test_countries_have_one_table() -> None:
    """No second list of names of countries: only the catalogue's."""
    for path in (ROOT / "graph").rglob("*.py"):
        assert "pycountry" not in path.read_text(encoding="utf-8"), path
