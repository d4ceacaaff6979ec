python := if os() == "windows" { ".venv/Scripts/python" } else { ".venv/bin/python" }

# ruff, mypy, import-linter, deptry and the tests
check:
    {{python}} check.py

# let ruff repair and format
format:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .
