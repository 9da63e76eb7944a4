//! Styles of an element that matter for its text: significant white space, emphasis, hiding.

use crate::domain::AccentKind;

use super::node::NodeRef;

/// The meaning of white space in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum White {
    /// White space separates words.
    #[default]
    Blank,
    /// Line breaks are kept; other white space separates words.
    Lines,
    /// All white space is kept.
    Kept,
}

/// Returns the style attribute of an element, in lower case and without white space.
fn style(node: NodeRef) -> String {
    let style = node.attribute("style").unwrap_or_default();
    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

/// Returns the value of a property in a style.
fn property<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    let mut properties = style.split(';').filter_map(|property| property.split_once(':'));
    let value = properties.find(|(property, _)| *property == name)?.1;
    Some(value.trim_end_matches("!important"))
}

/// Returns whether an element is invisible.
pub(super) fn is_hidden(node: NodeRef) -> bool {
    node.has_attributes()
        && (node.attribute("hidden").is_some() || style(node).contains("display:none"))
}

/// Returns the meaning of white space inside an element, if the element sets it.
pub(super) fn white_space_of(node: NodeRef) -> Option<White> {
    node.attribute("style").filter(|style| style.to_ascii_lowercase().contains("white-space"))?;
    let style = style(node);
    let value =
        property(&style, "white-space").or_else(|| property(&style, "white-space-collapse"));
    match value? {
        "pre" | "pre-wrap" | "break-spaces" | "preserve" | "preservenowrap" => Some(White::Kept),
        "pre-line" | "preserve-breaks" => Some(White::Lines),
        "normal" | "nowrap" | "collapse" | "initial" => Some(White::Blank),
        _ => None,
    }
}

/// Returns the accent of an element's text, by the element's name or style.
pub(super) fn accent_of(node: NodeRef, name: &str) -> Option<AccentKind> {
    match name {
        "em" | "i" | "cite" | "dfn" | "var" => Some(AccentKind::Emphasis),
        "strong" | "b" => Some(AccentKind::Strong),
        "code" | "kbd" | "samp" | "tt" => Some(AccentKind::Code),
        "del" | "s" | "strike" => Some(AccentKind::Struck),
        "span" | "font" | "u" | "ins" if node.has_attributes() => styled(&style(node)),
        _ => None,
    }
}

fn styled(style: &str) -> Option<AccentKind> {
    let is = |name: &str, values: &[&str]| {
        property(style, name).is_some_and(|value| values.iter().any(|one| value.contains(one)))
    };
    if is("text-decoration", &["line-through"]) || is("text-decoration-line", &["line-through"]) {
        return Some(AccentKind::Struck);
    }
    if is("font-weight", &["bold", "700", "800", "900"]) {
        return Some(AccentKind::Strong);
    }
    is("font-style", &["italic", "oblique"]).then_some(AccentKind::Emphasis)
}
