import importlib
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "models", "pipeline", "dashboard")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def command(name: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} command -->\n```bash\n(.+)\n```\n<!-- end -->", readme)
    assert found, f"README.md has no {name} command of one line"
    return found[1]


@pytest.mark.parametrize("name", ["first", "second"])
def test_the_readmes_commands_are_one_line_that_installs_the_pinned_versions(name: str) -> None:
    assert command(name).startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt ")


def test_the_first_command_maps_the_examples_that_ship_with_the_project() -> None:
    assert "debatkaart map examples/teksten --out map.json" in command("first")
    assert len(list((ROOT / "examples" / "teksten").iterdir())) >= 8


def test_the_second_command_runs_the_checks() -> None:
    script = command("second").split()[-1]
    assert (ROOT / script).is_file()
    assert script in (ROOT / "justfile").read_text(encoding="utf-8")


def test_files_that_the_readme_names_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all((ROOT / target).is_file() for target in re.findall(r"\]\(([A-Z]+(?:\.md)?)\)", readme))
    assert (ROOT / "examples" / "enquete" / "antwoorden.csv").is_file()


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_are_sorted_and_can_be_imported(package: str) -> None:
    module = importlib.import_module(package)
    names = list(getattr(module, "__all__", ()))
    constants = sorted(name for name in names if name.isupper())
    classes = sorted(name for name in names if name[0].isupper() and not name.isupper())
    functions = sorted(name for name in names if name[0].islower())
    assert names == constants + classes + functions
    assert all(hasattr(module, name) for name in names)


def test_no_other_distribution_ships_a_package_called_like_ours() -> None:
    owners = metadata.packages_distributions()
    assert {owner for package in PACKAGES for owner in owners.get(package, [])} <= {"debatkaart"}


def test_no_file_of_the_dashboard_is_called_like_a_package() -> None:
    assert not {path.stem for path in (ROOT / "dashboard").iterdir()} & set(PACKAGES)


def test_torch_and_every_declared_dependency_are_pinned() -> None:
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split())
    declared = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=\[;~! ]", line)[0]).lower() for line in declared}
    assert names <= set(pins)
    assert pins["torch"] == "2.13.0"


def test_the_newest_change_is_of_this_version() -> None:
    changes = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert changes[0] == PROJECT["version"]
