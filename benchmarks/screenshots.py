"""Pictures of every page of the dashboard in both languages and both themes.

    python benchmarks/screenshots.py MAP FOLDER [--pages overview reader] [--height 800]

Needs playwright and a chromium (CHROMIUM, default /usr/bin/chromium).
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.launch import address, free_port

PAGES = (
    "start",
    "overview",
    "argument_map",
    "reader",
    "search",
    "speakers",
    "recommendations",
    "compare",
    "debates",
    "trust",
    "export",
    "label",
    "retrain",
)
SERVE = (
    "import sys; from pathlib import Path; from dashboard.launch import launch; "
    "sys.exit(launch(Path(sys.argv[2]), language=sys.argv[3], port=int(sys.argv[1]), open_browser=False))"
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage")
PATIENCE = 120_000
# The browser tests wait for the same.
SETTLED = Path(__file__).parents[1].joinpath("tests/end_to_end/settled.js").read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    parser.add_argument("--languages", nargs="+", choices=("nl", "en"), default=("nl", "en"))
    parser.add_argument("--themes", nargs="+", choices=("light", "dark"), default=("light", "dark"))
    parser.add_argument("--height", type=int, default=1000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS)
        )
        for language in options.languages:
            with served(options.map, language) as home:
                for theme in options.themes:
                    shoot(browser, home, options, name=f"{language}-{theme}", theme=theme)


def shoot(browser: Browser, home: str, options: argparse.Namespace, *, name: str, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": options.height}, color_scheme="dark" if theme == "dark" else "light"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    for one in options.pages:
        page.goto(home + ("" if one == "start" else one))
        wait(page)
        path = options.folder / f"{one}-{name}.png"
        page.screenshot(path=path)
        print(path)
    context.close()


def wait(page: Page) -> None:
    page.wait_for_function(SETTLED, polling=100)


@contextmanager
def served(argument_map: Path, language: str) -> Iterator[str]:
    port = free_port(8700)
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(port), str(argument_map), language])  # noqa: S603
    try:
        while server.poll() is None:
            try:
                with urlopen(f"{address(port)}_stcore/health", timeout=5):  # noqa: S310 (our own server)
                    break
            except OSError:
                time.sleep(0.2)
        yield address(port)
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
