//! Rules of HTML about elements: which are void or raw, and which close others.

/// Returns whether an element is void: it has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Returns whether the content of an element is raw text, not markup.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "iframe" | "noembed" | "noframes" | "script" | "style" | "textarea" | "title" | "xmp"
    )
}

/// Returns whether the raw text of an element is to be read.
pub(super) fn is_shown(name: &str) -> bool {
    name == "xmp"
}

/// Returns whether the content of an element is for the browser. It is never shown, even if its end
/// is missing.
pub(super) fn is_program(name: &str) -> bool {
    matches!(name, "script" | "style")
}

/// Returns whether the content of an element is not shown. If such a tag is only mentioned in a
/// text, it would hide what follows.
pub(super) fn is_unshown(name: &str) -> bool {
    is_raw(name)
        || matches!(
            name,
            "applet"
                | "audio"
                | "button"
                | "canvas"
                | "datalist"
                | "frameset"
                | "head"
                | "noscript"
                | "option"
                | "select"
                | "svg"
                | "template"
                | "video"
        )
}

/// Returns whether an element has no meaning for its content.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(name, "html" | "body")
}

/// Returns whether an element begins MathML or SVG.
pub(super) fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// Returns whether an element is a block around words.
pub(super) fn is_block(name: &str) -> bool {
    closes_paragraph(name)
        || matches!(
            name,
            "body"
                | "button"
                | "caption"
                | "html"
                | "object"
                | "tbody"
                | "td"
                | "template"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
        )
}

/// Returns whether an element ends an open paragraph.
fn closes_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "xmp"
    )
}

/// A list of element names.
type ElementNames = &'static [&'static str];

const CELLS: ElementNames = &["td", "th", "caption", "table", "template", "object", "button"];
const LISTS: ElementNames =
    &["ul", "ol", "dir", "menu", "td", "th", "table", "blockquote", "section"];
const TABLE: ElementNames = &["table", "template"];
const HEADINGS: ElementNames = &["h1", "h2", "h3", "h4", "h5", "h6"];
const SECTIONS: ElementNames =
    &["tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"];
const NOT_HEADINGS: ElementNames = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dd",
    "dl",
    "dt",
    "figure",
    "footer",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "th",
    "ul",
];

/// Returns what the start tag of an element closes: the open elements that end, and those beyond
/// which it has no effect.
pub(super) fn closed_by_start(name: &str) -> &'static [(ElementNames, ElementNames)] {
    match name {
        "li" => &[(&["li"], LISTS), (&["p"], CELLS)],
        "dd" | "dt" => &[(&["dd", "dt"], &["dl", "td", "th", "table"]), (&["p"], CELLS)],
        "td" | "th" => &[(&["td", "th", "caption"], &["tr", "table", "template"])],
        "tr" => &[(&["tr", "caption", "colgroup"], TABLE)],
        "tbody" | "thead" | "tfoot" => &[(SECTIONS, TABLE), (SECTIONS, TABLE), (SECTIONS, TABLE)],
        "rt" | "rp" | "rb" | "rtc" => &[(&["rt", "rp", "rb"], &["ruby", "rtc"])],
        "option" => &[(&["option"], &["select"])],
        "body" => &[(&["head"], &[])],
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &[(&["p"], CELLS), (HEADINGS, NOT_HEADINGS)],
        _ if closes_paragraph(name) => &[(&["p"], CELLS), (&["head"], &["body"])],
        _ => &[],
    }
}

/// Returns a test for open elements that the end tag of an element cannot close.
pub(super) fn end_tag_barrier(name: &str) -> fn(&str) -> bool {
    match name {
        "table" | "template" | "object" | "html" | "body" => |_| false,
        "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" => |open| open == "table",
        "li" => |open| matches!(open, "ul" | "ol" | "dir" | "menu" | "table" | "td" | "th"),
        "svg" | "math" => |open| matches!(open, "table" | "td" | "th"),
        _ if closes_paragraph(name) => |open| matches!(open, "table" | "td" | "th" | "template"),
        _ => is_block,
    }
}
