-- All triggers, as they are now.
--
-- Migrations do not create triggers: after the last migration all triggers are dropped and created
-- from this file. To change a trigger, change it here and add a migration (it may be empty), so
-- that existing stores get the new one.

-- The full-text indexes hold no texts of their own. To remove a text, they must be given exactly
-- what they were given before. Triggers cannot forget that. Only new texts have no trigger: a
-- statement with triggers is a savepoint, at which the index writes out its content, so new texts
-- are added to the index many at a time. Until then `unindexed` has their articles.
CREATE TRIGGER bodies_deleted AFTER DELETE ON bodies BEGIN
  INSERT INTO search (search, rowid, title, text)
  SELECT 'delete', old.article, indexed(old.title), indexed(old.text)
  WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE article = old.article);
  DELETE FROM unindexed WHERE article = old.article;
END;

CREATE TRIGGER bodies_updated AFTER UPDATE OF title, text ON bodies
WHEN (old.title <> new.title OR old.text <> new.text)
  AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article = new.article) BEGIN
  INSERT INTO search (search, rowid, title, text)
  VALUES ('delete', old.article, indexed(old.title), indexed(old.text));
  INSERT INTO search (rowid, title, text)
  VALUES (new.article, indexed(new.title), indexed(new.text));
END;

CREATE TRIGGER articles_named_updated AFTER UPDATE OF haystack ON articles
WHEN old.haystack <> new.haystack
  AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article = new.id) BEGIN
  DELETE FROM search_names WHERE rowid = new.id;
  INSERT INTO search_names (rowid, haystack) VALUES (new.id, new.haystack || char(10, 10));
END;

CREATE TRIGGER articles_named_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM search_names WHERE rowid = old.id;
END;

CREATE TRIGGER articles_said_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM search_said WHERE rowid BETWEEN old.id * 4096 AND old.id * 4096 + 4095;
END;

-- Appearances repeat whether their article is shown and leads its story, and its date.
CREATE TRIGGER articles_stand AFTER UPDATE OF shown, lead, sort_key ON articles
WHEN old.shown <> new.shown OR old.lead <> new.lead OR old.sort_key <> new.sort_key BEGIN
  UPDATE appearances SET standing = new.shown + new.lead, at = new.sort_key
  WHERE article = new.id;
  UPDATE about SET standing = new.shown + new.lead
  WHERE article = new.id AND standing <> new.shown + new.lead;
END;

-- A subject of one article is deleted with it, unless other subjects were merged into it.
CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM subjects WHERE article = old.id AND NOT EXISTS (
    SELECT 1 FROM subjects AS other WHERE other.root = subjects.id AND other.root <> other.id);
END;

-- The numbers of subjects that speak. `speaks` is set last and cleared first, so that its indexes
-- are changed only once.
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

-- The numbers of subjects that are mentioned, in the same way.
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

-- A subject in many articles gets tallies for each period of thirty days.
CREATE TRIGGER subjects_tallied AFTER UPDATE OF articles ON subjects
WHEN new.tallied = 0 AND new.articles >= 500 BEGIN
  INSERT INTO tallies (subject, named, period, n, articles)
  SELECT subject, 0, at / 2592000, sum(statements), count(*) FROM appearances
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

-- What changes here waits for the account's server, in the transaction of the change. A change back
-- before it was sent leaves nothing to send.
CREATE TRIGGER articles_read_for_accounts AFTER UPDATE OF read_at ON articles
WHEN (old.read_at IS NULL) <> (new.read_at IS NULL) BEGIN
  INSERT INTO account_changes (account, item, state, value)
  SELECT i.account, i.server, 'read', new.read_at IS NOT NULL FROM account_items AS i
  WHERE i.article = new.id AND NOT EXISTS (
    SELECT 1 FROM account_changes AS c
    WHERE c.account = i.account AND c.item = i.server AND c.state = 'read' AND c.sending = 0);
  DELETE FROM account_changes WHERE sending = 0 AND state = 'read'
    AND value <> (new.read_at IS NOT NULL) AND (account, item) IN (
      SELECT account, server FROM account_items WHERE article = new.id);
END;

CREATE TRIGGER articles_starred_for_accounts AFTER UPDATE OF starred ON articles
WHEN old.starred <> new.starred BEGIN
  INSERT INTO account_changes (account, item, state, value)
  SELECT i.account, i.server, 'starred', new.starred FROM account_items AS i
  WHERE i.article = new.id AND NOT EXISTS (
    SELECT 1 FROM account_changes AS c
    WHERE c.account = i.account AND c.item = i.server AND c.state = 'starred' AND c.sending = 0);
  DELETE FROM account_changes WHERE sending = 0 AND state = 'starred'
    AND value <> new.starred AND (account, item) IN (
      SELECT account, server FROM account_items WHERE article = new.id);
END;
