# What the scripts in this folder share: ports, waiting, installing, PostgreSQL. Sourced, never run.

MINIFLUX_VERSION=v2.3.5

say() { printf 'servers: %s\n' "$*" >&2; }

# A free port of the loopback address.
free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  say "no free port found"
  return 1
}

# Waits until a command succeeds: for so many seconds at most.
wait_for() {
  local seconds=$1
  shift
  for _ in $(seq $((seconds * 5))); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.2
  done
  say "gave up after $seconds seconds: $*"
  return 1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Installs Debian packages that are missing: five minutes at most.
debian() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "not installed, and only root can install them with apt-get: ${missing[*]}"
    return 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  timeout 120 apt-get update -qq >/dev/null || return 1
  timeout 300 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Runs a command as a user who is not root: PostgreSQL refuses root.
as_other() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Starts a process in the background, apart from the caller's terminal: its number goes to FOLDER/NAME.pid,
# what it says to FOLDER/NAME.log.
launch() {
  local folder=$1 name=$2
  shift 2
  setsid "$@" >>"$folder/$name.log" 2>&1 </dev/null &
  echo $! >"$folder/$name.pid"
}

# Ends a process that `launch` has started: five seconds of patience, then a kill.
land() {
  local file=$1/$2.pid pid
  [ -f "$file" ] || return 0
  pid=$(cat "$file")
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 25); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$file"
}

postgres_programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    [ -x "$folder/initdb" ] && echo "$folder" && return
  done
  return 1
}

install_postgres() {
  postgres_programs >/dev/null && return
  # Debian's package would make and start a database server of its own.
  debian postgresql-common || return 1
  local settings=/etc/postgresql-common/createcluster.conf
  grep -q '^create_main_cluster' "$settings" 2>/dev/null || echo 'create_main_cluster = false' >>"$settings"
  debian postgresql && postgres_programs >/dev/null
}

# Starts PostgreSQL with its data in FOLDER/postgres. Nothing of it is worth syncing to the disk.
start_postgres() {
  local folder=$1 programs port
  programs=$(postgres_programs) || return 1
  if [ ! -d "$folder/postgres" ]; then
    mkdir "$folder/postgres"
    [ "$(id -u)" -eq 0 ] && chown postgres "$folder/postgres"
    as_other "$programs/initdb" -D "$folder/postgres" -U onrecord -A trust -E UTF8 --locale=C \
      --no-sync >"$folder/initdb.log" 2>&1 || return 1
    free_port >"$folder/postgres.port"
  fi
  port=$(cat "$folder/postgres.port")
  as_other "$programs/pg_ctl" -D "$folder/postgres" -w -t 30 -s -l "$folder/postgres/log" start \
    -o "-p $port -k $folder/postgres -c listen_addresses=127.0.0.1 -c fsync=off"
}

stop_postgres() {
  local folder=$1
  [ -d "$folder/postgres" ] || return 0
  as_other "$(postgres_programs)/pg_ctl" -D "$folder/postgres" -s -m immediate -t 20 stop || true
}

# Runs SQL in a database: FOLDER DATABASE, the commands from standard input.
sql() {
  psql -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(cat "$1/postgres.port")" -U onrecord -d "$2"
}
