"""Run every check of the project: `just check`, the README and `.ci/run` all come here."""

import subprocess
import sys
from pathlib import Path

_MODULES = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("deptry", "."), ("pytest", "-q"))


def _commands() -> list[list[str]]:
    # import-linter has no `python -m` form; its script lies beside the interpreter of the environment.
    import_linter = str(Path(sys.executable).parent / "lint-imports")
    return [[import_linter], *([sys.executable, "-m", *module] for module in _MODULES)]


def main() -> int:
    """Run all checks, also after one failed; 0 where all passed."""
    codes = [subprocess.run(command, check=False).returncode for command in _commands()]  # noqa: S603 (fixed commands)
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
