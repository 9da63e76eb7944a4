-- 0003: who speaks and who is spoken of across articles, what the reader decides about that, what
-- the reader corrects, and which statements are the same words.

-- Persons, bodies and other subjects. A key is the same in all articles, or begins with '@' and the
-- one article that it is of. The numbers are kept by the triggers below: over what is shown, of
-- roots alone. Times are seconds since 1970 UTC.
CREATE TABLE subjects (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  key             TEXT NOT NULL UNIQUE,
  article         INTEGER,                    -- of a key of one article
  root            INTEGER NOT NULL,           -- what it was merged into, or itself
  name            TEXT NOT NULL,
  folded          TEXT NOT NULL,              -- the name: what lists are filtered and ordered by
  last_word       TEXT,                       -- of a person's name, folded
  own_source_kind INTEGER,                    -- these two: without what was merged into it
  own_entity_kind INTEGER,
  source_kind     INTEGER,
  entity_kind     INTEGER,
  speaks          INTEGER NOT NULL DEFAULT 0, -- 1 where `articles` is not 0: for the indexes
  statements      INTEGER NOT NULL DEFAULT 0,
  articles        INTEGER NOT NULL DEFAULT 0, -- in which it speaks
  first           INTEGER,                    -- these two: of those articles
  last            INTEGER,
  mentioned       INTEGER NOT NULL DEFAULT 0, -- 1 where `mentioned_in` is not 0
  mentioned_in    INTEGER NOT NULL DEFAULT 0, -- articles
  first_mentioned INTEGER,
  last_mentioned  INTEGER,
  tallied         INTEGER NOT NULL DEFAULT 0, -- these two: 1 once `tallies` has its statements,
  tallied_named   INTEGER NOT NULL DEFAULT 0  -- and the articles that mention it
) STRICT;

-- Of those who speak, or are mentioned, in five hundred articles: in which thirty days. Lists show
-- it, and there are too many articles to be counted for every row.
CREATE TABLE tallies (
  subject INTEGER NOT NULL,
  named   INTEGER NOT NULL,                   -- 0: statements; 1: articles that mention it
  period  INTEGER NOT NULL,                   -- thirty days, from 1970 on
  n       INTEGER NOT NULL,
  PRIMARY KEY (subject, named, period)
) STRICT, WITHOUT ROWID;

CREATE INDEX subjects_article ON subjects (article) WHERE article IS NOT NULL;
CREATE INDEX subjects_merged ON subjects (root) WHERE root <> id;
CREATE INDEX subjects_last_word ON subjects (last_word) WHERE last_word IS NOT NULL;

-- Each order of the list of those who speak, and of those who are mentioned. A kind stands in them
-- so that lists of one kind are read and counted without touching the table.
CREATE INDEX speakers_statements ON subjects (statements DESC, folded, source_kind) WHERE speaks = 1;
CREATE INDEX speakers_articles ON subjects (articles DESC, folded, source_kind) WHERE speaks = 1;
CREATE INDEX speakers_name ON subjects (folded, source_kind) WHERE speaks = 1;
CREATE INDEX speakers_last ON subjects (last DESC, folded, source_kind) WHERE speaks = 1;
CREATE INDEX speakers_first ON subjects (first, folded, source_kind) WHERE speaks = 1;
CREATE INDEX mentioned_articles
  ON subjects (mentioned_in DESC, folded, entity_kind) WHERE mentioned = 1;
CREATE INDEX mentioned_name ON subjects (folded, entity_kind) WHERE mentioned = 1;
CREATE INDEX mentioned_last
  ON subjects (last_mentioned DESC, folded, entity_kind) WHERE mentioned = 1;
CREATE INDEX mentioned_first ON subjects (first_mentioned, folded, entity_kind) WHERE mentioned = 1;

