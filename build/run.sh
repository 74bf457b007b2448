#!/bin/sh
# Set up what is missing, then open the program: sh build/run.sh [arguments of main.py]
set -eu
# No cd: file names among the arguments are relative to where the user is.
root=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
sh "$root/build/setup.sh"
exec "$root/.venv/bin/python" "$root/main.py" "$@"
