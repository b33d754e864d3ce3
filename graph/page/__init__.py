"""The page: a graph as one HTML file, offline, that opens every edge to its sentences.

Examples
--------
>>> from graph.page import render_page, write_page  # doctest: +SKIP
>>> write_page(graph, "graph.html", title="Turkey and Israel", focus="TUR")  # doctest: +SKIP

Notes
----- The page keeps a small handle for people who embed or test it, ``window.realpolitik``:
``ready`` (true once drawn), ``state()`` (the view as its address says it), ``pick(id, otherId)``,
``open(eventId)``, ``clear()``, ``review()`` (a reviewer's marks) and ``network`` (the vis-network
itself). It sends ``realpolitik:select`` on ``document`` at each selection, with ``detail``
``{actors, events}``, and ``realpolitik:view`` after each redrawing, with ``detail`` ``{events,
edges}`` counted.
"""

from graph.page.render import notebook_frame, render_page, write_page

__all__ = ["notebook_frame", "render_page", "write_page"]
