//! Writes formulas as text: MathML with its operators, once, however often a page repeats them.

use super::look;
use super::node::NodeRef;
use super::script::{subscript, superscript};
use super::walk::HtmlWalk;

/// The most elements of a formula that are converted. A larger formula gives only its words.
const MOST: usize = 5000;

/// How many nodes are searched for another form of a formula.
const BESIDE: usize = 64;

/// Operators between two operands, written with spaces around them.
const BETWEEN: &str = "=≠<>≤≥≈≡≅∼~+−-±∓×÷⋅·*∘∈∉∋⊂⊆⊃∪∩→←↔↦⇒⇐⇔∧∨∣∝:≪≫∥⊥⊕⊗";

/// Signs above a letter, with the combining mark that replaces them.
const OVER: &[(char, char)] = &[
    ('¯', '\u{304}'),
    ('‾', '\u{304}'),
    ('^', '\u{302}'),
    ('ˆ', '\u{302}'),
    ('~', '\u{303}'),
    ('˜', '\u{303}'),
    ('→', '\u{20d7}'),
    ('⃗', '\u{20d7}'),
    ('˙', '\u{307}'),
    ('.', '\u{307}'),
    ('¨', '\u{308}'),
    ('ˇ', '\u{30c}'),
    ('´', '\u{301}'),
    ('`', '\u{300}'),
];

impl HtmlWalk<'_> {
    /// Writes a formula as one line.
    pub(super) fn write_formula(&mut self, node: NodeRef) {
        let is_block = node.attribute("display").is_some_and(|display| display == "block");
        let is_read = node.descendants().nth(MOST).is_none();
        let text = if is_read { row(node) } else { node.inner_text() };
        if is_block && !self.state.inline {
            self.writer.close_block();
        }
        self.write_text(text.trim());
        if is_block && !self.state.inline {
            self.writer.close_block();
        }
    }
}

/// Returns whether an element repeats the MathML beside it, as the visual forms of KaTeX and
/// MathJax do.
pub(super) fn is_twin(node: NodeRef) -> bool {
    if !node.has_attributes() {
        return false;
    }
    let class = node.attribute("class").unwrap_or_default();
    let is_look =
        class.split_whitespace().any(|name| matches!(name, "katex-html" | "MathJax_Preview"));
    let is_silent = || node.attribute("aria-hidden").is_some_and(|value| value.trim() == "true");
    (is_look || is_silent()) && stands_beside(node)
}

/// Returns whether the MathML of the formula in an element is beside it and visible.
pub(super) fn stands_beside(node: NodeRef) -> bool {
    let mut beside = node.parent().children().filter(|child| !child.is_same(node));
    beside.any(|child| {
        let has = |node: NodeRef| node.name() == "math";
        !look::is_hidden(child) && (has(child) || child.descendants().take(BESIDE).any(has))
    })
}

/// Returns whether an image is a formula: its class says so, or its alternative text is TeX.
pub(super) fn is_formula(node: NodeRef, alt: &str) -> bool {
    let class = node.attribute("class").unwrap_or_default().to_ascii_lowercase();
    let is_classed = ["mwe-math", "latex", "tex", "katex", "math"].iter().any(|name| {
        class.split_whitespace().any(|class| class == *name || class.starts_with("mwe-math"))
    });
    let mut commands = alt.match_indices('\\').map(|(at, _)| alt[at + 1..].chars().next());
    let is_tex = commands.any(|next| next.is_some_and(char::is_alphabetic));
    let is_between = alt.len() > 2 && alt.starts_with('$') && alt.ends_with('$');
    !alt.is_empty() && (is_classed || is_tex || is_between)
}

/// Returns a TeX formula without the command and the delimiters around the whole.
pub(super) fn strip_delimiters(tex: &str) -> String {
    let tex = tex.trim_matches('$').trim();
    let styled = ["{\\displaystyle ", "{\\textstyle ", "{\\scriptstyle "];
    let inner = styled.iter().find_map(|style| tex.strip_prefix(style)?.strip_suffix('}'));
    inner.unwrap_or(tex).trim().to_owned()
}

