//! Writes the text of a document as HTML blocks, with statements and links marked.

use crate::domain::marks::{Role, Run};
use crate::domain::{AccentKind, Block, BlockKind, SourceId, Span, clean};
use crate::export::document::Document;
use crate::export::inline::{Marks, StyledSpan};
use crate::export::names::mode_name;

use super::{anchor_prefix, colour_class, escape_html, href};

/// Returns the blocks of a document whose heading has the given level.
pub(super) fn text_blocks(document: &Document, marks: &Marks, level: usize) -> String {
    let seen = vec![false; document.analysis().attributions.len()];
    let mut writer = TextWriter {
        document,
        marks,
        level,
        html: String::new(),
        quotes: 0,
        lists: Vec::new(),
        seen,
    };
    document.body.blocks.iter().for_each(|block| writer.block(block));
    writer.close_lists(0);
    writer.quote(0);
    writer.html
}

struct TextWriter<'a> {
    document: &'a Document<'a>,
    marks: &'a Marks<'a>,
    level: usize,
    html: String,
    /// The number of open block quotes.
    quotes: usize,
    /// The open lists, and whether each is ordered.
    lists: Vec<bool>,
    /// For each statement, whether its anchor was written.
    seen: Vec<bool>,
}

impl TextWriter<'_> {
    fn block(&mut self, block: &Block) {
        let quotes = usize::from(block.quote_depth.min(20));
        let is_in_list = matches!(block.kind, BlockKind::Item { .. } | BlockKind::Continued { .. });
        if quotes != self.quotes || !is_in_list {
            self.close_lists(0);
        }
        self.quote(quotes);
        match block.kind {
            BlockKind::Paragraph | BlockKind::Continued { .. } => self.element("p", block.span),
            BlockKind::Rule => self.html.push_str("<hr>\n"),
            BlockKind::Heading(own) => {
                let level = (self.level + usize::from(own)).clamp(2, 6);
                self.element(&format!("h{level}"), block.span);
            }
            BlockKind::Item { depth, number } => self.item(depth, number, block.span),
            BlockKind::Code => {
                let text = escape_html(&clean::strip_hidden(block.span.of(self.document.text())));
                self.html.push_str(&format!("<pre dir=\"auto\"><code>{text}</code></pre>\n"));
            }
            BlockKind::Table { head } => self.table(head, block.span),
            BlockKind::Image => {
                self.html.push_str("<p class=\"facts\" dir=\"auto\">Image: ");
                self.inline(block.span);
                self.html.push_str("</p>\n");
            }
        }
    }

    fn element(&mut self, name: &str, span: Span) {
        self.html.push_str(&format!("<{name} dir=\"auto\">"));
        self.inline(span);
        self.html.push_str(&format!("</{name}>\n"));
    }

    /// Opens or closes block quotes until `wanted` are open.
    fn quote(&mut self, wanted: usize) {
        while self.quotes > wanted {
            self.html.push_str("</blockquote>\n");
            self.quotes -= 1;
        }
        while self.quotes < wanted {
            self.html.push_str("<blockquote>\n");
            self.quotes += 1;
        }
    }

    fn close_lists(&mut self, wanted: usize) {
        while self.lists.len() > wanted {
            let numbered = self.lists.pop().unwrap_or(false);
            self.html.push_str(if numbered { "</li></ol>\n" } else { "</li></ul>\n" });
        }
    }

    fn item(&mut self, depth: u8, number: Option<u32>, span: Span) {
        let depth = usize::from(depth.min(20)) + 1;
        self.close_lists(depth);
        if self.lists.len() == depth && self.lists.last() != Some(&number.is_some()) {
            self.close_lists(depth - 1);
        }
        if self.lists.len() == depth {
            self.html.push_str("</li>\n");
        }
        while self.lists.len() < depth {
            let missing = self.lists.len() + 1 < depth;
            match number {
                Some(number) => self.html.push_str(&format!("<ol start=\"{number}\">\n")),
                None => self.html.push_str("<ul>\n"),
            }
            self.lists.push(number.is_some());
            self.html.push_str(if missing { "<li>" } else { "" });
        }
        self.html.push_str("<li dir=\"auto\">");
        self.inline(span);
    }

    fn table(&mut self, head: bool, span: Span) {
        self.html.push_str("<table>\n");
        let mut start = span.start;
        for (index, line) in span.of(self.document.text()).split('\n').enumerate() {
            self.html.push_str("<tr>");
            let name = if head && index == 0 { "th" } else { "td" };
            for cell in line.split('\t') {
                self.html.push_str(&format!("<{name} dir=\"auto\">"));
                self.inline(Span::new(start, start + cell.len()));
                self.html.push_str(&format!("</{name}>"));
                start += cell.len() + 1;
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</table>\n");
    }

    fn inline(&mut self, span: Span) {
        for piece in self.marks.styled_spans(span) {
            let link = piece.link.map(href);
            self.html.extend(link.map(|href| format!("<a href=\"{href}\">")));
            let names = || piece.accents.iter().map(|kind| accent_element(*kind));
            self.html.extend(names().map(|name| format!("<{name}>")));
            match piece.run {
                None => self.words(piece.span),
                Some(run) => self.marked(&piece, &run),
            }
            self.html.extend(names().rev().map(|name| format!("</{name}>")));
            self.html.push_str(if piece.link.is_some() { "</a>" } else { "" });
            let content = piece.run.filter(|run| run.role == Role::Content);
            if let Some(run) = content.filter(|run| self.marks.is_last(&piece, run)) {
                self.number(&run);
            }
        }
    }

    fn words(&mut self, span: Span) {
        self.html.push_str(&escape_html(span.of(self.document.text())));
    }

    fn marked(&mut self, piece: &StyledSpan, run: &Run) {
        let Some(found) = self.document.analysis().attributions.get(run.attribution) else {
            return self.words(piece.span);
        };
        let seen =
            self.seen.get_mut(run.attribution).is_none_or(|seen| std::mem::replace(seen, true));
        let id = match seen {
            true => String::new(),
            false => format!(" id=\"{}q{}\"", anchor_prefix(self.document), run.attribution + 1),
        };
        let doubt = if found.is_doubtful() { " doubtful" } else { "" };
        let class = match run.role {
            Role::Source => "source",
            Role::Cue => "cue",
            Role::Content => mode_name(found.kind),
        };
        let hue = colour_class(found.source_id());
        let title = self.document.speakers(found);
        let title = title.unwrap_or_else(|| "source not known".to_owned());
        let title = escape_html(&format!(
            "{title} ({}{})",
            mode_name(found.kind),
            doubt.replace(' ', ", ")
        ));
        self.html.push_str(&format!("<span{id} class=\"{hue} {class}{doubt}\" title=\"{title}\">"));
        self.words(piece.span);
        self.html.push_str("</span>");
    }

    /// Writes the numbers of a statement's sources after it, linked to the list of sources.
    fn number(&mut self, run: &Run) {
        let found = self.document.analysis().attributions.get(run.attribution);
        let doubt = if found.is_some_and(|found| found.is_doubtful()) { "?" } else { "" };
        let anchor = anchor_prefix(self.document);
        let ids = found.map_or(&[][..], |found| &found.source_ids);
        let link = |source: &SourceId| {
            let (hue, number) =
                (colour_class(Some(*source)), self.document.source_number(*source)?);
            Some(format!(
                "<sup class=\"{hue}\"><a href=\"#{anchor}s{number}\">{number}{doubt}</a></sup>"
            ))
        };
        let links: Vec<String> = ids.iter().filter_map(link).collect();
        let nobody = || {
            format!(
                "<sup class=\"{}\"><a href=\"#{anchor}s0\">?{doubt}</a></sup>",
                colour_class(None::<SourceId>)
            )
        };
        self.html.push_str(&if links.is_empty() { nobody() } else { links.join(" ") });
    }
}

/// Returns the HTML element for an accent.
fn accent_element(kind: AccentKind) -> &'static str {
    match kind {
        AccentKind::Emphasis => "em",
        AccentKind::Strong => "strong",
        AccentKind::Code => "code",
        AccentKind::Struck => "del",
    }
}
