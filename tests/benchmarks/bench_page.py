"""The page against stock pyvis, in the same browser run; and a page of 100,000 events.

Run it by itself: ``python tests/benchmarks/bench_page.py [--events 100000] [--rounds 3]``. It
prints one line of JSON: times and sizes as ratios to stock pyvis (``cdn_resources="in_line"``, as
its user gets it, with the same sentences as titles), and what the large page takes to write, to
open, to filter, and in memory.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
NODES, EDGES = 500, 2000
STOCK_SECONDS = 40.0
"""So long stock pyvis is waited for, each time."""

# Listens before the page's own script runs. What counts is the end of stabilisation, when stock
# pyvis takes its bar away; the picture may still drift after it, which is left out in its favour.
LISTEN = """
let kept;
Object.defineProperty(window, 'network', {configurable: true, get: () => kept, set: (network) => {
  kept = network;
  network.once('stabilizationIterationsDone', () => { window.stableAt = performance.now(); });
}});
"""

PARSED = "return performance.getEntriesByType('navigation')[0].domInteractive"


def _load(name: str, path: Path) -> Any:
    spec = spec_from_file_location(name, path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def write_stock(graph: Any, path: Path) -> None:
    """Draw every event of a graph as stock pyvis does, its sentence as the edge's title."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for actor, known in graph.actors.items():
        network.add_node(actor, label=known.name, title=f"{known.name}, {known.kind}")
    for event in graph.events:
        report = event.reports[0]
        title = f"{event.type} {event.first}\n{report.sentence}\n{report.outlet} {report.url}"
        network.add_edge(event.actor, event.target, title=title)
    path.write_text(network.generate_html(), encoding="utf-8")


def stock_time(driver: Any, path: Path) -> float:
    """Milliseconds from the start of loading to a picture that has been stabilised."""
    from selenium.common.exceptions import TimeoutException

    driver.get("about:blank")
    listener = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})[
        "identifier"
    ]
    try:
        driver.get(path.as_uri())
        return _until(driver, "return window.stableAt || null", STOCK_SECONDS)
    except TimeoutException:
        return STOCK_SECONDS * 1000  # it takes longer still: the ratio is at most what is told
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": listener})


def our_time(driver: Any, path: Path, address: str = "") -> float:
    """Milliseconds from the start of loading to the first picture, which is the last."""
    driver.get("about:blank")
    driver.get(path.as_uri() + address)
    return _until(
        driver, "return window.realpolitik && realpolitik.ready ? realpolitik.drawnAt : null"
    )


def _until(driver: Any, script: str, most: float = 300) -> float:
    from selenium.webdriver.support.ui import WebDriverWait

    found = WebDriverWait(driver, most, poll_frequency=0.05).until(
        lambda driver: driver.execute_script(script)
    )
    return float(found)


def middle(values: list[float]) -> float:
    """The median."""
    return sorted(values)[len(values) // 2]


def large(driver: Any, graphs: Any, folder: Path, events: int) -> dict[str, float]:
    """What a page of many events takes."""
    from graph.page import write_page

    graph = graphs.generated(max(50, events // 16), events)
    start = time.process_time()
    path = write_page(graph, folder / "large.html")
    wrote = time.process_time() - start
    opened = our_time(driver, path)
    driver.execute_cdp_cmd("HeapProfiler.enable", {})
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    memory = driver.execute_cdp_cmd("Runtime.getHeapUsage", {})["usedSize"]
    timed = "const t = performance.now(); {} ; return performance.now() - t"
    acts = {
        "filter_ms": "document.querySelector('input[data-group=quad]').click()",
        "slide_ms": "const e = document.getElementById('since'); e.value = 40; "
        "e.dispatchEvent(new Event('input'))",
        "pick_ms": "realpolitik.pick(realpolitik.nodes()[0].id)",
        "table_ms": "document.querySelector('[data-tab=table]').click()",
    }
    took = {name: round(driver.execute_script(timed.format(act))) for name, act in acts.items()}
    return {
        "events": events,
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "write_cpu_s": round(wrote, 1),
        "open_ms": round(opened),
        "heap_megabytes": round(memory / 1e6),
        **took,
    }


def measure(driver: Any, events: int = 100_000, rounds: int = 3) -> dict[str, Any]:
    """Return all figures.

    Parameters
    ----------
    driver
        A running Chromium.
    events
        Size of the large page.
    rounds
        How often each page is opened; the median counts.
    """
    from graph.page import write_page

    # stock pyvis asks for bootstrap from elsewhere: refused at once, so that no waiting for a
    # network counts
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["http://*", "https://*"]})
    graphs = _load("page_graphs", TESTS / "graph" / "page" / "page_graphs.py")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = graphs.generated(NODES, EDGES)
        ours = write_page(graph, folder / "ours.html", budget=NODES)
        stock = folder / "stock.html"
        write_stock(graph, stock)
        times: dict[str, list[float]] = {"ours": [], "stock": [], "parsed": []}
        for _ in range(rounds):  # turn and turn about, so that a busy machine is busy for both
            times["ours"].append(our_time(driver, ours))
            times["stock"].append(stock_time(driver, stock))
            times["parsed"].append(float(driver.execute_script(PARSED)))
        return {
            "nodes": NODES,
            "edges": EDGES,
            "ours_ms": round(middle(times["ours"])),
            "stock_ms": round(middle(times["stock"])),
            "stock_parsed_ms": round(middle(times["parsed"])),
            "time_ratio": round(middle(times["ours"]) / middle(times["stock"]), 3),
            "ours_kilobytes": round(ours.stat().st_size / 1000),
            "stock_kilobytes": round(stock.stat().st_size / 1000),
            "size_ratio": round(ours.stat().st_size / stock.stat().st_size, 2),
            "large": large(driver, graphs, folder, events) if events else None,
        }


def main() -> None:
    """Measure in a Chromium of its own and print the figures."""
    import shutil

    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1440,900",
    ):
        options.add_argument(argument)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND")
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    driver.set_script_timeout(300)
    try:
        print(json.dumps(measure(driver, given.events, given.rounds)))  # noqa: T201
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
