//! Nodes of mark-up that was read, to walk over.

use std::borrow::Cow;

use super::soup::{NONE, Node, Soup};
use super::tag;

/// One node of the tree.
#[derive(Clone, Copy)]
pub(super) struct NodeRef<'s> {
    soup: &'s Soup<'s>,
    at: usize,
}

impl<'s> NodeRef<'s> {
    /// The node at a place.
    pub(super) fn new(soup: &'s Soup<'s>, at: usize) -> NodeRef<'s> {
        NodeRef { soup, at }
    }

    fn node(self) -> &'s Node<'s> {
        &self.soup.nodes[self.at]
    }

    /// The nodes inside, in order.
    pub(super) fn children(self) -> impl Iterator<Item = NodeRef<'s>> {
        let soup = self.soup;
        let some = move |at: usize| (at != NONE).then_some(NodeRef { soup, at });
        std::iter::successors(some(self.node().first), move |child| some(child.node().next))
    }

    /// The nodes inside and inside of these, in order.
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

    /// The text, where the node is one.
    pub(super) fn text(self) -> Option<&'s str> {
        self.node().is_text.then(|| self.node().text.as_ref())
    }

    /// All text inside.
    pub(super) fn words(self) -> String {
        self.descendants().filter_map(NodeRef::text).collect()
    }

    /// The node that follows inside the same element.
    pub(super) fn next(self) -> Option<NodeRef<'s>> {
        let at = self.node().next;
        (at != NONE).then_some(NodeRef { at, ..self })
    }

    /// Whether both are the same node of one tree.
    pub(super) fn is(self, other: NodeRef) -> bool {
        self.at == other.at
    }

    /// The element's name in lower case; empty where it is none.
    pub(super) fn name(self) -> &'s str {
        &self.node().name
    }

    /// The element around; the root's is the root.
    pub(super) fn parent(self) -> NodeRef<'s> {
        NodeRef { at: self.node().parent, ..self }
    }

    /// Whether the element has any attribute.
    pub(super) fn has_attributes(self) -> bool {
        !self.node().is_text && !self.node().text.is_empty()
    }

    /// An attribute's value, references resolved.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'s, str>> {
        if self.node().is_text {
            return None;
        }
        tag::attribute(&self.node().text, name)
    }
}
