//! Dossiers: the statements of a subject in all articles, or the statements about it, newest first.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, Row, params_from_iter};

use super::keys;
use super::over_time;
use super::related;
use super::rows as subjects;
use crate::domain::identity::ResolvedEntities;
use crate::domain::{
    Analysis, Appearance, ArticleId, ArticleRow, Attribution, Dossier, DossierPage, DossierQuery,
    SourceId, Span, Statement, SubjectId, SubjectIn, SubjectQuery,
};
use crate::store::{Store, StoreError, analyses, rows};

impl Store {
    /// Returns the facts about a subject (or the one that it was merged into) and at most `limit`
    /// of its articles from position `offset` on; `None` if there is no such subject. Statements
    /// come from the analyses by `version`, or else from the last ones.
    pub fn dossier(
        &self,
        query: &DossierQuery,
        offset: u64,
        limit: usize,
        version: &str,
    ) -> Result<Option<(Dossier, DossierPage)>, StoreError> {
        self.read(|conn| {
            let Some(root) = subjects::root_of(conn, query.subject.0)? else { return Ok(None) };
            let Some(mut dossier) = read_dossier(conn, root)? else { return Ok(None) };
            let covers = SubjectQuery { entities: query.about, ..SubjectQuery::default() };
            let row = std::slice::from_mut(&mut dossier.subject);
            over_time::fill_over_time(conn, &covers, None, row)?;
            let part = DossierList { root, query, version };
            let page = part.page(conn, &dossier, offset, limit)?;
            Ok(Some((dossier, page)))
        })
    }

    /// Returns the subject of a source or an entity of an article, after the user's merges. Returns
    /// `None` for kinds that have no subject (a date), and for an article that is not filed yet.
    pub fn subject_of(
        &self,
        article: ArticleId,
        part: SubjectIn,
    ) -> Result<Option<SubjectId>, StoreError> {
        self.read(|conn| {
            let Some((cast, found)) = cast_as_filed(conn, article)? else { return Ok(None) };
            let character = match part {
                SubjectIn::Source(id) => cast.sources.get(id.index()).copied(),
                SubjectIn::Entity(id) => cast.entities.get(id.index()).copied().flatten(),
            };
            let found = character.and_then(|character| found[character]);
            Ok(found.map(|found| SubjectId(found.root)))
        })
    }

    /// Returns the subjects of an article's sources.
    pub fn subjects_in(
        &self,
        article: ArticleId,
    ) -> Result<Vec<(SourceId, SubjectId)>, StoreError> {
        self.read(|conn| {
            let Some((cast, found)) = cast_as_filed(conn, article)? else { return Ok(Vec::new()) };
            let one = |(index, character): (usize, &usize)| {
                Some((SourceId(index as u32), SubjectId(found[*character]?.root)))
            };
            Ok(cast.sources.iter().enumerate().filter_map(one).collect())
        })
    }
}

/// Returns the resolved entities of an article by its last analysis, with their subjects.
fn cast_as_filed(
    conn: &Connection,
    article: ArticleId,
) -> Result<Option<(ResolvedEntities, Vec<Option<keys::FoundSubject>>)>> {
    let analysed: Option<String> = conn
        .prepare_cached("SELECT analysed FROM articles WHERE id = ?1")?
        .query_row([article.0], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(version) = analysed else { return Ok(None) };
    let found = analyses::corrected_with_text(conn, article, &version)?;
    let Some((_, analysis)) = found else { return Ok(None) };
    let cast = ResolvedEntities::resolve(&analysis);
    let found = keys::find_subjects(conn, article.0, &cast)?;
    Ok(Some((cast, found)))
}

fn read_dossier(conn: &Connection, root: i64) -> Result<Option<Dossier>> {
    let Some(subject) = subjects::subject_by_id(conn, root)? else { return Ok(None) };
    Ok(Some(Dossier {
        merged: related::merged_subjects(conn, root)?,
        perhaps: related::may_be_same(conn, root)?,
        speakers: related::speakers_about(conn, root)?,
        subject,
    }))
}

/// The list of articles on a page of a dossier.
struct DossierList<'a> {
    root: i64,
    query: &'a DossierQuery,
    version: &'a str,
}

