//! Markdown: CommonMark with tables into safe HTML, and what rules want to know of a text.
//!
//! A text goes in; HTML, a [`Scan`] or its pieces ([`reading`]) come out. Only this module names pulldown-cmark. The invariants: raw HTML is shown
//! as text, never passed through; every address in the output was handed out by the caller's resolver; the cut mark `[…]`
//! becomes an element of its own; headings begin at `h2` or `h3`, below those of the page.

pub mod reading;

use crate::text::glance::{self, Glance};
use crate::text::markup::push_escaped;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// What becomes of an address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A link or image to this address.
    To(String),
    /// No link: the record is not public, and these words stand for it.
    Hidden(String),
    /// No link: the text stands as it is.
    Plain,
}

/// A link or an image of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSite {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Its address as written.
    pub address: String,
    /// Whether it is an image.
    pub image: bool,
    /// The text of the link, or the image's alternative text.
    pub text: String,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingSite {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// 1 to 6, as written.
    pub level: u8,
    /// Its anchor.
    pub anchor: String,
}

/// What rules want to know of a text.
#[derive(Debug, Default)]
pub struct Scan {
    /// Its links and images.
    pub links: Vec<LinkSite>,
    /// Its headings.
    pub headings: Vec<HeadingSite>,
    /// Code, in which nothing is looked for.
    pub code: Vec<Range<usize>>,
    /// Lines drawn across the text (`___`).
    pub rules: Vec<Range<usize>>,
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Looks a text over.
pub fn scan(text: &str) -> Scan {
    let mut found = Scan::default();
    let mut anchors = Anchors::default();
    let mut heading: Option<(Range<usize>, u8, String)> = None;
    let mut open: Vec<LinkSite> = Vec::new();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((range, level as u8, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((range, level, words)) = heading.take() {
                    found.headings.push(HeadingSite { range, level, anchor: anchors.make(&words) });
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = written_address(link_type, &dest_url).into_owned();
                open.push(LinkSite { range, address, image: false, text: String::new() });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push(LinkSite { range, address: dest_url.into_string(), image: true, text: String::new() });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => found.links.extend(open.pop()),
            Event::Start(Tag::CodeBlock(_)) => found.code.push(range),
            Event::Rule => found.rules.push(range),
            Event::Code(words) => {
                add_words(&mut heading, &mut open, &words);
                found.code.push(range);
            }
            Event::Text(words) => add_words(&mut heading, &mut open, &words),
            Event::SoftBreak | Event::HardBreak => add_words(&mut heading, &mut open, " "),
            _ => {}
        }
    }
    found
}

/// The address of a link: `<ai@example.org>` means `mailto:`.
fn written_address(link_type: LinkType, address: &str) -> Cow<'_, str> {
    if link_type == LinkType::Email { format!("mailto:{address}").into() } else { address.into() }
}

fn add_words(heading: &mut Option<(Range<usize>, u8, String)>, open: &mut [LinkSite], words: &str) {
    if let Some((_, _, text)) = heading {
        text.push_str(words);
    }
    for link in open {
        link.text.push_str(words);
    }
}

/// How a text becomes HTML.
pub struct Rendering<'a> {
    /// What `[…]` is called for those who cannot see it: "đã lược bỏ".
    pub cut_label: &'a str,
    /// What becomes of an address (`true` for an image's).
    pub address: &'a dyn Fn(&str, bool) -> Address,
    /// Put before every anchor, so that several texts share a page.
    pub anchor_prefix: &'a str,
    /// The level that its uppermost headings have on the page: 2 or 3.
    pub top: u8,
}

/// Renders a text.
pub fn render(text: &str, rendering: &Rendering<'_>) -> String {
    paragraphs(text).unwrap_or_else(|| parsed(text, rendering))
}

