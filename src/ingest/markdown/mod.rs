//! Reads Markdown with or without front matter, as blocks and links without the markup.

mod front;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::domain::{AccentKind, BlockKind, Draft};

use super::plain::unix_lines;
use super::sniff::first_bytes;
use super::title::without_title;
use super::writer::Writer;
use super::{Parsed, address, fields, html, title};

/// Reads one article.
pub(super) fn read_markdown(text: &str, address: Option<&str>) -> Parsed {
    let text = unix_lines(text);
    let mut draft = Draft::default();
    let (fields, rest) = front::split_front_matter(&text).unwrap_or((Vec::new(), &text));
    for (key, values) in fields {
        fields::set_field_values(&mut draft, &key, &values);
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
        draft.title = title::clean_title(first.span.of(&draft.body.text));
    }
    draft.body = without_title(draft.body, &draft.title);
    if draft.title.is_empty() {
        draft.title = title::from_body(&draft.body);
    }
    Parsed { drafts: vec![draft], ..Parsed::default() }
}

/// Returns whether the text begins with front matter.
pub(super) fn has_front_matter(text: &str) -> bool {
    let head = first_bytes(text, front::LONGEST * 2);
    front::split_front_matter(&unix_lines(head)).is_some_and(|(fields, _)| !fields.is_empty())
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The state of the walk over the parser's events.
#[derive(Default)]
struct MarkdownWalk<'a> {
    base: Option<&'a str>,
    writer: Writer,
    /// The open lists, each with its next number if it is ordered.
    lists: Vec<Option<u32>>,
    /// The open items and quotes, with the kind of block that continues an item.
    items: Vec<Option<BlockKind>>,
    code: bool,
    /// The markup of an open HTML block.
    markup: Option<String>,
    /// The alternative text of an open image, and the image's address.
    image: Option<(String, Option<String>)>,
    /// Whether the number of a footnote was written, and its first paragraph follows on the same
    /// line.
    note: bool,
    /// The index of the next cell of a row.
    cell: usize,
    /// The index of the next row of a table.
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
            Event::Rule => self.writer.push_rule(),
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
            self.writer.push_verbatim(text);
        } else {
            self.writer.push_text(text);
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            // The first paragraph of an item is the item itself.
            Tag::Paragraph if self.writer.is_fresh() || std::mem::take(&mut self.note) => {}
            Tag::Paragraph => self
                .writer
                .open_block(self.items.last().copied().flatten().unwrap_or(BlockKind::Paragraph)),
            Tag::Emphasis => self.writer.start_accent(AccentKind::Emphasis),
            Tag::Strong => self.writer.start_accent(AccentKind::Strong),
            Tag::Strikethrough => self.writer.start_accent(AccentKind::Struck),
            Tag::Heading { level, .. } => self.writer.open_block(BlockKind::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.items.push(None);
                self.writer.enter_quote();
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.writer.open_block(BlockKind::Code);
                self.code = true;
            }
            Tag::List(first) => {
                self.writer.close_block();
                self.lists.push(first.map(|first| first.min(u32::MAX.into()) as u32));
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(name) => {
                self.writer.open_block(BlockKind::Paragraph);
                self.text(&format!("[{name}] "));
                self.note = true;
            }
            Tag::Table(_) => {
                self.writer.open_block(BlockKind::Table { head: true });
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => {
                if self.row > 0 {
                    self.writer.end_row();
                }
                self.row += 1;
                self.cell = 0;
            }
            Tag::TableCell => {
                if self.cell > 0 {
                    self.writer.next_cell();
                }
                self.cell += 1;
            }
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Image { dest_url, .. } => {
                let url = address::link_address(&dest_url, self.base);
                self.image = Some((String::new(), url.filter(|url| !url.starts_with("mailto:"))));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => self.writer.close_block(),
            TagEnd::Item => {
                self.items.pop();
                self.writer.close_block();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.writer.end_accent(),
            TagEnd::FootnoteDefinition => self.writer.close_block(),
            TagEnd::CodeBlock => {
                self.code = false;
                self.writer.close_block();
            }
            TagEnd::BlockQuote(_) => {
                self.items.pop();
                self.writer.leave_quote();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.writer.close_block();
            }
            TagEnd::Link => self.writer.end_link(),
            TagEnd::Image => {
                if let Some((alt, url)) = self.image.take() {
                    self.writer.push_image(&alt, url);
                }
            }
            TagEnd::HtmlBlock => {
                let markup = self.markup.take().unwrap_or_default();
                self.writer.close_block();
                html::write_fragment(&markup, self.base, &mut self.writer);
                self.writer.close_block();
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
        self.writer.open_block(BlockKind::Item { depth, number });
    }

    fn link(&mut self, url: &CowStr) {
        if let Some(url) = address::link_address(url, self.base) {
            self.writer.start_link(url);
        }
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}
