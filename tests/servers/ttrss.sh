#!/usr/bin/env bash
# Tiny Tiny RSS for tests, as Debian ships it: `ttrss.sh install`, and `ttrss.sh start|stop FOLDER`.
# The user is `admin` with the password `password`, its API is on. PostgreSQL has to run in FOLDER.
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh

SHARED=/usr/share/tt-rss

install() {
  install_postgres
  # Without a web server and without Debian's own set-up of a database.
  debian dbconfig-no-thanks php-cli php-cgi php-pgsql php-curl php-intl php-mbstring php-xml tt-rss
}

# A copy that has its own settings, caches and locks, as FOLDER/tt-rss.
copy() {
  local folder=$1 port=$2 own=$1/tt-rss
  mkdir -p "$own/cache/"{images,upload,export,js,feeds,simplepie,starred-images} "$own/lock" "$own/icons"
  cp -a "$SHARED/www" "$own/www"
  # It refuses feeds on loopback, and drops the port of an address: those of the tests need both.
  sed -i -e 's/if ($extended_filtering)/if (false)/; s/"127\.")/"none")/g' \
    -e "s/\\\$parts\['host'\];/\$parts['host'] . (isset(\$parts['port']) ? ':' . \$parts['port'] : '');/" \
    "$own/www/classes/urlhelper.php"
  # Its links are relative; in the copy they lead nowhere.
  (cd "$SHARED/www" && find . -type l) | while read -r link; do
    ln -sfn "$(readlink -f "$SHARED/www/$link")" "$own/www/$link"
  done
  rm -rf "$own/www/config.php" "$own/www/cache" "$own/www/lock"
  ln -s "$own/cache" "$own/www/cache"
  ln -s "$own/lock" "$own/www/lock"
  cat >"$own/www/config.php" <<PHP
<?php
error_reporting(E_ERROR);
define('DB_TYPE', 'pgsql');
define('DB_HOST', '127.0.0.1');
define('DB_USER', 'onrecord');
define('DB_NAME', 'ttrss');
define('DB_PASS', '');
define('DB_PORT', '$(cat "$folder/postgres.port")');
define('MYSQL_CHARSET', 'UTF8');
define('SELF_URL_PATH', 'http://127.0.0.1:$port/');
define('SINGLE_USER_MODE', false);
define('SIMPLE_UPDATE_MODE', false);
define('PHP_EXECUTABLE', '$(command -v php)');
define('LOCK_DIRECTORY', '$own/lock');
define('CACHE_DIR', '$own/cache');
define('ICONS_DIR', '$own/icons');
define('ICONS_URL', 'feed-icons');
define('AUTH_AUTO_CREATE', true);
define('AUTH_AUTO_LOGIN', true);
define('FORCE_ARTICLE_PURGE', 0);
define('SESSION_COOKIE_LIFETIME', 86400);
define('SMTP_FROM_NAME', 'tt-rss');
define('SMTP_FROM_ADDRESS', 'noreply@localhost');
define('DIGEST_SUBJECT', 'news');
define('CHECK_FOR_UPDATES', false);
define('ENABLE_GZIP_OUTPUT', false);
define('PLUGINS', 'auth_internal, note');
define('LOG_DESTINATION', '');
define('CONFIG_VERSION', 26);
PHP
}

start() {
  local folder=$1 port
  if [ ! -f "$folder/ttrss.port" ]; then
    free_port >"$folder/ttrss.port"
    copy "$folder" "$(cat "$folder/ttrss.port")"
    echo 'CREATE DATABASE ttrss' | sql "$folder" postgres
    { cat "$SHARED/schema/ttrss_schema_pgsql.sql"
      echo "UPDATE ttrss_prefs SET def_value = 'true' WHERE pref_name = 'ENABLE_API_ACCESS';"
      echo "INSERT INTO ttrss_user_prefs (owner_uid, pref_name, value) VALUES (1, 'ENABLE_API_ACCESS', 'true');"
    } | sql "$folder" ttrss >"$folder/ttrss-schema.log" 2>&1
  fi
  port=$(cat "$folder/ttrss.port")
  launch "$folder" ttrss php -d error_reporting=1 -d display_errors=0 -d variables_order=EGPCS \
    -S "127.0.0.1:$port" -t "$folder/tt-rss/www"
  wait_for 20 listens "$port"
}

case ${1:-} in
  install) install ;;
  start) start "$2" ;;
  stop) land "$2" ttrss ;;
  *) say "ttrss.sh install | start FOLDER | stop FOLDER"; exit 2 ;;
esac
