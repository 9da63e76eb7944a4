#!/usr/bin/env bash
# Ends what start.sh has started, and deletes its folder: stop.sh FOLDER.
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh

folder=${1:?the folder that start.sh has printed}
case $folder in */onrecord-servers.*) ;; *) say "not a folder of start.sh: $folder"; exit 2 ;; esac
./miniflux.sh stop "$folder"
./ttrss.sh stop "$folder"
stop_postgres "$folder"
rm -rf "$folder"