impl DossierList<'_> {
    fn page(
        &self,
        conn: &Connection,
        dossier: &Dossier,
        offset: u64,
        limit: usize,
    ) -> Result<DossierPage> {
        let (from, values) = self.sql();
        let plain =
            self.query.feed.is_none() && self.query.after.is_none() && self.query.before.is_none();
        let total = match (plain, self.query.about) {
            (true, false) => dossier.subject.articles,
            (true, true) => dossier.subject.mentioned_in,
            _ => conn
                .prepare_cached(&format!("SELECT count(*) FROM {from}"))?
                .query_row(params_from_iter(values.clone()), |row| row.get::<_, i64>(0))?
                as u64,
        };
        let mut articles = Vec::new();
        for article in self.articles(conn, &from, values, offset, limit)? {
            articles.extend(self.appearance(conn, article, &dossier.subject.name)?);
        }
        Ok(DossierPage { articles, offset, total })
    }

    /// Returns the articles as SQL over `appearances AS p`, with the values of its parameters.
    fn sql(&self) -> (String, Vec<Value>) {
        let (index, has) = match self.query.about {
            false => ("appearances_says", "p.statements > 0"),
            true => ("appearances_mentions", "p.mentions > 0"),
        };
        let mut sql = format!("appearances AS p INDEXED BY {index} WHERE p.subject = ? AND {has}");
        let mut values: Vec<Value> = vec![self.root.into()];
        match self.query.feed {
            None => sql.push_str(" AND p.standing = 2"),
            Some(feed) => {
                sql.push_str(" AND p.standing > 0 AND p.feed = ?");
                values.push(feed.0.into());
            }
        }
        for (comparison, moment) in [(">=", self.query.after), ("<", self.query.before)] {
            if let Some(moment) = moment {
                sql.push_str(&format!(" AND p.at {comparison} ?"));
                values.push(moment.into());
            }
        }
        (sql, values)
    }

    fn articles(
        &self,
        conn: &Connection,
        from: &str,
        mut values: Vec<Value>,
        offset: u64,
        limit: usize,
    ) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT p.article FROM {from} ORDER BY p.at DESC, p.article DESC LIMIT ? OFFSET ?"
        );
        values.extend([(limit as i64).into(), (offset as i64).into()]);
        conn.prepare_cached(&sql)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
    }

    /// Reads the subject's appearance in one article. `name` is used if the analysis has no name
    /// for it.
    fn appearance(&self, conn: &Connection, id: i64, name: &str) -> Result<Option<Appearance>> {
        let Some((row, url)) = read_article_row(conn, id)? else { return Ok(None) };
        let found = analyses::corrected_or_last(conn, id, self.version)?;
        let (text, analysis) = found.unwrap_or_default();
        let cast = ResolvedEntities::resolve(&analysis);
        let found = keys::find_subjects(conn, id, &cast)?;
        let here: HashSet<usize> = (0..cast.characters.len())
            .filter(|character| found[*character].is_some_and(|found| found.root == self.root))
            .collect();
        let sources = || {
            let here = |source: &usize| here.contains(&cast.sources[*source]);
            (0..cast.sources.len()).filter(here)
        };
        let mentions = mentions_of(&analysis, &cast, &here);
        let speaks = |found: &Attribution| cast.speakers(found).iter().any(|it| here.contains(it));
        let told = |index: usize| {
            let attribution = &analysis.attributions[index];
            let of = |span: &Span| mentions.iter().any(|mention| mention.overlaps(*span));
            match self.query.about {
                false => speaks(attribution),
                true => !speaks(attribution) && attribution.content.iter().any(of),
            }
        };
        let names = sources().map(|source| &analysis.sources[source].name);
        let longest = names.max_by_key(|name| name.chars().count());
        let named = here.iter().min().map(|character| &cast.characters[*character].name);
        let statements = (0..analysis.attributions.len()).filter(|index| told(*index));
        let mut statements: Vec<Statement> = statements
            .filter_map(|index| Statement::from_analysis(&text, &analysis, index))
            .collect();
        statements.sort_by_key(|statement| (statement.extent, statement.index));
        Ok(Some(Appearance {
            row,
            url,
            name: longest.or(named).map_or_else(|| name.to_owned(), Clone::clone),
            description: sources().find_map(|source| analysis.sources[source].description.clone()),
            mentions: mentions.len() as u32,
            statements,
        }))
    }
}

/// Returns the spans in which an article mentions these entities.
fn mentions_of(analysis: &Analysis, cast: &ResolvedEntities, here: &HashSet<usize>) -> Vec<Span> {
    let entities = analysis.entities.iter().zip(&cast.entities);
    let of = entities.filter(|(_, character)| character.is_some_and(|it| here.contains(&it)));
    of.flat_map(|(entity, _)| entity.mentions.iter().copied()).collect()
}

fn read_article_row(conn: &Connection, id: i64) -> Result<Option<(ArticleRow, Option<String>)>> {
    let sql = format!(
        "SELECT {}, a.url FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.id = ?1 AND a.shown = 1",
        rows::article_columns::SQL
    );
    let read = |row: &Row| Ok((rows::article_row(row)?, row.get(rows::article_columns::WIDTH)?));
    conn.prepare_cached(&sql)?.query_row([id], read).optional()
}
