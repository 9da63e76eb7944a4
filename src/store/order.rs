//! The orders of lists: the sort key of each, and the index in that order.

use crate::domain::Order;

/// How the rows of a list are ordered: by `key`, then by id, both descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sorting {
    /// An expression over `articles AS a`.
    pub(super) key: &'static str,
    /// The index, in this order, of the articles that lead their stories; `None` if the indexes of
    /// plain lists have it.
    pub(super) index: Option<&'static str>,
}

impl Sorting {
    /// Returns the sorting of `order`. Best match is newest first here, and ranked elsewhere.
    pub(super) fn for_order(order: Order) -> Sorting {
        let (key, index) = match order {
            Order::Newest | Order::Best => ("a.sort_key", None),
            Order::Oldest => ("-a.sort_key", Some("articles_oldest")),
            // Exactly as in the indexes: SQLite matches only an identical expression.
            Order::Named => (
                "coalesce(a.sources_named, -1) * 1099511627776 + a.sort_key",
                Some("articles_named"),
            ),
            Order::Unnamed => (
                "coalesce(a.sources_unnamed, -1) * 1099511627776 + a.sort_key",
                Some("articles_unnamed"),
            ),
            Order::Statements => (
                "coalesce(a.attributions, -1) * 1099511627776 + a.sort_key",
                Some("articles_statements"),
            ),
            Order::Share => {
                ("coalesce(a.attributed, -1) * 1099511627776 + a.sort_key", Some("articles_share"))
            }
        };
        Sorting { key, index }
    }
}
