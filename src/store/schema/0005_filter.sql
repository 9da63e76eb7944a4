-- 0005: words of a filter that few articles have are found without reading all of them.

-- Which three characters in a row stand in what a filter reads. Two more at its end, so that each of
-- its characters begins such a row. Rows of the index are ids of articles.
CREATE VIRTUAL TABLE search_names USING fts5 (
  haystack,
  content = '', contentless_delete = 1, detail = none,
  tokenize = 'trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE search_names_terms USING fts5vocab (search_names, row);

INSERT INTO search_names (rowid, haystack)
SELECT id, haystack || char(10, 10) FROM articles ORDER BY id;

-- New articles are told all at once: see the store's import.
CREATE TRIGGER articles_named_updated AFTER UPDATE OF haystack ON articles
WHEN old.haystack <> new.haystack BEGIN
  DELETE FROM search_names WHERE rowid = new.id;
  INSERT INTO search_names (rowid, haystack) VALUES (new.id, new.haystack || char(10, 10));
END;

CREATE TRIGGER articles_named_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM search_names WHERE rowid = old.id;
END;
