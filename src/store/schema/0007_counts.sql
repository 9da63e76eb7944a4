-- Articles in a language that is not read have no counts of sources; those that have them are filed
-- once more.

INSERT OR IGNORE INTO behind (article)
SELECT article FROM analyses WHERE substr(analysis, 1, 12) = '{"language":';

-- The last name of "Ida Orr Jr." is Orr.
UPDATE subjects SET last_word = replace(
    rtrim(substr(folded, 1, length(folded) - length(last_word)), ' ,'),
    rtrim(rtrim(substr(folded, 1, length(folded) - length(last_word)), ' ,'),
          replace(rtrim(substr(folded, 1, length(folded) - length(last_word)), ' ,'), ' ', '')),
    '')
WHERE last_word IN ('jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv', 'phd', 'ph.d.', 'md', 'm.d.')
  AND folded LIKE '% %';