/// A part of a formula.
#[derive(Default)]
struct FormulaPart {
    text: String,
    /// Whether the part is an operator between or around operands.
    sign: bool,
    /// Whether the part is a fraction, which must be distinguished from what is beside it.
    fraction: bool,
}

fn elements(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    node.children().filter(|child| !child.name().is_empty()).collect()
}

/// Returns the content of an element as a row of parts.
fn row(node: NodeRef) -> String {
    let parts: Vec<FormulaPart> = match elements(node).is_empty() {
        true => vec![FormulaPart { text: tidy(&node.inner_text()), ..FormulaPart::default() }],
        false => elements(node).into_iter().map(part).collect(),
    };
    let parts: Vec<FormulaPart> = parts.into_iter().filter(|part| !part.text.is_empty()).collect();
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &parts[at]);
        let beside = |other: Option<&FormulaPart>| other.is_some_and(|other| !other.sign);
        let is_alone = !beside(before) && !beside(parts.get(at + 1));
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '/');
        let mixed =
            part.fraction && is_number(&part.text) && before.is_some_and(|it| is_number(&it.text));
        if part.sign {
            sign(&mut text, &part.text, before);
        } else if part.fraction && !is_alone && !mixed {
            text.push_str(&format!("({})", part.text));
        } else {
            let first = part.text.chars().next();
            let is_word = |text: &str| text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
            let glued =
                text.ends_with(char::is_alphanumeric) && first.is_some_and(char::is_alphanumeric);
            let apart = mixed
                || before.is_some_and(|it| is_word(&it.text) || is_word(&part.text))
                || (text.ends_with(|c: char| c.is_ascii_digit())
                    && first.is_some_and(|c| c.is_ascii_digit()));
            text.push_str(if glued && apart { " " } else { "" });
            text.push_str(&part.text);
        }
    }
    tidy(&text)
}

/// Writes an operator with the spaces that it has.
fn sign(text: &mut String, sign: &str, before: Option<&FormulaPart>) {
    let opens = |text: &str| text.ends_with(['(', '[', '{', '⟨', '|', ',']);
    let is_between =
        sign.chars().all(|c| BETWEEN.contains(c)) || sign.chars().all(char::is_alphabetic);
    let is_operand =
        before.is_some_and(|it| !it.sign || it.text.ends_with([')', ']', '}', '!', '′', '|']));
    match sign {
        "," | ";" => text.push_str(&format!("{sign} ")),
        _ if is_between && is_operand && !opens(text) => text.push_str(&format!(" {sign} ")),
        _ => text.push_str(sign),
    }
}

