#!/bin/sh
# Make a virtual environment that holds the bot and its tools: make_venv.sh PYTHON FOLDER
set -eu
python=$1
venv=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Lieux needs Python 3.11 or newer: install it, or name it: make PYTHON=python3.12 demo" >&2
    exit 1
fi

# Debian ships Python without ensurepip unless python3-venv is installed; its own pip can then fill the environment.
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv "$venv"
    pip="$venv/bin/python -m pip"
elif "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip "$venv"
    pip="$python -m pip --python $venv/bin/python"
else
    echo "This Python can make no virtual environment: install the package python3-venv (or python3-pip)." >&2
    exit 1
fi

echo "Installing into $venv (once)…" >&2
$pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