/// The HTML of a text that is paragraphs of words alone, as most are; nothing where it may be more.
fn paragraphs(text: &str) -> Option<String> {
    if Glance::of(text).has(glance::MARKUP.or(glance::CONTROL)) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 32);
    let mut open = false;
    for line in text.split('\n') {
        if !line.is_empty() {
            // A line that begins with a letter begins no list, rule, heading or code.
            let first = line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '“' | '"'));
            if !first || line.ends_with(char::is_whitespace) {
                return None;
            }
            out.push_str(if open { "\n" } else { "<p>" });
            out.push_str(line);
        } else if open {
            out.push_str("</p>\n");
        }
        open = !line.is_empty();
    }
    if open {
        out.push_str("</p>\n");
    }
    Some(out)
}

/// The HTML of any text.
fn parsed(text: &str, rendering: &Rendering<'_>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut writer = Writer { rendering, anchors: Anchors::default(), open: Vec::new(), silent: 0, head: false };
    let events: Vec<Event<'_>> = Parser::new_ext(text, OPTIONS).collect();
    let mut written = Vec::with_capacity(events.len());
    let mut i = 0;
    while i < events.len() {
        i = writer.step(&events, i, &mut written);
    }
    html::push_html(&mut out, written.into_iter());
    out
}

/// Renders one line of text that is no Markdown: escaped, with its cuts marked.
pub fn render_plain(text: &str, cut_label: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text, cut_label);
    out
}

struct Writer<'a> {
    rendering: &'a Rendering<'a>,
    anchors: Anchors,
    /// For each open link whether it was written.
    open: Vec<bool>,
    /// How many hidden links enclose this place; their words are not shown.
    silent: u32,
    /// Whether this place is in the head of a table.
    head: bool,
}