fn part(node: NodeRef) -> FormulaPart {
    let parts = elements(node);
    let at = |index: usize| parts.get(index).map(|node| part(*node).text).unwrap_or_default();
    let plain = |text: String| FormulaPart { text, ..FormulaPart::default() };
    match node.name() {
        "annotation" | "annotation-xml" | "none" | "mprescripts" | "mphantom" => {
            FormulaPart::default()
        }
        "semantics" | "maction" => parts.first().map(|node| part(*node)).unwrap_or_default(),
        "mi" | "mn" | "mtext" | "ms" => plain(tidy(&node.inner_text())),
        "mo" => operator(&node.inner_text()),
        "mspace" => FormulaPart::default(),
        "msup" => plain(raised(&held(&at(0)), &at(1))),
        "msub" => plain(lowered(&held(&at(0)), &at(1))),
        "msubsup" => plain(raised(&lowered(&held(&at(0)), &at(1)), &at(2))),
        "mover" => plain(over(&at(0), &at(1))),
        "munder" => plain(lowered(&at(0), &at(1))),
        "munderover" => plain(raised(&lowered(&at(0), &at(1)), &at(2))),
        "mfrac" if node.attribute("linethickness").is_some_and(|it| it.starts_with('0')) => {
            plain(format!("({} over {})", at(0), at(1)))
        }
        "mfrac" => FormulaPart {
            text: format!("{}/{}", held(&at(0)), held(&at(1))),
            fraction: true,
            sign: false,
        },
        "msqrt" => plain(format!("√{}", held(&row(node)))),
        "mroot" => plain(format!("{}√{}", raised("", &at(1)), held(&at(0)))),
        "mtable" => {
            let rows: Vec<String> = parts.iter().map(|line| cells(*line, ", ")).collect();
            plain(format!("[{}]", rows.join("; ")))
        }
        "mfenced" => {
            let mark =
                |name, usual: &str| node.attribute(name).map_or(usual.to_owned(), |it| it.into());
            let comma = mark("separators", ",");
            let comma = comma.chars().next().map_or(String::new(), |c| format!("{c} "));
            plain(format!("{}{}{}", mark("open", "("), cells(node, &comma), mark("close", ")")))
        }
        "mmultiscripts" => {
            let scripts: Vec<String> =
                (1..parts.len()).map(at).filter(|text| !text.is_empty()).collect();
            plain(format!("{}_({})", at(0), scripts.join(" ")))
        }
        _ => plain(row(node)),
    }
}

fn cells(node: NodeRef, comma: &str) -> String {
    elements(node).into_iter().map(|cell| part(cell).text).collect::<Vec<_>>().join(comma)
}

/// Returns an operator. Invisible operators tell how the parts beside them belong together.
fn operator(words: &str) -> FormulaPart {
    let text = tidy(words).replace('\u{2063}', ",").replace('\u{2064}', " ");
    FormulaPart { text: text.replace(['\u{2061}', '\u{2062}'], ""), sign: true, fraction: false }
}

/// Adds brackets if the text has more than one operand.
fn held(text: &str) -> String {
    let is_closed = text.starts_with(['(', '[', '|']) && text.ends_with([')', ']', '|']);
    let is_one = !text.contains([' ', '/', '^', '_', '+', '-', '−']);
    if is_one || (is_closed && is_balanced(text)) { text.to_owned() } else { format!("({text})") }
}

/// Returns whether the bracket at the start of a text is closed at its end.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0;
    let inner = text.char_indices().take(text.len() - 1);
    let mut depths = inner.map(|(at, c)| {
        depth += i32::from("([".contains(c)) - i32::from(")]".contains(c));
        (at, depth)
    });
    !depths.any(|(at, depth)| depth == 0 && at > 0 && at + 1 < text.len())
}

fn raised(base: &str, text: &str) -> String {
    let is_prime = !text.is_empty() && text.chars().all(|c| "′″‴'*†°".contains(c));
    if is_prime {
        return format!("{base}{text}");
    }
    match text.chars().map(superscript).collect::<Option<String>>() {
        Some(written) => format!("{base}{written}"),
        None => format!("{base}^{}", bound(text)),
    }
}

fn lowered(base: &str, text: &str) -> String {
    match text.chars().map(subscript).collect::<Option<String>>() {
        Some(written) => format!("{base}{written}"),
        None => format!("{base}_{}", bound(text)),
    }
}

/// Adds brackets if the text has more than one character.
fn bound(text: &str) -> String {
    if text.chars().nth(1).is_none() { text.to_owned() } else { format!("({text})") }
}

fn over(base: &str, sign: &str) -> String {
    let mut signs = sign.chars();
    let mark = signs.next().and_then(|sign| OVER.iter().find(|(over, _)| *over == sign));
    match mark.filter(|_| signs.next().is_none() && base.chars().nth(1).is_none()) {
        Some((_, mark)) => format!("{base}{mark}"),
        None => raised(base, sign),
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
