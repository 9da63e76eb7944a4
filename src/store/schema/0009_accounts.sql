-- 0009: accounts at servers, which of their feeds and articles are which here, and the changes that
-- wait to be sent.

CREATE TABLE accounts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT NOT NULL,
  address    TEXT NOT NULL,      -- without user and password
  user       TEXT NOT NULL,
  secret     TEXT NOT NULL,      -- JSON: where the secret is taken from, never the secret
  synced_at  INTEGER,
  last_error TEXT,
  UNIQUE (kind, address, user)
) STRICT;

CREATE TABLE account_feeds (
  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  server  TEXT NOT NULL,         -- the feed's id on the server
  feed    INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  PRIMARY KEY (account, server)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_feeds_feed ON account_feeds (feed);

CREATE TABLE account_items (
  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  server  TEXT NOT NULL,         -- the article's id on the server
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (account, server)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_items_article ON account_items (article);

-- A change that is being sent has `sending` = 1. What changes meanwhile is a change of its own.
CREATE TABLE account_changes (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  item    TEXT NOT NULL,         -- the article's id on the server
  state   TEXT NOT NULL CHECK (state IN ('read', 'starred')),
  value   INTEGER NOT NULL,
  sending INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account, item, state, sending)
) STRICT;
