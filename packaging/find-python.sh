#!/bin/sh
# Prints a Python 3.11-3.13 that runs and can make a virtual environment. A name on the PATH is not enough: it is tried.
for name in python3.11 python3.12 python3.13 python3 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then
        echo "$path"
        exit 0
    fi
done
echo "Ashore needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: apt-get install python3-venv)." >&2
exit 1
