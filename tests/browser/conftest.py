"""One headless Chromium for all browser tests, without a network, and the pages they open.

Without Chromium and its driver the tests are skipped, unless REQUIRE_BROWSER=1 asks for them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PATIENCE = 60  # seconds; a busy machine is slow, and no test waits longer than its condition needs


def _page_graphs() -> Any:
    spec = importlib.util.spec_from_file_location(
        "page_graphs", HERE.parent / "graph" / "page" / "page_graphs.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["page_graphs"] = module
    spec.loader.exec_module(module)
    return module


class Page:
    """A page open in the browser: what a reader can do with it, and what the tests ask of it."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def open(self, name: str, address: str = "") -> Page:
        self.driver.get("about:blank")
        self.requests()
        self.complaints()
        self.driver.get(f"{(self.folder / name).as_uri()}.html{address}")
        self.until("return !!window.realpolitik && realpolitik.ready")
        return self

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def until(self, script: str, *arguments: Any) -> Any:
        """Wait until a script returns something true; return it."""
        from selenium.webdriver.support.ui import WebDriverWait

        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05)
        return wait.until(
            lambda driver: driver.execute_script(script, *arguments),
            f"never true: {script} {arguments}",
        )

    def find(self, selector: str) -> Any:
        from selenium.webdriver.common.by import By

        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.until("return document.querySelector(arguments[0])", selector)
        self.run("document.querySelector(arguments[0]).click()", selector)

    def click_at(self, x: float, y: float) -> None:
        """Press and release the mouse at a point of the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.driver.execute_cdp_cmd(
                "Input.dispatchMouseEvent",
                {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1},
            )

    def keys(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def text(self, selector: str) -> str:
        return str(
            self.run(
                "const e = document.querySelector(arguments[0]); return e ? e.innerText : ''",
                selector,
            )
        )

    def texts(self, selector: str) -> list[str]:
        return list(
            self.run(
                "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)",
                selector,
            )
        )

    def state(self) -> str:
        return str(self.run("return realpolitik.state()"))

    def drag_slider(self, selector: str, value: float) -> None:
        self.run(
            "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            "e.dispatchEvent(new Event('input', {bubbles: true}))",
            selector,
            value,
        )

    def complaints(self) -> list[str]:
        """What the console has said since it was last asked."""
        return [f"{entry['level']} {entry['message']}" for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Addresses that the page has asked for since it was last asked, its own file apart."""
        seen = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if not url.startswith(("data:", "blob:", "about:")) and not url.startswith(
                    self.folder.as_uri()
                ):
                    seen.append(url)
        return seen

    def size(self, width: int, height: int, *, dark: bool = False, scripts: bool = True) -> None:
        screen = {"width": width, "height": height}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        commands = (
            (
                "Emulation.setDeviceMetricsOverride",
                {**screen, "deviceScaleFactor": 1, "mobile": width < 600},
            ),
            ("Emulation.setEmulatedMedia", {"features": [scheme]}),
            ("Emulation.setScriptExecutionDisabled", {"value": not scripts}),
        )
        for command, values in commands:
            self.driver.execute_cdp_cmd(command, values)


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    selenium = importlib.util.find_spec("selenium")
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    service = shutil.which("chromedriver")
    if not (selenium and browser and service):
        reason = (
            "needs selenium, Chromium and chromedriver (Debian: apt-get install chromium "
            "chromium-driver)"
        )
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = str(browser)
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1440,900",
        "--host-resolver-rules=MAP * ~NOTFOUND",  # the network is off
        "--enable-precise-memory-info",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(str(service)))
    running.set_script_timeout(120)
    yield running
    running.quit()


@pytest.fixture(scope="session")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages that most tests open."""
    from graph.page import write_page

    graphs = _page_graphs()
    folder = tmp_path_factory.mktemp("pages")
    write_page(graphs.stories(), folder / "stories.html", title="Talks in Baku")
    write_page(graphs.stories(), folder / "small.html", budget=5)
    write_page(graphs.stories(quote=0), folder / "silent.html")
    write_page(graphs.hostile(), folder / "hostile.html", title=graphs.ATTACKS[1])
    write_page(graphs.AGraph((), {}), folder / "empty.html")
    return folder


@pytest.fixture
def page(driver: Any, page_folder: Path) -> Iterator[Page]:
    opened = Page(driver, page_folder)
    opened.size(1440, 900)
    yield opened
    opened.size(1440, 900)


@pytest.fixture(scope="session")
def page_graphs() -> Any:
    return _page_graphs()


@pytest.fixture
def edge_between() -> Callable[..., Any]:
    """Return a drawn edge by the ids of its ends."""

    def find(page: Page, one: str, other: str, quad: str = "") -> Any:
        return next(
            edge
            for edge in page.run("return realpolitik.edges()")
            if edge["from"] == one and edge["to"] == other and quad in edge["quad"]
        )

    return find


@pytest.fixture(scope="session")
def stories() -> Any:
    return _page_graphs().stories()
