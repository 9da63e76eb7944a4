//! Nodes of parsed markup, with navigation between them.

use std::borrow::Cow;

use super::soup::{NONE, Node, Soup};
use super::tag;

/// A node of the tree.
#[derive(Clone, Copy)]
pub(super) struct NodeRef<'s> {
    soup: &'s Soup<'s>,
    at: usize,
}

impl<'s> NodeRef<'s> {
    /// Returns the node at an index.
    pub(super) fn new(soup: &'s Soup<'s>, at: usize) -> NodeRef<'s> {
        NodeRef { soup, at }
    }

    fn node(self) -> &'s Node<'s> {
        &self.soup.nodes[self.at]
    }

    /// Returns the child nodes, in order.
    pub(super) fn children(self) -> impl Iterator<Item = NodeRef<'s>> {
        let soup = self.soup;
        let some = move |at: usize| (at != NONE).then_some(NodeRef { soup, at });
        std::iter::successors(some(self.node().first), move |child| some(child.node().next))
    }

    /// Returns all nodes inside this one, in document order.
    pub(super) fn descendants(self) -> impl Iterator<Item = NodeRef<'s>> {
        let mut open: Vec<NodeRef> = vec![self];
        let push = |open: &mut Vec<NodeRef<'s>>, node: NodeRef<'s>| {
            let from = open.len();
            open.extend(node.children());
            open[from..].reverse();
        };
        open.pop();
        push(&mut open, self);
        std::iter::from_fn(move || {
            let next = open.pop()?;
            push(&mut open, next);
            Some(next)
        })
    }

    /// Returns the text of a text node.
    pub(super) fn text(self) -> Option<&'s str> {
        self.node().is_text.then(|| self.node().text.as_ref())
    }

    /// Returns all text inside the node.
    pub(super) fn inner_text(self) -> String {
        self.descendants().filter_map(NodeRef::text).collect()
    }

    /// Returns the next sibling.
    pub(super) fn next(self) -> Option<NodeRef<'s>> {
        let at = self.node().next;
        (at != NONE).then_some(NodeRef { at, ..self })
    }

    /// Returns whether both are the same node of one tree.
    pub(super) fn is_same(self, other: NodeRef) -> bool {
        self.at == other.at
    }

    /// Returns the element's name in lower case; empty for other nodes.
    pub(super) fn name(self) -> &'s str {
        &self.node().name
    }

    /// Returns the parent element; the root is its own parent.
    pub(super) fn parent(self) -> NodeRef<'s> {
        NodeRef { at: self.node().parent, ..self }
    }

    /// Returns whether the element has attributes.
    pub(super) fn has_attributes(self) -> bool {
        !self.node().is_text && !self.node().text.is_empty()
    }

    /// Returns an attribute's value with references resolved.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'s, str>> {
        if self.node().is_text {
            return None;
        }
        tag::attribute(&self.node().text, name)
    }
}