impl Writer<'_> {
    fn step<'e>(&mut self, events: &[Event<'e>], i: usize, out: &mut Vec<Event<'e>>) -> usize {
        match &events[i] {
            Event::End(TagEnd::Link) => {
                match self.open.pop() {
                    Some(true) => out.push(Event::InlineHtml("</a>".into())),
                    Some(false) | None => self.silent = self.silent.saturating_sub(1),
                }
                return i + 1;
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.link(&written_address(*link_type, dest_url), out);
            }
            _ if self.silent > 0 => {}
            Event::Start(Tag::Image { dest_url, .. }) => return self.image(events, i, dest_url, out),
            Event::Start(Tag::Heading { level, .. }) => {
                let words = words_until(events, i, |e| matches!(e, Event::End(TagEnd::Heading(_)))).0;
                let (tag, anchor) = (shown_level(*level, self.rendering.top), self.anchors.make(&words));
                let prefix = self.rendering.anchor_prefix;
                out.push(Event::Html(format!("<h{tag} id=\"{prefix}{anchor}\">").into()));
            }
            Event::End(TagEnd::Heading(level)) => {
                out.push(Event::Html(format!("</h{}>\n", shown_level(*level, self.rendering.top)).into()));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                // What is quoted as code is shown as it is typed.
                let (words, next) = words_until(events, i, |e| matches!(e, Event::End(TagEnd::CodeBlock)));
                // Its lines do not wrap: it scrolls on its own, with the keyboard too.
                out.push(Event::Html("<pre tabindex=\"0\"><code>".into()));
                out.push(Event::Text(words.into()));
                out.push(Event::Html("</code></pre>\n".into()));
                return next;
            }
            Event::Html(raw) | Event::InlineHtml(raw) => out.push(Event::Text(raw.clone())),
            Event::Start(Tag::HtmlBlock) => out.push(Event::Html("<p>".into())),
            Event::End(TagEnd::HtmlBlock) => out.push(Event::Html("</p>\n".into())),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead) => self.table(&events[i], out),
            Event::Text(_) => {
                let (words, next) = joined_text(events, i);
                if words.contains(CUT) {
                    let mut html = String::new();
                    push_text(&mut html, &words, self.rendering.cut_label);
                    out.push(Event::InlineHtml(html.into()));
                } else {
                    out.push(Event::Text(words.into()));
                }
                return next;
            }
            other => out.push(other.clone()),
        }
        i + 1
    }

    /// A part of a table: it scrolls on its own, has no style of its own, and its heads say that they are of columns.
    fn table<'e>(&mut self, event: &Event<'e>, out: &mut Vec<Event<'e>>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                out.push(Event::Html("<div class=\"table-scroll\" tabindex=\"0\">".into()));
                let none = alignments.iter().map(|_| pulldown_cmark::Alignment::None).collect();
                out.push(Event::Start(Tag::Table(none)));
                return;
            }
            Event::Start(Tag::TableCell) if self.head => {
                out.push(Event::InlineHtml("<th scope=\"col\">".into()));
                return;
            }
            Event::Start(Tag::TableHead) => self.head = true,
            Event::End(TagEnd::TableHead) => self.head = false,
            _ => {}
        }
        out.push(event.clone());
        if matches!(event, Event::End(TagEnd::Table)) {
            out.push(Event::Html("</div>\n".into()));
        }
    }

    fn link(&mut self, address: &str, out: &mut Vec<Event<'_>>) {
        match (self.rendering.address)(address, false) {
            Address::To(href) if self.silent == 0 => {
                let mut tag = String::from("<a href=\"");
                push_escaped(&mut tag, &href);
                tag.push_str("\">");
                out.push(Event::InlineHtml(tag.into()));
                self.open.push(true);
            }
            Address::Hidden(words) => {
                if self.silent == 0 {
                    let mut tag = String::from("<span class=\"hidden-record\">");
                    push_escaped(&mut tag, &words);
                    tag.push_str("</span>");
                    out.push(Event::InlineHtml(tag.into()));
                }
                self.open.push(false);
                self.silent += 1;
            }
            Address::To(_) | Address::Plain => {
                // A link that is not written but whose words are: closed by an empty element.
                out.push(Event::InlineHtml("<a>".into()));
                self.open.push(true);
            }
        }
    }

    fn image<'e>(&mut self, events: &[Event<'e>], i: usize, address: &str, out: &mut Vec<Event<'e>>) -> usize {
        let (alt, next) = words_until(events, i, |e| matches!(e, Event::End(TagEnd::Image)));
        let mut tag = String::new();
        if let Address::To(src) = (self.rendering.address)(address, true) {
            tag.push_str("<img src=\"");
            push_escaped(&mut tag, &src);
            tag.push_str("\" alt=\"");
            push_escaped(&mut tag, &alt);
            tag.push_str("\" loading=\"lazy\">");
        } else {
            push_escaped(&mut tag, &alt);
        }
        out.push(Event::InlineHtml(tag.into()));
        next
    }
}

