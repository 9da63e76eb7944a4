-- 0004: search by who said what, lists in other orders, saved queries, places in articles.

-- Percent of the text's bytes that are attributed to somebody, by the last analysis.
ALTER TABLE articles ADD COLUMN attributed INTEGER;

-- All that a search asks of an article beside its words, in the order of lists.
CREATE INDEX articles_search ON articles (
  sort_key, id, read_at, starred, feed, story, words, page_words, attributions,
  sources_named, sources_unnamed, sources_bodies, sources_documents, attributed
) WHERE lead = 1;

-- Copies of stories that are shown elsewhere: what a search for a feed must not miss.
CREATE INDEX articles_copies ON articles (feed, story) WHERE lead = 0 AND shown = 1;

-- Lists in other orders. A key is the rank times 2^40 plus the date, so that rows of the same rank
-- stand newest first; articles without an analysis come last.
CREATE INDEX articles_oldest ON articles (-sort_key, id, read_at, story) WHERE lead = 1;
CREATE INDEX articles_named
  ON articles (coalesce(sources_named, -1) * 1099511627776 + sort_key, id, read_at, story)
  WHERE lead = 1;
CREATE INDEX articles_unnamed
  ON articles (coalesce(sources_unnamed, -1) * 1099511627776 + sort_key, id, read_at, story)
  WHERE lead = 1;
CREATE INDEX articles_statements
  ON articles (coalesce(attributions, -1) * 1099511627776 + sort_key, id, read_at, story)
  WHERE lead = 1;
CREATE INDEX articles_share
  ON articles (coalesce(attributed, -1) * 1099511627776 + sort_key, id, read_at, story)
  WHERE lead = 1;

-- Articles with links or files: the lists themselves stand behind the text, where they are far.
CREATE INDEX bodies_links ON bodies (article) WHERE links <> '[]';
CREATE INDEX bodies_files ON bodies (article) WHERE enclosures <> '[]';

-- Every statement for itself, in place of an index of all that is said in an article: what is said,
-- and by whom (names, descriptions, the words that name the source there). A row is the article
-- times 4096 plus the statement's number. What is analysed already comes in with its subjects.
DROP TRIGGER quotes_inserted;
DROP TRIGGER quotes_deleted;
DROP TRIGGER quotes_updated;
DROP TABLE search_quotes;
DROP TABLE quotes;

CREATE VIRTUAL TABLE search_said USING fts5 (
  said, source,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search_said (search_said, rank) VALUES ('automerge', 32), ('crisismerge', 64);

CREATE TRIGGER articles_said_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM search_said WHERE rowid BETWEEN old.id * 4096 AND old.id * 4096 + 4095;
END;

-- Searches that the reader has saved, in the order of their ids.
CREATE TABLE queries (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  key   TEXT NOT NULL UNIQUE,   -- the title, folded
  title TEXT NOT NULL,
  text  TEXT NOT NULL
) STRICT;

-- Where the reader left an article: a byte of its text.
CREATE TABLE places (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  offset  INTEGER NOT NULL
) STRICT;
