//! Markdown with or without front matter: blocks and links, marks taken out of the text.

mod front;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::domain::{AccentKind, BlockKind, Draft};

use super::plain::unix_lines;
use super::sniff::head;
use super::title::without_title;
use super::writer::Writer;
use super::{Parsed, address, fields, html, title};

/// Reads one article.
pub(super) fn read(text: &str, address: Option<&str>) -> Parsed {
    let text = unix_lines(text);
    let mut draft = Draft::default();
    let (fields, rest) = front::split(&text).unwrap_or((Vec::new(), &text));
    for (key, values) in fields {
        fields::set_all(&mut draft, &key, &values);
    }
    let base = address.map(str::to_owned).or_else(|| draft.url.clone());
    let mut walk = MarkdownWalk { base: base.as_deref(), ..MarkdownWalk::default() };
    for event in Parser::new_ext(rest, options()) {
        walk.event(event);
    }
    draft.body = walk.writer.finish();
    if draft.title.is_empty()
        && let Some(first) = draft.body.blocks.first()
        && matches!(first.kind, BlockKind::Heading(1 | 2))
    {
        draft.title = title::clean(first.span.of(&draft.body.text));
    }
    draft.body = without_title(draft.body, &draft.title);
    if draft.title.is_empty() {
        draft.title = title::from_body(&draft.body);
    }
    Parsed { drafts: vec![draft], ..Parsed::default() }
}

/// Whether the text begins with front matter.
pub(super) fn has_front_matter(text: &str) -> bool {
    let head = head(text, front::LONGEST * 2);
    front::split(&unix_lines(head)).is_some_and(|(fields, _)| !fields.is_empty())
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Where the walk over the events stands.
#[derive(Default)]
struct MarkdownWalk<'a> {
    base: Option<&'a str>,
    writer: Writer,
    /// The lists around, each with its next number if it has numbers.
    lists: Vec<Option<u32>>,
    /// The items and quotes around, with what goes on an item.
    items: Vec<Option<BlockKind>>,
    code: bool,
    /// Mark-up of an HTML block, until it ends.
    markup: Option<String>,
    /// The alternative text of an image, until it ends, and the image's address.
    image: Option<(String, Option<String>)>,
    /// A footnote's mark was written, and its first paragraph goes on behind it.
    note: bool,
    /// The cell of a row that comes next.
    cell: usize,
    /// The row of a table that comes next.
    row: usize,
}

impl MarkdownWalk<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.writer.start_accent(AccentKind::Code);
                self.text(&text);
                self.writer.end_accent();
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.writer.line_break(),
            Event::Rule => self.writer.rule(),
            Event::FootnoteReference(name) => self.text(&format!("[{name}]")),
            Event::Html(markup) => self.markup.get_or_insert_default().push_str(&markup),
            Event::InlineHtml(tag) if is_break(&tag) => self.writer.line_break(),
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((alt, _)) = &mut self.image {
            alt.push_str(text);
        } else if self.code {
            self.writer.verbatim(text);
        } else {
            self.writer.text(text);
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            // The first paragraph of an item is the item itself.
            Tag::Paragraph if self.writer.is_fresh() || std::mem::take(&mut self.note) => {}
            Tag::Paragraph => self
                .writer
                .open(self.items.last().copied().flatten().unwrap_or(BlockKind::Paragraph)),
            Tag::Emphasis => self.writer.start_accent(AccentKind::Emphasis),
            Tag::Strong => self.writer.start_accent(AccentKind::Strong),
            Tag::Strikethrough => self.writer.start_accent(AccentKind::Struck),
            Tag::Heading { level, .. } => self.writer.open(BlockKind::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.items.push(None);
                self.writer.enter_quote();
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.writer.open(BlockKind::Code);
                self.code = true;
            }
            Tag::List(first) => {
                self.writer.close();
                self.lists.push(first.map(|first| first.min(u32::MAX.into()) as u32));
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(name) => {
                self.writer.open(BlockKind::Paragraph);
                self.text(&format!("[{name}] "));
                self.note = true;
            }
            Tag::Table(_) => {
                self.writer.open(BlockKind::Table { head: true });
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => {
                if self.row > 0 {
                    self.writer.row();
                }
                self.row += 1;
                self.cell = 0;
            }
            Tag::TableCell => {
                if self.cell > 0 {
                    self.writer.cell();
                }
                self.cell += 1;
            }
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Image { dest_url, .. } => {
                let url = address::link(&dest_url, self.base);
                self.image = Some((String::new(), url.filter(|url| !url.starts_with("mailto:"))));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => self.writer.close(),
            TagEnd::Item => {
                self.items.pop();
                self.writer.close();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.writer.end_accent(),
            TagEnd::FootnoteDefinition => self.writer.close(),
            TagEnd::CodeBlock => {
                self.code = false;
                self.writer.close();
            }
            TagEnd::BlockQuote(_) => {
                self.items.pop();
                self.writer.leave_quote();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.writer.close();
            }
            TagEnd::Link => self.writer.end_link(),
            TagEnd::Image => {
                if let Some((alt, url)) = self.image.take() {
                    self.writer.image(&alt, url);
                }
            }
            TagEnd::HtmlBlock => {
                let markup = self.markup.take().unwrap_or_default();
                self.writer.close();
                html::write(&markup, self.base, &mut self.writer);
                self.writer.close();
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1).min(255) as u8;
        let number = match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = *next;
                *next = next.saturating_add(1);
                Some(number)
            }
            _ => None,
        };
        self.items.push(Some(BlockKind::Continued { depth, number }));
        self.writer.open(BlockKind::Item { depth, number });
    }

    fn link(&mut self, url: &CowStr) {
        if let Some(url) = address::link(url, self.base) {
            self.writer.start_link(url);
        }
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}
