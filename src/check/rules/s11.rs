//! S11: file names, links and images that could lead outside or run something.

use crate::check::safety::{bad_name, is_allowed, is_remote, scheme_of};
use crate::check::svg;
use crate::check::texts::{self, Said};
use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::markdown::{self, LinkSite};
use crate::record::field::Visitor;
use crate::register::reach::{decoded, folder_of};
use crate::register::{AnyRecord, Register};
use crate::say;
use crate::text::glance;
use crate::text::source::SourceFault;
use crate::text::span::Span;
use rustc_hash::FxHashSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::S11,
    title: Prose {
        vi: "tên tệp, liên kết hoặc hình ảnh không an toàn", en: "unsafe file name, link or image"
    },
    prose: Prose {
        vi: "Trang công khai không được tải gì từ nơi khác, không được chạy mã lạ và không được lộ tệp nằm ngoài `content/`. Vì vậy tên \
             tệp chỉ gồm chữ, số, `-_. ()`; liên kết chỉ dùng https, http, mailto, tel, đường dẫn tương đối hoặc `@`; hình ảnh là tệp \
             đính kèm; SVG không có script, sự kiện hay tham chiếu ra ngoài.\n\n\
             Cách sửa: chép tệp hoặc hình vào cạnh hồ sơ và nêu tên tệp; với SVG, xuất lại thành hình tĩnh hoặc PNG.\n\n\
             Ví dụ: `![Sơ đồ](https://noi-khac.vn/so-do.png)` sửa thành `![Sơ đồ](so-do.png)`.",
        en: "A public page loads nothing from elsewhere, runs no foreign code and shows no file from outside `content/`. So file names are \
             made of letters, digits and `-_. ()`; links are https, http, mailto, tel, relative or `@`; images are attachments; an SVG \
             has no scripts, handlers or outside references.\n\n\
             To put it right: copy the file or picture beside the record and name it; export an SVG as a still picture or PNG.\n\n\
             Example: `![Map](https://elsewhere.org/map.png)` becomes `![Map](map.png)`.",
    },
    check: Some(check),
};

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    unnamed(register, found);
    for attachment in &register.sources.attachments {
        let is_svg = attachment.path.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case("svg"));
        let active = attachment.bytes.as_deref().filter(|_| is_svg).and_then(svg::active);
        if let Some(what) = active {
            let (vi, en) = (what.vi, what.en);
            let message = say!("hình SVG có {vi}", "the SVG has {en}");
            let help = say!("xuất lại thành hình tĩnh, hoặc dùng PNG", "export it as a still picture, or use PNG");
            found.push(Diagnostic::new(Code::S11, &attachment.path, Span::at(0), message).help(help));
        }
    }
}

/// What one record names.
pub(super) fn record(register: &Register<'_>, record: &AnyRecord<'_>, found: &mut Vec<Diagnostic>) {
    record.visit(&mut Names { register, path: record.path, found });
}

/// What one text leads to.
pub(super) fn text(register: &Register<'_>, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    if !said.is_markdown_with(glance::LINK) {
        return;
    }
    for link in markdown::scan(said.text).links {
        let path = said.owner.path;
        let linked_out = link.image && leads_out(register, path, &decoded(&link.address)).is_some();
        let told = if linked_out { Some(leads_outside()) } else { unsafe_link(&link) };
        if let Some((message, help)) = told {
            found.push(Diagnostic::new(Code::S11, path, said.place(link.range), message).help(help));
        }
    }
}

/// Links out of the content that no record names.
fn unnamed(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    let faults = register.sources.faults.iter().filter(|(_, fault)| *fault == SourceFault::LinkOutside);
    let mut outside: Vec<&str> = faults.map(|(path, _)| &**path).collect();
    if outside.is_empty() {
        return;
    }
    let mut named = Named { register, path: "", links: FxHashSet::default() };
    for record in register.records() {
        named.path = record.path;
        record.visit(&mut named);
    }
    texts::each_markdown(register, glance::BANG, &mut |said| {
        let images = markdown::scan(said.text).links.into_iter().filter(|link| link.image);
        named.links.extend(images.filter_map(|l| leads_out(register, said.owner.path, &decoded(&l.address))));
    });
    outside.retain(|path| !named.links.contains(*path));
    found.extend(outside.into_iter().map(|path| {
        let (message, help) = leads_outside();
        Diagnostic::new(Code::S11, path, Span::at(0), message).help(help)
    }));
}

