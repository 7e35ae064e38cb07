#!/bin/sh
# Makes .venv from the lock. The stamp holds the lock's checksum, so a second call returns at once and a half-made
# environment is made again.
set -eu
cd "$(dirname "$0")/.."
stamp=.venv/lock-checksum
wanted=$(cksum <requirements.lock)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi
python=$(sh packaging/find-python.sh)
echo "Setting up .venv with $("$python" --version); the first time takes a minute or two."
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
echo "$wanted" >"$stamp"
