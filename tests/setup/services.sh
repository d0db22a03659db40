#!/bin/sh
# Puts on this machine what the tests drive for real: a browser, a PostgreSQL and a Redis.
# Installs Debian's packages as root or with a passwordless sudo; where it may not, it stops and names them.
set -eu

missing=""
# The browser without its windows, where there is one of its own: a device then costs a fifth less.
if ! command -v chromium-headless-shell >/dev/null 2>&1; then
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        missing="$missing chromium-headless-shell"
    else
        command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    fi
fi
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
[ -z "$missing" ] && exit 0

stop() {
    echo "make test needs these Debian packages:$missing ($1). Install them, then run it again." >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 || stop "there is no apt-get here"
if [ "$(id -u)" = 0 ]; then
    root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    stop "installing them needs root"
fi

echo "Installing$missing"
# Only the programs are used: the suite starts servers of its own, on free ports, whatever else runs here.
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
log=$(mktemp)
if ! { $root apt-get update -q && $root apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    stop "apt-get could not install them"
fi
rm -f "$log"
