//! The orders of lists: what their rows are ordered by, and the index that has them in that order.

use crate::domain::Order;

/// How the rows of a list are ordered: by `key`, then by id, both descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sorting {
    /// An expression of `articles AS a`.
    pub(super) key: &'static str,
    /// The index of the articles that stand for their stories, in this order; none where the plain
    /// lists' indexes have it.
    pub(super) index: Option<&'static str>,
}

impl Sorting {
    /// That of `order`; what fits best is newest first here, and ranked elsewhere.
    pub(super) fn of(order: Order) -> Sorting {
        let (key, index) = match order {
            Order::Newest | Order::Best => ("a.sort_key", None),
            Order::Oldest => ("-a.sort_key", Some("articles_oldest")),
            // As the indexes are made: only the same expression is found in them.
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
