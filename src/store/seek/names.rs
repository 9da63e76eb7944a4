//! Expands names by the user's merges: a search for one name also finds statements under the
//! others.

use rusqlite::{Connection, Result};

use crate::domain::search::{Needle, Node, SearchedPart, Term};

/// Returns `node` with each name of a source replaced by all names that the user has merged with
/// it.
pub(super) fn expand_names(conn: &Connection, node: &Node) -> Result<Node> {
    let groups = if asks_for_source(node) { merged_names(conn)? } else { Vec::new() };
    Ok(if groups.is_empty() { node.clone() } else { expand_node(&groups, node) })
}

/// Returns whether a condition is about sources.
fn asks_for_source(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(asks_for_source),
        Node::Not(node) => asks_for_source(node),
        Node::Is(term) => matches!(term, Term::Text(SearchedPart::Source, _)),
    }
}

/// Reads the names of each subject that others are merged into, with the names of those. There are
/// few, since each is a decision of the user.
fn merged_names(conn: &Connection) -> Result<Vec<Vec<Needle>>> {
    let mut statement = conn.prepare_cached(
        "SELECT root, name FROM subjects WHERE root IN (SELECT root FROM subjects WHERE root <> id)
         ORDER BY root, id",
    )?;
    let mut rows = statement.query([])?;
    let (mut groups, mut last) = (Vec::<Vec<Needle>>::new(), None);
    while let Some(row) = rows.next()? {
        let (root, name): (i64, String) = (row.get(0)?, row.get(1)?);
        if last != Some(root) {
            groups.push(Vec::new());
            last = Some(root);
        }
        if let (Some(group), Some(needle)) = (groups.last_mut(), Needle::of(&name, false)) {
            group.push(needle);
        }
    }
    Ok(groups)
}

fn expand_node(groups: &[Vec<Needle>], node: &Node) -> Node {
    let all = |nodes: &[Node]| nodes.iter().map(|node| expand_node(groups, node)).collect();
    match node {
        Node::All(nodes) => Node::All(all(nodes)),
        Node::Any(nodes) => Node::Any(all(nodes)),
        Node::Not(node) => Node::Not(Box::new(expand_node(groups, node))),
        Node::Is(Term::Text(SearchedPart::Source, needle)) => {
            let of = |needle: &Needle| Node::Is(Term::Text(SearchedPart::Source, needle.clone()));
            let meant =
                groups.iter().filter(|group| group.iter().any(|name| needle.stands_in(&name.text)));
            let mut nodes = vec![of(needle)];
            nodes.extend(meant.flatten().map(of));
            if nodes.len() == 1 { node.clone() } else { Node::Any(nodes) }
        }
        Node::Is(_) => node.clone(),
    }
}
