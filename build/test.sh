#!/bin/sh
# Set up what is missing, then run every check to its end: sh build/test.sh [arguments of pytest]
set -eu
cd "$(dirname "$0")/.."
sh build/setup.sh --dev
failed=0
.venv/bin/python -m ruff check . || failed=1
.venv/bin/python -m mypy || failed=1
# A file of tests stays with one process: what it has made once serves all of it.
.venv/bin/python -m pytest -n auto --dist loadfile "$@" || failed=1
exit "$failed"
