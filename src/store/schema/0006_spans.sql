-- 0006: lists of subjects over long spans of time without reading all that is filed in them.

-- Of statements: in how many articles. (Of mentions `n` is that number.)
ALTER TABLE tallies ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;

UPDATE tallies SET articles = (
  SELECT count(*) FROM appearances AS p
  WHERE p.subject = tallies.subject AND p.statements > 0 AND p.standing = 2
    AND p.at BETWEEN (tallies.period - (tallies.period <= 0)) * 2592000
                 AND (tallies.period + (tallies.period >= 0)) * 2592000
    AND p.at / 2592000 = tallies.period)
WHERE named = 0;

-- With the other end of a subject's time: who speaks on both sides of a day is found in them.
DROP INDEX speakers_last;
DROP INDEX mentioned_last;
CREATE INDEX speakers_last ON subjects (last DESC, folded, source_kind, first) WHERE speaks = 1;
CREATE INDEX mentioned_last
  ON subjects (last_mentioned DESC, folded, entity_kind, first_mentioned) WHERE mentioned = 1;

-- How many speak, of all kinds or of some: counted for every list, most often with nothing read yet.
CREATE INDEX speakers_kind ON subjects (source_kind) WHERE speaks = 1;

-- As before, with the articles.
DROP TRIGGER appearances_says_inserted;
DROP TRIGGER appearances_says_deleted;
DROP TRIGGER appearances_says_updated;
DROP TRIGGER subjects_tallied;

CREATE TRIGGER appearances_says_inserted AFTER INSERT ON appearances
WHEN new.standing = 2 AND new.statements > 0 BEGIN
  INSERT INTO tallies (subject, named, period, n, articles)
  SELECT id, 0, new.at / 2592000, new.statements, 1 FROM subjects
  WHERE id = new.subject AND tallied = 1
  ON CONFLICT (subject, named, period)
  DO UPDATE SET n = n + excluded.n, articles = articles + 1;
  UPDATE subjects SET statements = statements + new.statements, articles = articles + 1
  WHERE id = new.subject;
  UPDATE subjects SET first = new.at
  WHERE id = new.subject AND (first IS NULL OR first > new.at);
  UPDATE subjects SET last = new.at WHERE id = new.subject AND (last IS NULL OR last < new.at);
  UPDATE subjects SET speaks = 1 WHERE id = new.subject AND speaks = 0;
END;

CREATE TRIGGER appearances_says_deleted AFTER DELETE ON appearances
WHEN old.standing = 2 AND old.statements > 0 BEGIN
  UPDATE tallies SET n = n - old.statements, articles = articles - 1
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
  UPDATE tallies SET n = n - old.statements, articles = articles - (old.statements > 0)
  WHERE old.standing = 2 AND subject = old.subject AND named = 0 AND period = old.at / 2592000;
  INSERT INTO tallies (subject, named, period, n, articles)
  SELECT id, 0, new.at / 2592000, new.statements, new.statements > 0 FROM subjects
  WHERE new.standing = 2 AND id = new.subject AND tallied = 1
  ON CONFLICT (subject, named, period)
  DO UPDATE SET n = n + excluded.n, articles = articles + excluded.articles;
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

CREATE TRIGGER subjects_tallied AFTER UPDATE OF articles ON subjects
WHEN new.tallied = 0 AND new.articles >= 500 BEGIN
  INSERT INTO tallies (subject, named, period, n, articles)
  SELECT subject, 0, at / 2592000, sum(statements), count(*) FROM appearances
  WHERE subject = new.id AND statements > 0 AND standing = 2 GROUP BY at / 2592000;
  UPDATE subjects SET tallied = 1 WHERE id = new.id;
END;
