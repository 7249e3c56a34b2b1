//! Archives: what a site needs to open from a disk by double click.
//!
//! Published files go in one at a time; what stands for them in the archive comes out, with a note for whoever opens it and
//! the list of digests. The invariants: a page differs from the published one in its links to folders alone, which name
//! their `index.html`, since a browser shows a folder of a disk as a list of files; the same site gives the same bytes.

use crate::page::shell::site_title;
use crate::page::view::View;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The note for readers.
pub const NOTE: &str = "LUU-Y.txt";

/// The list of digests, as `sha256sum -c` reads it.
pub const SUMS: &str = "SHA256SUMS";

/// The elements whose addresses a browser may follow to a folder, with the attribute that holds them.
const LINKS: [(&str, &str); 3] = [("a", "href"), ("link", "href"), ("form", "action")];

/// Whether the file at `path` of a site is of use on a disk: the 404 page is only shown by a server.
pub fn holds(path: &str) -> bool {
    path != "404.html"
}

/// The file at `path` as it stands in the archive.
pub fn local<'b>(path: &str, bytes: Cow<'b, [u8]>) -> Cow<'b, [u8]> {
    let is_page = path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html");
    match std::str::from_utf8(&bytes) {
        Ok(html) if is_page => Cow::Owned(linked(html).into_bytes()),
        _ => bytes,
    }
}

/// A line of the list of digests.
pub fn sum(sha256: &str, path: &str) -> String {
    format!("{sha256}  {path}\n")
}

/// The note, in every language that it may be read in. `views` are those of the site's languages.
pub fn note(views: &[View<'_>]) -> String {
    let Some(view) = views.first() else { return String::new() };
    let settings = &view.register.settings;
    let mut text =
        format!("\u{feff}{}\n{}\n\n", site_title(view), view.text("site", "institution.name", &settings.institution).0);
    let day = view.register.as_of.format("%d/%m/%Y");
    let address = settings.own_url();
    let _ = write!(
        text,
        "LƯU Ý\n\
         1. Giải nén tất cả vào một thư mục (hoặc USB), rồi mở tệp index.html bằng trình duyệt. Không cần mạng, không cần cài đặt.\n\
         2. Tìm kiếm hoạt động ngay trên máy: mở mục Tìm kiếm. Đừng mở trang khi còn nằm trong tệp nén.\n\
         3. Đây là bản sao, số liệu tính đến ngày {day}. Bản đang dùng: {address}\n\
         4. Muốn biết bản sao còn nguyên vẹn, chạy trong thư mục này: sha256sum -c {SUMS}\n\
         \x20  (trên Windows: certutil -hashfile index.html SHA256, rồi so với dòng của tệp ấy trong {SUMS})\n\n\
         PLEASE NOTE\n\
         1. Unpack everything into one folder (or a USB stick), then open index.html in a browser. No network and no installation is needed.\n\
         2. Search works on your own machine: open the search page. Do not open pages from inside the archive.\n\
         3. This is a copy, with figures as of {day}. The current one: {address}\n\
         4. To see that the copy is whole, run in this folder: sha256sum -c {SUMS}\n\
         \x20  (on Windows: certutil -hashfile index.html SHA256, and compare with the line of that file in {SUMS})\n"
    );
    if let Some(notice) = settings.notice.as_deref() {
        for view in views {
            let _ = write!(text, "\n{}\n", view.text("site", "notice", notice).0);
        }
    }
    // Older editors of Windows show lines that end in LF alone as one.
    text.replace('\n', "\r\n")
}

/// A page whose links to folders name their `index.html`.
fn linked(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    // Text holds no `<`, so that every one begins a tag.
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let (tag, after) = tag.split_at(end_of(tag));
        push_tag(&mut out, tag);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: behind the first `>` outside of quotes.
fn end_of(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn push_tag(out: &mut String, tag: &str) {
    let name = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let attribute = LINKS.iter().find(|(element, _)| *element == name).map(|(_, attribute)| *attribute);
    let value = attribute.and_then(|attribute| {
        let opening = format!(" {attribute}=\"");
        let start = tag.find(&opening)? + opening.len();
        Some(start..start + tag[start..].find('"')?)
    });
    match value.and_then(|range| Some((range.clone(), of_folder(&tag[range])?))) {
        Some((range, page)) => {
            out.push_str(&tag[..range.start]);
            out.push_str(&page);
            out.push_str(&tag[range.end..]);
        }
        None => out.push_str(tag),
    }
}

/// The address of the page that answers for a folder of the site; none where `address` leads to no folder of it.
fn of_folder(address: &str) -> Option<String> {
    let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let outward = path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || outward {
        return None;
    }
    match path.rsplit('/').next() {
        Some("") => Some(format!("{path}index.html{rest}")),
        Some("." | "..") => Some(format!("{path}/index.html{rest}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_folders_name_their_page() {
        for (written, local) in [
            ("../../dot/", Some("../../dot/index.html")),
            ("./", Some("./index.html")),
            ("..", Some("../index.html")),
            ("dot/#buoc-1", Some("dot/index.html#buoc-1")),
            ("../tim-kiem/?q=a/b", Some("../tim-kiem/index.html?q=a/b")),
            ("#noi-dung", None),
            ("?q=a/", None),
            ("tep/a/so-do.png", None),
            ("https://example.edu.vn/", None),
            ("mailto:a@example.edu.vn", None),
            ("//example.edu.vn/", None),
        ] {
            assert_eq!(of_folder(written).as_deref(), local, "{written}");
        }
    }

    #[test]
    fn only_links_change() {
        let html = "<a title=\"x > y/\" class=\"k\" href=\"../\">&lt;a href=\"b/\"</a><p data-href=\"c/\"><form action=\"d/\"><img src=\"e/\">";
        let expected = "<a title=\"x > y/\" class=\"k\" href=\"../index.html\">&lt;a href=\"b/\"</a><p data-href=\"c/\"><form action=\"d/index.html\"><img src=\"e/\">";
        assert_eq!(linked(html), expected);
        assert_eq!(linked("<abbr href=\"a/\"> < \"<a"), "<abbr href=\"a/\"> < \"<a");
        let data = local("du-lieu/a.json", Cow::Borrowed(b"<a href=\"x/\">"));
        assert_eq!(&*data, b"<a href=\"x/\">");
    }
}
