-- 0008: guids that name no article; search in scripts without spaces.

-- Guids that a feed gives to several articles: these are told apart by link, title and text.
CREATE TABLE shared_guids (
  feed INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  PRIMARY KEY (feed, guid)
) STRICT, WITHOUT ROWID;

-- The index of titles and texts is told letters of scripts without spaces two by two, and no points:
-- `indexed` is a function of the program. The view is what the index's own check compares it with.
DROP TRIGGER bodies_deleted;
DROP TRIGGER bodies_updated;
DROP TABLE search;

CREATE VIEW search_texts AS
SELECT article, indexed(title) AS title, indexed(text) AS text FROM bodies;

CREATE VIRTUAL TABLE search USING fts5 (
  title, text,
  content = 'search_texts', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('automerge', 32), ('crisismerge', 64);
INSERT INTO search (search) VALUES ('rebuild');

CREATE TRIGGER bodies_deleted AFTER DELETE ON bodies BEGIN
  INSERT INTO search (search, rowid, title, text)
  VALUES ('delete', old.article, indexed(old.title), indexed(old.text));
END;

CREATE TRIGGER bodies_updated AFTER UPDATE OF title, text ON bodies
WHEN old.title <> new.title OR old.text <> new.text BEGIN
  INSERT INTO search (search, rowid, title, text)
  VALUES ('delete', old.article, indexed(old.title), indexed(old.text));
  INSERT INTO search (rowid, title, text)
  VALUES (new.article, indexed(new.title), indexed(new.text));
END;

-- The index of statements holds no texts: what would be told otherwise is filed once more.
INSERT OR IGNORE INTO behind (article)
SELECT b.article FROM bodies AS b JOIN articles AS a ON a.id = b.article
WHERE a.analysed IS NOT NULL AND indexed(b.text) <> b.text;
