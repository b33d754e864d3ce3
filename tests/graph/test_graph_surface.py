"""What ``graph`` exports, and that importing it is free."""

from __future__ import annotations

import subprocess
import sys

import graph

SURFACE = """
Event EventGraph GraphEvent Report SentenceNote Store Window
between changes communities connections event
export_events import_events mentions paths rank read_back render_page sql timeline
"""


def test_the_public_surface():
    assert graph.__all__ == SURFACE.split()
    for name in graph.__all__:
        assert callable(getattr(graph, name)), name


def test_importing_graph_loads_nothing_heavy():
    code = (
        "import sys, graph; print([m for m in ('duckdb', 'networkx', 'spacy', 'pydantic', "
        "'pyvis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
