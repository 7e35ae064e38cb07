#!/bin/sh
# Installs the system parts that are missing: `run` needs OpenGL and X libraries, `test` also a virtual screen.
# Where it may not install, it prints the one line to run and goes on.
set -u
[ "$(uname -s)" = Linux ] || exit 0
parts="libgl1 libgl1-mesa-dri libxcursor1 libxi6 libxrandr2 libxss1 libxxf86vm1 libxfixes3"
missing=no
ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
for library in libGL.so.1 libXcursor.so.1 libXi.so.6 libXrandr.so.2 libXss.so.1 libXxf86vm.so.1 libXfixes.so.3; do
    "$ldconfig" -p 2>/dev/null | grep -q "$library" || missing=yes
done
if [ "${1:-run}" = test ]; then
    parts="xvfb xauth $parts"
    command -v Xvfb >/dev/null 2>&1 || missing=yes
fi
[ "$missing" = yes ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Ashore's window needs these, by your system's names: $parts" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Some system parts are missing. To add them: sudo apt-get install -y $parts" >&2
    exit 0
fi
# shellcheck disable=SC2086  # the lists are meant to split
{ $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $parts; } >/dev/null 2>&1 ||
    echo "Some system parts could not be added. To add them: apt-get install -y $parts" >&2
exit 0
