-- 0001: feeds, articles with their bodies, tags, analyses, settings, and the full-text index.

-- Where articles come from. Ids are never used again (AUTOINCREMENT), and sqlite_sequence keeps a
-- line for this table from the first feed on: that is how a store knows that it was never empty.
CREATE TABLE feeds (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT NOT NULL CHECK (kind IN ('path', 'address', 'input', 'welcome')),
  origin     TEXT NOT NULL,     -- the path or the address; empty for the other kinds
  title      TEXT NOT NULL,     -- as the feed gives it
  own_title  TEXT,              -- as the reader has renamed it
  site       TEXT,
  removed_at INTEGER,           -- when it was removed; it can be restored until it is purged
  UNIQUE (kind, origin)
) STRICT;

-- What lists and identity need of an article. Its body stands in `bodies`, so that reading a list
-- never touches a text. Times are seconds since 1970 UTC unless they are said to be as written.
CREATE TABLE articles (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  feed              INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  sort_key          INTEGER NOT NULL,           -- when published, else when first seen
  read_at           INTEGER,                    -- none while it is unread
  starred           INTEGER NOT NULL DEFAULT 0,
  shown             INTEGER NOT NULL,           -- 0 while its feed is removed
  lead              INTEGER NOT NULL,           -- 1 for the one that stands for its story
  story             INTEGER NOT NULL,           -- the smallest id among the copies of one story
  words             INTEGER NOT NULL,
  published         TEXT,                       -- as written: a day, or a moment with its zone
  title             TEXT NOT NULL,
  haystack          TEXT NOT NULL,              -- title and authors, folded: what a filter reads
  first_seen        INTEGER NOT NULL,
  text_hash         BLOB NOT NULL,              -- SHA-256 of title and text
  fingerprint       BLOB NOT NULL,              -- SHA-256 of all that the feed gave
  guid              TEXT,
  url               TEXT,
  url_key           TEXT,                       -- the address in a form that compares
  authors           TEXT NOT NULL,              -- JSON
  outlet            TEXT,
  updated           TEXT,                       -- as written
  language          TEXT,
  analysed          TEXT,                       -- the version that last analysed the present text
  attributions      INTEGER,                    -- these five: of that analysis
  sources_named     INTEGER,
  sources_unnamed   INTEGER,
  sources_bodies    INTEGER,
  sources_documents INTEGER
) STRICT;

-- Lists, in their order. All that a list's conditions ask for stands in the index, so that pages,
-- places and counts are read without touching the table.
CREATE INDEX articles_list ON articles (sort_key, id, read_at, story) WHERE lead = 1;
CREATE INDEX articles_feed ON articles (feed, shown, sort_key, id, read_at);
CREATE INDEX articles_starred ON articles (sort_key, id, read_at) WHERE lead = 1 AND starred = 1;
-- What a filter reads from end to end, in the order of any list.
CREATE INDEX articles_filter
  ON articles (sort_key, id, read_at, lead, shown, starred, feed, story, haystack);
-- Identity, and the copies of one story.
CREATE UNIQUE INDEX articles_guid ON articles (feed, guid) WHERE guid IS NOT NULL;
CREATE INDEX articles_url ON articles (url_key, feed) WHERE url_key IS NOT NULL;
CREATE INDEX articles_text ON articles (text_hash, feed);
CREATE INDEX articles_story ON articles (story);
-- What is still to be analysed, newest first.
CREATE INDEX articles_analysed ON articles (analysed, sort_key, id) WHERE shown = 1;

-- Text and structure, exactly as given. The title is kept a second time and the attributed content
-- is copied out of the analysis because the full-text index reads all three from here.
CREATE TABLE bodies (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  title   TEXT NOT NULL,
  quoted  TEXT NOT NULL DEFAULT '',
  text    TEXT NOT NULL,
  blocks  TEXT NOT NULL,        -- JSON
  links   TEXT NOT NULL         -- JSON
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  title, text, quoted,
  content = 'bodies', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- The index holds no text of its own: to forget a text it must be told exactly what it was told
-- before. Hence triggers, which cannot be forgotten, and 'delete' with the old values.
CREATE TRIGGER bodies_inserted AFTER INSERT ON bodies BEGIN
  INSERT INTO search (rowid, title, text, quoted)
  VALUES (new.article, new.title, new.text, new.quoted);
END;

CREATE TRIGGER bodies_deleted AFTER DELETE ON bodies BEGIN
  INSERT INTO search (search, rowid, title, text, quoted)
  VALUES ('delete', old.article, old.title, old.text, old.quoted);
END;

CREATE TRIGGER bodies_updated AFTER UPDATE OF title, text, quoted ON bodies
WHEN old.title <> new.title OR old.text <> new.text OR old.quoted <> new.quoted BEGIN
  INSERT INTO search (search, rowid, title, text, quoted)
  VALUES ('delete', old.article, old.title, old.text, old.quoted);
  INSERT INTO search (rowid, title, text, quoted)
  VALUES (new.article, new.title, new.text, new.quoted);
END;

-- Tags: the feed's own, which change with the article, and the reader's, which do not.
CREATE TABLE tags (
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  own     INTEGER NOT NULL,     -- 1 for the reader's
  key     TEXT NOT NULL,        -- folded: what a tag is found by
  tag     TEXT NOT NULL,        -- as written
  story   INTEGER NOT NULL,     -- of the article
  shown   INTEGER NOT NULL,     -- as the article
  UNIQUE (article, own, key)
) STRICT;

CREATE INDEX tags_key ON tags (key, shown, story);

-- Analyses, each of one text by one version of the extractor.
CREATE TABLE analyses (
  id        INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  version   TEXT NOT NULL,
  text_hash BLOB NOT NULL,
  analysis  TEXT NOT NULL,      -- JSON
  UNIQUE (article, version)
) STRICT;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
