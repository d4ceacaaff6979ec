"""How long each view takes on a map of many documents, and how much memory that needs.

    python benchmarks/dashboard_speed.py MAP [--documents 2000]

The map is repeated until it has so many documents. Of each view the first run, which imports and looks up what the view
needs, and the second, which is what its reader waits for at every click; CPU time says more than the clock where
something else runs too.
"""

import argparse
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from corpus import ArgumentMap
from dashboard.state import Loaded
from pipeline._map_json import load_map
from pipeline.analysis.index import build_index

VIEWS = (
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
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=VIEWS)
    options = parser.parse_args()
    large = repeated(load_map(options.map), options.documents)
    print(f"{len(large.documents)} documents, {len(large.sentences)} sentences, {len(large.relations)} relations")
    indexed = Watch()
    loaded = Loaded(name="large", map=large, index=build_index(large))
    print(f"{'':18} {'clock':>8} {'CPU':>8} {'first':>8} {'its CPU':>8}  (seconds)")
    print(f"{'index':18} {indexed}")
    for view in options.views:
        print(f"{view:18} {seconds(view, loaded)}", flush=True)
    unit = 1 if sys.platform == "darwin" else 1024
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9:.2f} GB")


def repeated(argument_map: ArgumentMap, documents: int) -> ArgumentMap:
    """The map as often as it takes, under other ids."""
    copies = [renamed(argument_map, number) for number in range(-(-documents // len(argument_map.documents)))]
    return replace(
        argument_map,
        documents=tuple(one for copy in copies for one in copy.documents),
        sentences=tuple(one for copy in copies for one in copy.sentences),
        relations=tuple(one for copy in copies for one in copy.relations),
        key_points=tuple(one for copy in copies for one in copy.key_points),
    )


def renamed(argument_map: ArgumentMap, number: int) -> ArgumentMap:
    """The map with all ids of documents, sentences and key points made its own."""

    def name(identity: str) -> str:
        return f"c{number}.{identity}"

    return replace(
        argument_map,
        documents=tuple(replace(one, id=name(one.id)) for one in argument_map.documents),
        sentences=tuple(
            replace(
                one,
                id=name(one.id),
                document=name(one.document),
                duplicate_of=name(one.duplicate_of) if one.duplicate_of else None,
            )
            for one in argument_map.sentences
        ),
        relations=tuple(
            replace(one, source=name(one.source), target=name(one.target)) for one in argument_map.relations
        ),
        key_points=tuple(
            replace(one, id=name(one.id), sentence=name(one.sentence), members=tuple(map(name, one.members)))
            for one in argument_map.key_points
        ),
    )


def seconds(view: str, loaded: Loaded) -> str:
    """The second run of a view and then its first."""
    app = AppTest.from_string(f"from dashboard.views import {view}\n{view}.show()\n", default_timeout=300)
    app.session_state["loaded"] = loaded
    said: list[str] = []
    for _ in range(2):
        watch = Watch()
        app.run()
        said.insert(0, str(watch))
        if app.exception:
            raise RuntimeError(app.exception[0].message)
    return " ".join(said)


class Watch:
    """A stopwatch that runs from when it is made; printing it reads the clock and the CPU time of this process."""

    def __init__(self) -> None:
        self.clock, self.cpu = time.perf_counter(), time.process_time()

    def __str__(self) -> str:
        return f"{time.perf_counter() - self.clock:8.2f} {time.process_time() - self.cpu:8.2f}"


if __name__ == "__main__":
    main()