/// The words between `start` and the event that ends it, and the position after that.
fn words_until(events: &[Event<'_>], start: usize, ends: fn(&Event<'_>) -> bool) -> (String, usize) {
    let mut words = String::new();
    let mut i = start + 1;
    while i < events.len() && !ends(&events[i]) {
        match &events[i] {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        i += 1;
    }
    (words, i + 1)
}

/// Neighbouring texts as one, since `[…]` arrives in pieces.
fn joined_text(events: &[Event<'_>], start: usize) -> (String, usize) {
    let mut words = String::new();
    let mut i = start;
    while let Some(Event::Text(text)) = events.get(i) {
        words.push_str(text);
        i += 1;
    }
    (words, i)
}

const CUT: &str = "[…]";

fn push_text(out: &mut String, text: &str, cut_label: &str) {
    for (i, piece) in text.split(CUT).enumerate() {
        if i > 0 {
            out.push_str("<span class=\"cut\">[");
            push_escaped(out, cut_label);
            out.push_str("]</span>");
        }
        push_escaped(out, piece);
    }
}

/// Headings of a text begin below those of the page: where those end at `h2`, `##` becomes `h3`.
const fn shown_level(level: HeadingLevel, top: u8) -> u8 {
    let below = match level {
        HeadingLevel::H1 | HeadingLevel::H2 => 0,
        HeadingLevel::H3 => 1,
        HeadingLevel::H4 => 2,
        HeadingLevel::H5 | HeadingLevel::H6 => 3,
    };
    top + below
}

/// Anchors of one text: slugs of headings, numbered where they repeat.
#[derive(Default)]
struct Anchors(Vec<String>);

impl Anchors {
    fn make(&mut self, words: &str) -> String {
        let slug = crate::text::vietnamese::slug(words);
        let base = if slug.is_empty() { "muc".to_owned() } else { slug };
        let mut anchor = base.clone();
        let mut n = 2;
        while self.0.contains(&anchor) {
            anchor.clear();
            let _ = write!(anchor, "{base}-{n}");
            n += 1;
        }
        self.0.push(anchor.clone());
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn paragraphs_are_what_the_parser_makes_of_them(
            text in "(Ạ|b|em|“|\\(|\"|1|-|\\.|:|\\+|=| |  |\t|\u{a0}|\n|\n\n|    |&|\\*|…){0,16}"
        ) {
            let rendering = Rendering { cut_label: "", address: &|_, _| Address::Plain, anchor_prefix: "", top: 2 };
            if let Some(html) = paragraphs(&text) {
                proptest::prop_assert_eq!(html, parsed(&text, &rendering));
            }
        }
    }

    #[test]
    fn words_need_no_parser() {
        assert_eq!(
            paragraphs("\nEm hỏi:\nbao giờ?\n\n“Thi” khi nào\n").as_deref(),
            Some("<p>Em hỏi:\nbao giờ?</p>\n<p>“Thi” khi nào</p>\n")
        );
        for more in ["- a", "a\n---", "1. a", "*a*", "    a", "a  \nb", "a\tb"] {
            assert!(paragraphs(more).is_none(), "{more}");
        }
    }

    fn shown(text: &str) -> String {
        let address = |a: &str, _| match a {
            "@bi-mat" => Address::Hidden("hồ sơ nội bộ".into()),
            "javascript:x" => Address::Plain,
            other => Address::To(other.into()),
        };
        render(text, &Rendering { cut_label: "đã lược bỏ", address: &address, anchor_prefix: "", top: 3 })
    }

    #[test]
    fn raw_html_is_text() {
        assert_eq!(shown("a <b>x</b>"), "<p>a &lt;b&gt;x&lt;/b&gt;</p>\n");
        assert_eq!(shown("<script>alert(1)</script>\n"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n");
    }

    #[test]
    fn cuts_links_and_headings() {
        assert_eq!(shown("Em […] hỏi"), "<p>Em <span class=\"cut\">[đã lược bỏ]</span> hỏi</p>\n");
        assert_eq!(shown("```\nEm […]\n\nhỏi\n```"), "<pre tabindex=\"0\"><code>Em […]\n\nhỏi\n</code></pre>\n");
        assert_eq!(shown("Viết `[…]`"), "<p>Viết <code>[…]</code></p>\n");
        assert_eq!(shown("[tên mật](@bi-mat)"), "<p><span class=\"hidden-record\">hồ sơ nội bộ</span></p>\n");
        assert_eq!(shown("## Học phí\n"), "<h3 id=\"hoc-phi\">Học phí</h3>\n");
        assert!(!shown("[x](javascript:x)").contains("javascript"));
    }

    #[test]
    fn a_scan_finds_links_headings_and_code() {
        let found = scan("## A\n\n[x](@questions/1) ![](a.png) `[X]`\n\n#### B\n");
        assert_eq!(found.links.len(), 2);
        assert!(found.links[1].image && found.links[1].text.is_empty());
        assert_eq!(found.headings.iter().map(|h| h.level).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(found.code.len(), 1);
    }
}