/// Whether an address of the web says where: `https://` and `https:///x` do not.
fn names_a_host(url: &str) -> bool {
    let host = url.split_once("//").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(""));
    !host.is_empty() && !url.contains(char::is_whitespace)
}

/// Gathers the links out of the content that records name.
struct Named<'r, 's> {
    register: &'r Register<'s>,
    path: &'r str,
    links: FxHashSet<String>,
}

impl Visitor for Named<'_, '_> {
    fn file(&mut self, name: &str, _: &'static str, _: Span) {
        self.links.extend(leads_out(self.register, self.path, name));
    }
}

/// Tells what is unsafe.
struct Names<'r, 's, 'f> {
    register: &'r Register<'s>,
    path: &'r str,
    found: &'f mut Vec<Diagnostic>,
}

impl Names<'_, '_, '_> {
    fn tell(&mut self, span: Span, told: (Message, Message)) {
        self.found.push(Diagnostic::new(Code::S11, self.path, span, told.0).help(told.1));
    }
}

impl Visitor for Names<'_, '_, '_> {
    fn file(&mut self, name: &str, _: &'static str, span: Span) {
        if let Some(told) = bad_name(name) {
            self.tell(span, told);
        } else if leads_out(self.register, self.path, name).is_some() {
            self.tell(span, leads_outside());
        }
    }

    fn url(&mut self, url: &str, key: &'static str, span: Span) {
        let scheme = scheme_of(url);
        let web = matches!(scheme.as_deref(), Some("https" | "http")) && names_a_host(url);
        let allowed = if key == "base_url" { web } else { is_allowed(scheme.as_deref()) && !url.starts_with("//") };
        if !allowed {
            self.tell(span, bad_scheme(url));
        }
    }
}

/// The path of the link that leaves the content, where `name` beside `path` is one.
fn leads_out(register: &Register<'_>, path: &str, name: &str) -> Option<String> {
    if register.sources.faults.is_empty() {
        return None;
    }
    let folder = folder_of(path);
    let places = [format!("{folder}/{name}"), format!("{folder}/files/{name}")];
    places.into_iter().find(|p| register.sources.fault(p) == Some(&SourceFault::LinkOutside))
}

fn leads_outside() -> (Message, Message) {
    (
        say!("tệp này là liên kết ra ngoài thư mục `content/`", "this file is a link that leaves `content/`"),
        say!("chép chính tệp đó vào cạnh hồ sơ", "copy the file itself beside the record"),
    )
}

fn unsafe_link(link: &LinkSite) -> Option<(Message, Message)> {
    if link.image {
        if is_remote(&link.address) {
            return Some((
                say!(
                    "hình ảnh nằm ở nơi khác: trang không tải gì từ nơi khác",
                    "the image is on another host; pages load nothing from there"
                ),
                say!(
                    "chép hình vào cạnh hồ sơ rồi viết tên tệp",
                    "copy the picture beside the record and write its name"
                ),
            ));
        }
        return bad_name(&decoded(&link.address));
    }
    let bad = !is_allowed(scheme_of(&link.address).as_deref()) || link.address.starts_with("//");
    bad.then(|| bad_scheme(&link.address))
}

fn bad_scheme(address: &str) -> (Message, Message) {
    (
        say!("địa chỉ `{address}` không được phép", "the address `{address}` is not allowed"),
        say!(
            "dùng `https://…`, `http://…`, `mailto:`, `tel:`, đường dẫn tương đối, hoặc `@` và mã hồ sơ",
            "use `https://…`, `http://…`, `mailto:`, `tel:`, a relative path, or `@` and a record's id"
        ),
    )
}
