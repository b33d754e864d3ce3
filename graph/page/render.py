"""Render a graph as one HTML file that opens offline: pyvis's model and its vis-network, with our
template.

pyvis is used for what it is good at: the node and option model, and the licensed vis-network that
comes with it. Its own template is not used; events travel beside the nodes in one JSON island, and
the page's script gathers them into edges anew at each filter. The Content-Security-Policy lets only
the scripts and the style of this file run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.files import write_whole
from graph.page import columns, plain_words, scene, summary
from graph.page.source import Drawable
from graph.page.text import clean
from graph.window import STATUSES, Level

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPTS = (
    "dom", "island", "state", "events", "edges", "marks", "paint", "picture", "panel", "review",
    "filters", "timeline", "search", "table", "save", "keys", "main",
)  # fmt: skip
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"randomSeed": 0, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "selectable": False,
        "tooltipDelay": 150,
        "dragNodes": True,
        "multiselect": False,
    },
    "nodes": {"shape": "dot", "borderWidth": 0, "chosen": False},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0, "smooth": False},
    "physics": {
        "enabled": False,
        "solver": "barnesHut",
        "barnesHut": {"gravitationalConstant": -6000, "springLength": 170, "avoidOverlap": 0.4},
        "stabilization": {"enabled": False},
    },
}


def render_page(
    graph: Drawable,
    *,
    title: str | None = None,
    budget: int = 400,
    seed: int = 0,
    moving: bool = False,
    focus: str | None = None,
    level: Level | None = None,
) -> str:
    """Return a graph as the text of one HTML file that needs nothing else.

    Parameters
    ----------
    graph
        An event graph: ``events``, and ``actors`` by id.
    title
        Headline of the page; without one, "Who did what to whom".
    budget
        The most actors to draw; the page says how many there are, and search and table reach the
        rest.
    seed
        Seed of the layout: the same graph and seed give the same bytes.
    moving
        Let the picture move by simulated forces once it is open; a button does the same.
    focus
        Id of an actor to select at the start.
    level
        ``actor`` or ``state``: what to show first. A graph that was rolled up to states has only
        the latter.

    Notes
    ----- Article text is hostile: everything passes through JSON and ``textContent``, never through
    markup.
    """
    from pyvis.network import Network

    own = getattr(graph, "level", "actor")
    levels = ("state",) if own == "state" else ("actor", "state")
    shown = scene.compose(graph, budget=budget, seed=seed, focus=focus, levels=levels)
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS).replace(" ", ""))
    for actor in shown.levels[levels[0]]:
        network.add_node(actor.number, label=actor.label, x=actor.x, y=actor.y, size=actor.size)
    others = {
        name: [[actor.number, actor.label, actor.size, actor.x, actor.y] for actor in drawn]
        for name, drawn in shown.levels.items()
        if name != levels[0]
    }
    quote = getattr(getattr(graph, "window", None), "quote", None)
    head = summary.headline(graph.events, title, shown.totals[levels[0]], quote)
    island = {
        "title": head.title,
        "window": head.window,
        "levels": list(levels),
        "level": level if level in levels else levels[0],
        "totals": shown.totals,
        "focus": shown.number_of.get(focus) if focus else None,
        "moving": moving,
        "scenes": others,
        "actors": {"id": [clean(actor, 120) for actor in shown.ids], **shown.columns},
        "flags": scene.flag_colours(shown.columns),
        "words": plain_words.wording(),
        "statusOrder": list(STATUSES),
        **columns.encode_events(graph.events, shown.number_of),
    }
    environment = _environment()
    environment.globals.update(
        island=island,
        head=head,
        rows=summary.strongest(
            graph.events, dict(zip(shown.ids, shown.columns["name"], strict=True))
        ),
        style=_style(),
        script=_script(),
        policy=_policy(),
        vis=_VIS,
    )
    network.templateEnv = environment
    network.path = "page.html"
    return str(network.generate_html())


def write_page(graph: Drawable, path: str | Path, **options: Any) -> Path:
    """Write a graph as one HTML file, whole or not at all, in UTF-8.

    Parameters
    ----------
    graph
        As for :func:`render_page`.
    path
        Where to write; its folder must exist.
    **options
        As for :func:`render_page`.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    store = getattr(getattr(graph, "store", None), "path", None)
    spared = {"the store": Path(store)} if store else None
    return write_whole(path, render_page(graph, **options), spared)


def notebook_frame(graph: Drawable, *, height: int = 640, **options: Any) -> str:
    """Return the page in a sandboxed frame, as a notebook shows it (``_repr_html_``).

    The frame has no origin: its script can reach neither the notebook nor the network.
    """
    page = html.escape(render_page(graph, **options), quote=True)
    return (
        '<iframe title="Event graph" sandbox="allow-scripts allow-downloads allow-popups" '
        f'width="100%" height="{int(height)}" '
        f'style="border:1px solid #8884;border-radius:6px" srcdoc="{page}"></iframe>'
    )


def _environment() -> Environment:
    import pyvis
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader

    ours = FileSystemLoader(Path(__file__).parent / "assets")
    theirs = FileSystemLoader(Path(pyvis.__file__).parent / "templates")
    environment = Environment(
        loader=ChoiceLoader([ours, theirs]), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _asset(name: str) -> str:
    return (files("graph.page") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _style() -> Any:
    from markupsafe import Markup

    return Markup(_asset("page.css"))  # noqa: S704


@cache
def _script() -> Any:
    from markupsafe import Markup

    body = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return Markup('(() => {\n"use strict";\n' + body + "})();")  # noqa: S704


@cache
def _policy() -> str:
    """The Content-Security-Policy: nothing from elsewhere, and of scripts and styles only this
    file's own."""
    vis = _environment().get_template(_VIS).render()
    scripts = " ".join(_hash(text) for text in (vis, _script()))
    allowed = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": _hash(_style()),
        "img-src": "data: blob:",
    }
    allowed |= {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{what} {where}" for what, where in allowed.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
