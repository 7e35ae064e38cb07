#!/bin/sh
# Runs the pure tests on each other Python 3.11-3.13 of this machine, there with python-dateutil 2.9, so that both
# majors that we allow are tested. What cannot be had is said aloud.
set -u
cd "$(dirname "$0")/.."
pure="tests/payoff tests/test_money.py tests/test_dates.py"
here=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for version in 3.11 3.12 3.13; do
    [ "$version" = "$here" ] && continue
    found=
    for path in "$(command -v "python$version" 2>/dev/null)" "$HOME"/.pyenv/versions/"$version".*/bin/python; do
        [ -x "$path" ] && "$path" -c 'import venv, ensurepip' >/dev/null 2>&1 && found=$path && break
    done
    if [ -z "$found" ]; then
        echo "Python $version is not on this machine: the pure tests were not run on it."
        continue
    fi
    environment=build/py$version
    if [ ! -f "$environment/ready" ]; then
        rm -rf "$environment"
        "$found" -m venv "$environment" &&
            "$environment/bin/python" -m pip install --quiet --disable-pip-version-check pytest hypothesis 'python-dateutil==2.9.*' &&
            touch "$environment/ready"
    fi
    if [ ! -f "$environment/ready" ]; then
        echo "Python $version: its test environment could not be made, the pure tests were not run on it."
        continue
    fi
    echo "Pure tests on Python $version with python-dateutil 2.9:"
    "$environment/bin/python" -m pytest -q -p no:cacheprovider $pure || exit 1
done
