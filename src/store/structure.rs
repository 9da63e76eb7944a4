//! The stored form of a text's structure: a list of its blocks, or that list together with its
//! accents.

use rusqlite::{Result, Row};
use serde::{Deserialize, Serialize};

use super::rows;
use crate::domain::{Accent, Block, Body};

/// The blocks, with the accents if there are any.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Structure {
    Blocks(Vec<Block>),
    All { blocks: Vec<Block>, accents: Vec<Accent> },
}

/// Returns the column of a text's blocks.
pub(super) fn structure_column(body: &Body) -> Result<String> {
    if body.accents.is_empty() {
        return rows::to_json(&body.blocks);
    }
    let (blocks, accents) = (body.blocks.clone(), body.accents.clone());
    rows::to_json(&Structure::All { blocks, accents })
}

/// Reads the columns of blocks and links into a body with that text.
pub(super) fn read_body(row: &Row, text: String, (blocks, links): (usize, usize)) -> Result<Body> {
    let links = rows::from_json(row, links)?;
    let (blocks, accents) = match rows::from_json(row, blocks)? {
        Structure::Blocks(blocks) => (blocks, Vec::new()),
        Structure::All { blocks, accents } => (blocks, accents),
    };
    Ok(Body { text, blocks, links, accents })
}