-- A root in one article: together with all that was merged into it.
CREATE TABLE appearances (
  article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  subject    INTEGER NOT NULL,
  standing   INTEGER NOT NULL,                -- of the article: 0 hidden, 1 shown, 2 and it leads
  at         INTEGER NOT NULL,                -- the article's sort_key
  feed       INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  mentions   INTEGER NOT NULL,
  parts      TEXT,                            -- JSON: subject, statements, mentions; none: itself
  PRIMARY KEY (article, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearances_says
  ON appearances (subject, at, article, standing, feed, statements) WHERE statements > 0;
CREATE INDEX appearances_mentions
  ON appearances (subject, at, article, standing, feed) WHERE mentions > 0;

-- Who speaks about whom: subjects themselves, whatever they were merged into.
CREATE TABLE about (
  article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  entity     INTEGER NOT NULL,
  speaker    INTEGER NOT NULL,
  standing   INTEGER NOT NULL,                -- of the article, as above
  statements INTEGER NOT NULL,
  PRIMARY KEY (article, entity, speaker)
) STRICT, WITHOUT ROWID;

CREATE INDEX about_entity ON about (entity, speaker, standing, statements);

-- The words of statements that are long enough to be the same words elsewhere: their hashes.
CREATE TABLE wordings (
  hash    INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX wordings_article ON wordings (article);

-- What the reader decides about who is whom, in order. By keys: they outlive analyses.
CREATE TABLE decisions (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  kind    TEXT NOT NULL CHECK (kind IN ('merge', 'unmerge', 'split', 'unsplit')),
  one     TEXT NOT NULL,
  other   TEXT,                               -- of merges
  article INTEGER REFERENCES articles (id) ON DELETE CASCADE -- of splits
) STRICT;

CREATE INDEX decisions_article ON decisions (article) WHERE article IS NOT NULL;

-- What the decisions come to: what is merged into what, and what stands apart in which article.
CREATE TABLE merged (
  key    TEXT PRIMARY KEY,
  parent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE splits (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  key     TEXT NOT NULL,
  PRIMARY KEY (article, key)
) STRICT, WITHOUT ROWID;

-- What the reader has corrected.
CREATE TABLE corrections (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  correction TEXT NOT NULL                    -- JSON
) STRICT;

CREATE INDEX corrections_article ON corrections (article);

-- Articles that were analysed before these tables were there.
CREATE TABLE behind (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

INSERT INTO behind (article) SELECT id FROM articles WHERE analysed IS NOT NULL;

-- What an article shows, its subjects show.
CREATE TRIGGER articles_stand AFTER UPDATE OF shown, lead, sort_key ON articles
WHEN old.shown <> new.shown OR old.lead <> new.lead OR old.sort_key <> new.sort_key BEGIN
  UPDATE appearances SET standing = new.shown + new.lead, at = new.sort_key
  WHERE article = new.id;
  UPDATE about SET standing = new.shown + new.lead
  WHERE article = new.id AND standing <> new.shown + new.lead;
END;

CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM subjects WHERE article = old.id AND NOT EXISTS (
    SELECT 1 FROM subjects AS other WHERE other.root = subjects.id AND other.root <> other.id);
END;

-- The numbers of subjects. `speaks` and `mentioned` come last when they are set and first when they
-- are taken, so that the indexes are touched once.
CREATE TRIGGER appearances_says_inserted AFTER INSERT ON appearances
WHEN new.standing = 2 AND new.statements > 0 BEGIN
  INSERT INTO tallies (subject, named, period, n)
  SELECT id, 0, new.at / 2592000, new.statements FROM subjects
  WHERE id = new.subject AND tallied = 1
  ON CONFLICT (subject, named, period) DO UPDATE SET n = n + excluded.n;
  UPDATE subjects SET statements = statements + new.statements, articles = articles + 1
  WHERE id = new.subject;
  UPDATE subjects SET first = new.at
  WHERE id = new.subject AND (first IS NULL OR first > new.at);
  UPDATE subjects SET last = new.at WHERE id = new.subject AND (last IS NULL OR last < new.at);
  UPDATE subjects SET speaks = 1 WHERE id = new.subject AND speaks = 0;
END;

CREATE TRIGGER appearances_says_deleted AFTER DELETE ON appearances
WHEN old.standing = 2 AND old.statements > 0 BEGIN
  UPDATE tallies SET n = n - old.statements
  WHERE subject = old.subject AND named = 0 AND period = old.at / 2592000;
  UPDATE subjects SET speaks = 0 WHERE id = old.subject AND articles = 1;
  UPDATE subjects SET statements = statements - old.statements, articles = articles - 1
  WHERE id = old.subject;
  UPDATE subjects SET first = (
    SELECT min(at) FROM appearances
    WHERE subject = old.subject AND statements > 0 AND standing = 2)
  WHERE id = old.subject AND first >= old.at;
  UPDATE subjects SET last = (
    SELECT max(at) FROM appearances
    WHERE subject = old.subject AND statements > 0 AND standing = 2)
  WHERE id = old.subject AND last <= old.at;
END;

CREATE TRIGGER appearances_says_updated AFTER UPDATE OF standing, at, statements ON appearances
WHEN (old.standing = 2 AND old.statements > 0 OR new.standing = 2 AND new.statements > 0)
  AND (old.standing, old.at, old.statements) IS NOT (new.standing, new.at, new.statements) BEGIN
  UPDATE tallies SET n = n - old.statements
  WHERE old.standing = 2 AND subject = old.subject AND named = 0 AND period = old.at / 2592000;
  INSERT INTO tallies (subject, named, period, n)
  SELECT id, 0, new.at / 2592000, new.statements FROM subjects
  WHERE new.standing = 2 AND id = new.subject AND tallied = 1
  ON CONFLICT (subject, named, period) DO UPDATE SET n = n + excluded.n;
  UPDATE subjects SET speaks = 0
  WHERE id = new.subject AND articles = 1 AND NOT (new.standing = 2 AND new.statements > 0);
  UPDATE subjects SET
    statements = statements - iif(old.standing = 2, old.statements, 0)
      + iif(new.standing = 2, new.statements, 0),
    articles = articles - (old.standing = 2 AND old.statements > 0)
      + (new.standing = 2 AND new.statements > 0)
  WHERE id = new.subject;
  UPDATE subjects SET first = (
    SELECT min(at) FROM appearances
    WHERE subject = new.subject AND statements > 0 AND standing = 2)
  WHERE id = new.subject AND (first IS NULL OR first >= old.at OR first > new.at);
  UPDATE subjects SET last = (
    SELECT max(at) FROM appearances
    WHERE subject = new.subject AND statements > 0 AND standing = 2)
  WHERE id = new.subject AND (last IS NULL OR last <= old.at OR last < new.at);
  UPDATE subjects SET speaks = 1 WHERE id = new.subject AND speaks = 0 AND articles > 0;
END;

CREATE TRIGGER appearances_mentions_inserted AFTER INSERT ON appearances
WHEN new.standing = 2 AND new.mentions > 0 BEGIN
  INSERT INTO tallies (subject, named, period, n)
  SELECT id, 1, new.at / 2592000, 1 FROM subjects WHERE id = new.subject AND tallied_named = 1
  ON CONFLICT (subject, named, period) DO UPDATE SET n = n + 1;
  UPDATE subjects SET mentioned_in = mentioned_in + 1 WHERE id = new.subject;
  UPDATE subjects SET first_mentioned = new.at
  WHERE id = new.subject AND (first_mentioned IS NULL OR first_mentioned > new.at);
  UPDATE subjects SET last_mentioned = new.at
  WHERE id = new.subject AND (last_mentioned IS NULL OR last_mentioned < new.at);
  UPDATE subjects SET mentioned = 1 WHERE id = new.subject AND mentioned = 0;
END;

CREATE TRIGGER appearances_mentions_deleted AFTER DELETE ON appearances
WHEN old.standing = 2 AND old.mentions > 0 BEGIN
  UPDATE tallies SET n = n - 1
  WHERE subject = old.subject AND named = 1 AND period = old.at / 2592000;
  UPDATE subjects SET mentioned = 0 WHERE id = old.subject AND mentioned_in = 1;
  UPDATE subjects SET mentioned_in = mentioned_in - 1 WHERE id = old.subject;
  UPDATE subjects SET first_mentioned = (
    SELECT min(at) FROM appearances
    WHERE subject = old.subject AND mentions > 0 AND standing = 2)
  WHERE id = old.subject AND first_mentioned >= old.at;
  UPDATE subjects SET last_mentioned = (
    SELECT max(at) FROM appearances
    WHERE subject = old.subject AND mentions > 0 AND standing = 2)
  WHERE id = old.subject AND last_mentioned <= old.at;
END;

CREATE TRIGGER appearances_mentions_updated AFTER UPDATE OF standing, at, mentions ON appearances
WHEN (old.standing = 2 AND old.mentions > 0 OR new.standing = 2 AND new.mentions > 0)
  AND (old.standing, old.at, old.mentions > 0) IS NOT (new.standing, new.at, new.mentions > 0) BEGIN
  UPDATE tallies SET n = n - 1
  WHERE old.standing = 2 AND old.mentions > 0
    AND subject = old.subject AND named = 1 AND period = old.at / 2592000;
  INSERT INTO tallies (subject, named, period, n)
  SELECT id, 1, new.at / 2592000, 1 FROM subjects
  WHERE new.standing = 2 AND new.mentions > 0 AND id = new.subject AND tallied_named = 1
  ON CONFLICT (subject, named, period) DO UPDATE SET n = n + 1;
  UPDATE subjects SET mentioned = 0
  WHERE id = new.subject AND mentioned_in = 1 AND NOT (new.standing = 2 AND new.mentions > 0);
  UPDATE subjects SET mentioned_in = mentioned_in - (old.standing = 2 AND old.mentions > 0)
    + (new.standing = 2 AND new.mentions > 0)
  WHERE id = new.subject;
  UPDATE subjects SET first_mentioned = (
    SELECT min(at) FROM appearances
    WHERE subject = new.subject AND mentions > 0 AND standing = 2)
  WHERE id = new.subject
    AND (first_mentioned IS NULL OR first_mentioned >= old.at OR first_mentioned > new.at);
  UPDATE subjects SET last_mentioned = (
    SELECT max(at) FROM appearances
    WHERE subject = new.subject AND mentions > 0 AND standing = 2)
  WHERE id = new.subject
    AND (last_mentioned IS NULL OR last_mentioned <= old.at OR last_mentioned < new.at);
  UPDATE subjects SET mentioned = 1
  WHERE id = new.subject AND mentioned = 0 AND mentioned_in > 0;
END;

CREATE TRIGGER subjects_tallied AFTER UPDATE OF articles ON subjects
WHEN new.tallied = 0 AND new.articles >= 500 BEGIN
  INSERT INTO tallies (subject, named, period, n)
  SELECT subject, 0, at / 2592000, sum(statements) FROM appearances
  WHERE subject = new.id AND statements > 0 AND standing = 2 GROUP BY at / 2592000;
  UPDATE subjects SET tallied = 1 WHERE id = new.id;
END;

CREATE TRIGGER subjects_tallied_named AFTER UPDATE OF mentioned_in ON subjects
WHEN new.tallied_named = 0 AND new.mentioned_in >= 500 BEGIN
  INSERT INTO tallies (subject, named, period, n)
  SELECT subject, 1, at / 2592000, count(*) FROM appearances
  WHERE subject = new.id AND mentions > 0 AND standing = 2 GROUP BY at / 2592000;
  UPDATE subjects SET tallied_named = 1 WHERE id = new.id;
END;
