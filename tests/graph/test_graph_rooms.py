"""How the rooms of ``graph`` lie: no circle of imports, one shape of an event, one way to write."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from graph.events import EVENT_FIELDS
from graph.store.columns_of_store import EVENT_COLUMNS

ROOT = Path(__file__).parents[2]
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "graph").rglob("*.py"))
}


def imports_of(path: Path) -> set[str]:
    """Return what a file imports at run time, inside functions too; not what only types need."""
    found: set[str] = set()

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            return
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in FILES else node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        for child in ast.iter_child_nodes(node):
            walk(child)

    walk(ast.parse(path.read_text(encoding="utf-8")))
    return found


def test_no_file_imports_itself_by_way_of_others():
    graph = {name: imports_of(path) & set(FILES) - {name} for name, path in FILES.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' <- '.join(error.args[1])}")
    assert set(order) == set(FILES)


LAYERS = ("store", "query", "export", "page", "view", "run", "cli")


def test_a_layer_imports_only_those_below_it():
    for name, path in FILES.items():
        own = name.split(".")[1] if "." in name else ""
        if own not in LAYERS:
            continue
        above = LAYERS[LAYERS.index(own) + 1 :]
        used = {one.split(".")[1] for one in imports_of(path) & set(FILES) if "." in one}
        assert not used & set(above), f"{name} imports {sorted(used & set(above))}"


def test_an_event_has_one_shape():
    assert set(EVENT_FIELDS) <= set(EVENT_COLUMNS)
    marks = ("n_articles:", "n_outlets:", "reciprocal:", "predicate:")
    shapes = {
        f"{name}.{node.name}"
        for name, path in FILES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and all(any(f"{line}".startswith(mark) for line in fields_of(node)) for mark in marks)
    }
    assert shapes == {"graph.events.Event"}


def fields_of(node: ast.ClassDef) -> list[str]:
    return [ast.unparse(part) for part in node.body if isinstance(part, ast.AnnAssign)]


def test_files_are_written_in_one_place():
    for name, path in FILES.items():
        text = path.read_text(encoding="utf-8")
        for word in ("mkstemp", "os.replace", "NamedTemporaryFile"):
            assert word not in text or name == "graph.files", f"{name} uses {word}"
