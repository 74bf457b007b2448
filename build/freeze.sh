#!/bin/sh
# Set up what is missing, freeze the program into dist/budget-disclosure and try it: sh build/freeze.sh
set -eu
cd "$(dirname "$0")/.."
sh build/setup.sh --dev
.venv/bin/python -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath .work/freeze build/app.spec
.venv/bin/python build/smoke.py
