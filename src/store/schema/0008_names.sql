-- 0008: guids that name no article.

-- Guids that a feed gives to several articles: these are told apart by link, title and text.
CREATE TABLE shared_guids (
  feed INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  PRIMARY KEY (feed, guid)
) STRICT, WITHOUT ROWID;
