"""The dashboard served as a user would start it, and a browser that can reach nothing but that."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Pole,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)
from pipeline._map_json import write_map

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
# Loading the model on a busy machine takes most of this.
PATIENCE = 90_000
SERVE = (
    "import sys; from pathlib import Path; from dashboard.launch import launch; _, port, path = sys.argv; "
    "sys.exit(launch(Path(path) if path else None, language='nl', port=int(port), open_browser=False))"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build_small_map() -> ArgumentMap:
    """Two texts on one debate, with a premise, a criticism and a recommendation."""
    lines = (
        ("d1", "Fietsen moet in het park verboden worden.", Role.CLAIM, Side.A),
        ("d1", "Vorig jaar werden er drie kinderen aangereden.", Role.PREMISE, Side.A),
        ("d1", "De gemeente moet er borden neerzetten.", Role.RECOMMENDATION, Side.A),
        ("d2", "Een verbod in het park straft iedereen voor drie brokkenmakers.", Role.CRITICISM, Side.B),
        ("d2", "Wie door het park fietst, laat de auto staan.", Role.CLAIM, Side.B),
    )
    texts = {name: " ".join(text for document, text, _, _ in lines if document == name) for name in ("d1", "d2")}
    sentences = []
    for number, (document, text, role, side) in enumerate(lines, start=1):
        start = texts[document].index(text)
        sides = {one: 0.7 if one == side else 0.1 for one in (*Side, "unrelated")}
        stance = Stance(debate="park", side=side, scores=sides)
        scores = {one.value: 0.8 if one is role else 0.05 for one in Role}
        sentences.append(
            Sentence(
                id=f"{document}.s{number}",
                document=document,
                start=start,
                end=start + len(text),
                text=text,
                speaker="author",
                judgement=Judgement(role=role, role_scores=scores, stances=(stance,)),
                addressee="de gemeente" if role is Role.RECOMMENDATION else None,
            )
        )
    ids = [one.id for one in sentences]
    return ArgumentMap(
        made_by=Provenance(software="debatkaart", model="test", created="2026-01-01T00:00:00Z"),
        debates=(
            Debate(
                id="park",
                question="Mag er in het park gefietst worden?",
                poles=(
                    Pole(id=Side.A, name="verbieden", statement="Fietsen in het park moet verboden worden."),
                    Pole(id=Side.B, name="toestaan", statement="Fietsen in het park moet mogen."),
                ),
            ),
        ),
        documents=tuple(
            Document(id=name, text=text, source=f"{name}.txt", title=title, date="2026-02-01")
            for (name, text), title in zip(texts.items(), ("Brief van een vader", "Brief van een fietser"), strict=True)
        ),
        sentences=tuple(sentences),
        relations=(Relation(source=ids[1], target=ids[0], type=RelationType.SUPPORT, score=0.9),),
        key_points=(
            KeyPoint(
                id="k1", debate="park", side=Side.A, text=sentences[0].text, sentence=ids[0], members=(ids[0], ids[1])
            ),
            KeyPoint(id="k2", debate="park", side=Side.B, text=sentences[4].text, sentence=ids[4], members=(ids[4],)),
        ),
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing: .ci/run must install it")
        pytest.skip(f"no browser at {CHROMIUM}; install chromium or set CHROMIUM to run these tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def small_map() -> ArgumentMap:
    return build_small_map()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Start the dashboard, on a map where one is given, by a script of one's own where need be; gives its address."""
    servers: list[subprocess.Popen[bytes]] = []

    def serve(argument_map: ArgumentMap | None = None, *, script: str = SERVE) -> str:
        path = ""
        if argument_map is not None:
            path = str(tmp_path / "kaart.json")
            write_map(argument_map, Path(path))
        port = free_port()
        environment = {**os.environ, "DEBATKAART_HOME": str(tmp_path / "home")}
        servers.append(
            subprocess.Popen(
                [sys.executable, "-c", script, str(port), path], env=environment, stdout=subprocess.DEVNULL
            )
        )
        address = f"http://127.0.0.1:{port}/"
        wait_for(address, servers[-1])
        return address

    yield serve
    # A page that is still open keeps a server that is asked to stop waiting for it.
    for server in servers:
        server.kill()
        server.wait()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    while server.poll() is None:
        try:
            with urlopen(f"{address}_stcore/health", timeout=5):  # noqa: S310 (our own server)
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the dashboard did not start")


class Outside:
    """What the page asked of other computers."""

    def __init__(self) -> None:
        self.requests: list[str] = []

    def watch(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.requests.append(request.url)


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def page(browser: Browser, outside: Outside) -> Iterator[Page]:
    """A page on a 13-inch screen; a request to another computer fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.on("request", outside.watch)
    yield page
    context.close()
    assert outside.requests == []
