-- 0010: texts are indexed later; articles can be deleted; states of another reader can be awaited.

-- Articles that a refresh has stored and whose title and text are not in the indexes `search` and
-- `search_names` yet. Whoever searches adds them first. A row is deleted by a trigger on `bodies`,
-- not by a foreign key: the trigger must still see it.
CREATE TABLE unindexed (
  article INTEGER PRIMARY KEY
) STRICT;

-- The check of the index compares it with this view.
DROP VIEW search_texts;
CREATE VIEW search_texts AS
SELECT article, indexed(title) AS title, indexed(text) AS text FROM bodies
WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE unindexed.article = bodies.article);

-- When the user deleted an article; it can be restored until it is purged.
ALTER TABLE articles ADD COLUMN deleted_at INTEGER;
CREATE INDEX articles_deleted_at ON articles (deleted_at) WHERE deleted_at IS NOT NULL;

-- Read marks and stars of another reader for articles that have not come in yet.
CREATE TABLE awaited_states (
  feed     TEXT NOT NULL,      -- the key of the feed's address; empty for links
  name     TEXT NOT NULL,      -- "guid …" or "link …"
  read     INTEGER NOT NULL,
  starred  INTEGER NOT NULL,
  noted_at INTEGER NOT NULL,
  PRIMARY KEY (feed, name)
) STRICT, WITHOUT ROWID;
