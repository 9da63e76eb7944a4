#!/usr/bin/env bash
# Starts the servers that sync is tested against, on loopback, with their data in a new temporary
# folder, which it prints. FOLDER/environment names them for the tests; stop.sh FOLDER ends them.
# A server that cannot be had is left out and said so; none at all is no error.
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh

folder=$(mktemp -d "${TMPDIR:-/tmp}/onrecord-servers.XXXXXX")
chmod 755 "$folder"
: >"$folder/environment"
echo "$folder"

if ! install_postgres || ! start_postgres "$folder"; then
  say "PostgreSQL cannot be had: the tests against real servers are left out"
  exit 0
fi
if ./miniflux.sh install && ./miniflux.sh start "$folder"; then
  echo "export ONRECORD_TEST_MINIFLUX=http://reader:reader-secret@127.0.0.1:$(cat "$folder/miniflux.port")" >>"$folder/environment"
  # Tests stop and start it with `miniflux.sh stop|start` and this folder.
  echo "export ONRECORD_TEST_SERVERS=$folder" >>"$folder/environment"
else
  say "Miniflux cannot be had: the tests against it are left out"
fi
if ./ttrss.sh install && ./ttrss.sh start "$folder"; then
  echo "export ONRECORD_TEST_TTRSS=http://admin:password@127.0.0.1:$(cat "$folder/ttrss.port")" >>"$folder/environment"
else
  say "Tiny Tiny RSS cannot be had: the tests against it are left out"
fi
