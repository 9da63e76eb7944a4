#!/usr/bin/env bash
# Miniflux for tests: `miniflux.sh install`, and `miniflux.sh start|stop FOLDER`.
# `start` after `stop` goes on with the same data at the same address. All three of its APIs are on
# for the user `reader` with the password `reader-secret`. PostgreSQL has to run in FOLDER.
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh

# Go names the program after its module's path.
FOLDER_OF_PROGRAM=${XDG_CACHE_HOME:-$HOME/.cache}/onrecord-servers
PROGRAM=$FOLDER_OF_PROGRAM/miniflux.app

install() {
  [ -x "$PROGRAM" ] && return
  install_postgres
  if ! command -v go >/dev/null; then
    say "Miniflux is built with Go (go.dev), which is not installed"
    return 1
  fi
  GOBIN=$FOLDER_OF_PROGRAM GOFLAGS=-p=2 timeout 600 \
    go install "miniflux.app/v2@$MINIFLUX_VERSION" 2>&1 | grep -v downloading >&2 || true
  [ -x "$PROGRAM" ]
}

start() {
  local folder=$1 port is_new=
  if [ ! -f "$folder/miniflux.port" ]; then
    is_new=yes
    free_port >"$folder/miniflux.port"
    echo 'CREATE DATABASE miniflux' | sql "$folder" postgres
  fi
  port=$(cat "$folder/miniflux.port")
  launch "$folder" miniflux env \
    DATABASE_URL="postgres://onrecord@127.0.0.1:$(cat "$folder/postgres.port")/miniflux?sslmode=disable" \
    LISTEN_ADDR="127.0.0.1:$port" BASE_URL="http://127.0.0.1:$port" \
    RUN_MIGRATIONS=1 CREATE_ADMIN=1 ADMIN_USERNAME=reader ADMIN_PASSWORD=reader-secret \
    FETCHER_ALLOW_PRIVATE_NETWORKS=1 DISABLE_SCHEDULER_SERVICE=1 POLLING_LIMIT_PER_HOST=0 \
    "$PROGRAM"
  wait_for 60 listens "$port"
  [ -n "$is_new" ] || return 0
  # What the page of integrations would store: a hash of the password, and Fever's key.
  sql "$folder" miniflux <<'SQL'
CREATE EXTENSION IF NOT EXISTS pgcrypto;
UPDATE integrations SET
  googlereader_enabled = true, googlereader_username = 'reader',
  googlereader_password = crypt('reader-secret', gen_salt('bf', 10)),
  fever_enabled = true, fever_username = 'reader', fever_token = md5('reader:reader-secret');
SQL
}

case ${1:-} in
  install) install ;;
  start) start "$2" ;;
  stop) land "$2" miniflux ;;
  *) say "miniflux.sh install | start FOLDER | stop FOLDER"; exit 2 ;;
esac
