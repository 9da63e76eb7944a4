-- 0002: feeds that are followed, an article's second text, what was expired, and an index of its own
-- for attributed content, so that an analysis never indexes a body again.

-- The reader's order; those without a place come after the others, by title.
ALTER TABLE feeds ADD COLUMN place INTEGER;

-- Feeds that are fetched from their address, or were. Times are seconds since 1970 UTC.
CREATE TABLE subscriptions (
  feed          INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
  state         TEXT NOT NULL CHECK (state IN ('followed', 'paused', 'gone', 'kept')),
  interval      INTEGER,                    -- minutes
  full_text     INTEGER NOT NULL,           -- 1: the page of every new article is fetched
  tags          TEXT NOT NULL,              -- JSON
  etag          TEXT,                       -- these two: as the server gave them
  last_modified TEXT,
  fetched_at    INTEGER,                    -- when it last answered
  not_before    INTEGER,                    -- when it may be asked again
  failures      INTEGER NOT NULL DEFAULT 0, -- in a row
  last_error    TEXT
) STRICT;

-- Of the text that is shown, where that is the page's and not the feed's; else none.
ALTER TABLE articles ADD COLUMN page_hash BLOB;
ALTER TABLE articles ADD COLUMN page_words INTEGER;

-- The text that is not shown: the feed's where page_hash is set, else the page's.
CREATE TABLE other_texts (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  text    TEXT NOT NULL,
  blocks  TEXT NOT NULL,        -- JSON
  links   TEXT NOT NULL         -- JSON
) STRICT;

-- Articles whose page has been fetched, has failed, or (with neither) is still to be fetched.
CREATE TABLE pages (
  article    INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  fetched_at INTEGER,
  failure    TEXT
) STRICT;

CREATE INDEX pages_wanted ON pages (article) WHERE fetched_at IS NULL AND failure IS NULL;

-- The names of expired articles, for as long as their feed goes on listing them.
CREATE TABLE expired (
  feed      INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  listed_at INTEGER NOT NULL,   -- when the feed last listed it, to a day
  PRIMARY KEY (feed, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE bodies ADD COLUMN enclosures TEXT NOT NULL DEFAULT '[]'; -- JSON

-- What is attributed to somebody: the content of each attribution, a line each.
CREATE TABLE quotes (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  text    TEXT NOT NULL
) STRICT;

INSERT INTO quotes (article, text) SELECT article, quoted FROM bodies WHERE quoted <> '';

DROP TRIGGER bodies_inserted;
DROP TRIGGER bodies_deleted;
DROP TRIGGER bodies_updated;
DROP TABLE search;
ALTER TABLE bodies DROP COLUMN quoted;

CREATE VIRTUAL TABLE search USING fts5 (
  title, text,
  content = 'bodies', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE search_quotes USING fts5 (
  text,
  content = 'quotes', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- A refresh writes a segment for every feed, an analysis one for every article. Merged 32 at a time
-- instead of four, texts are written again less often; a search looks into a few segments more,
-- which it does not feel.
INSERT INTO search (search, rank) VALUES ('automerge', 32), ('crisismerge', 64);
INSERT INTO search_quotes (search_quotes, rank) VALUES ('automerge', 32), ('crisismerge', 64);

INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search_quotes (search_quotes) VALUES ('rebuild');

-- The indexes hold no text of their own: to forget a text they must be told exactly what they were
-- told before. Hence triggers, which cannot be forgotten, and 'delete' with the old values. Only new
-- bodies have no trigger: a statement with triggers is a savepoint, at which the index writes out
-- all that it holds; whoever inserts bodies tells the index of all of them afterwards.
CREATE TRIGGER bodies_deleted AFTER DELETE ON bodies BEGIN
  INSERT INTO search (search, rowid, title, text)
  VALUES ('delete', old.article, old.title, old.text);
END;

CREATE TRIGGER bodies_updated AFTER UPDATE OF title, text ON bodies
WHEN old.title <> new.title OR old.text <> new.text BEGIN
  INSERT INTO search (search, rowid, title, text)
  VALUES ('delete', old.article, old.title, old.text);
  INSERT INTO search (rowid, title, text) VALUES (new.article, new.title, new.text);
END;

CREATE TRIGGER quotes_inserted AFTER INSERT ON quotes BEGIN
  INSERT INTO search_quotes (rowid, text) VALUES (new.article, new.text);
END;

CREATE TRIGGER quotes_deleted AFTER DELETE ON quotes BEGIN
  INSERT INTO search_quotes (search_quotes, rowid, text)
  VALUES ('delete', old.article, old.text);
END;

CREATE TRIGGER quotes_updated AFTER UPDATE OF text ON quotes WHEN old.text <> new.text BEGIN
  INSERT INTO search_quotes (search_quotes, rowid, text)
  VALUES ('delete', old.article, old.text);
  INSERT INTO search_quotes (rowid, text) VALUES (new.article, new.text);
END;
