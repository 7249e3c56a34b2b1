//! The overlay: what the preview lays over pages of the site, as HTML.
//!
//! Troubles, drafts and pages go in, HTML comes out. The invariants: all that was written by anybody is escaped; a page
//! without troubles that is no draft differs from what a build writes by one `<script>` element.

use super::trouble::{Spot, Trouble};
use crate::diagnostic::{Lang, Message};
use crate::say;
use crate::text::markup::push_escaped;
use camino::Utf8Path;
use std::fmt::Write as _;

/// Where what belongs to the preview lies. No page can: it is no slug.
pub(super) const FOLDER: &str = "__doithoai/";
/// How many troubles are shown.
const SHOWN: usize = 12;
/// Characters that stay as they are in an address.
const PLAIN: &[u8] = b"-._~/:!$&'()*+,;=@";

/// What the overlay is written with.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    /// The language of its words.
    pub(super) lang: Lang,
    /// The project's folder, where links to the editor are wanted.
    pub(super) root: Option<&'a Utf8Path>,
}

/// The element that shows `troubles`; `number` tells one set of them from another, and those of one page have none.
pub(super) fn overlay(troubles: &[Trouble], number: Option<u64>, site: bool, manner: Manner<'_>) -> String {
    let say = |message: &Message| escaped(message.get(manner.lang));
    let count = troubles.len();
    let number = number.map_or_else(|| "page".to_owned(), |number| number.to_string());
    let s = if count == 1 { "" } else { "s" };
    let title = say!("{count} lỗi cần sửa", "{count} error{s} to mend");
    let kept = if site {
        say!(
            "Trang đang hiện là bản tốt gần nhất. Sửa xong và lưu lại, khung này tự mất.",
            "The page shown is the last good one. Mend it and save, and this panel goes away by itself."
        )
    } else {
        say!(
            "Chưa có trang nào để hiện. Sửa xong và lưu lại, trang sẽ tự hiện ra.",
            "There is no page to show yet. Mend it and save, and the page appears by itself."
        )
    };
    let (hide, show) = (say!("Ẩn", "Hide"), say!("Xem lỗi", "Show errors"));
    let lang = match manner.lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let mut html = format!(
        "<div id=\"doithoai-overlay\" role=\"alertdialog\" aria-labelledby=\"doithoai-overlay-title\" aria-describedby=\"doithoai-overlay-about\" \
         tabindex=\"-1\" lang=\"{lang}\" data-number=\"{number}\" data-count=\"{count}\" data-show=\"{}\"><div class=\"d-panel\">\
         <div class=\"d-bar\"><h2 id=\"doithoai-overlay-title\">{}</h2><button type=\"button\" hidden>{}</button></div>\
         <p id=\"doithoai-overlay-about\">{}</p><ol>",
        say(&show),
        say(&title),
        say(&hide),
        say(&kept)
    );
    for trouble in &troubles[..count.min(SHOWN)] {
        one(&mut html, trouble, manner);
    }
    html.push_str("</ol>");
    if count > SHOWN {
        let more = count - SHOWN;
        let _ = write!(html, "<p class=\"d-more\">{}</p>", say(&say!("… và {more} lỗi nữa", "… and {more} more")));
    }
    html.push_str("</div></div>");
    html
}

fn one(html: &mut String, trouble: &Trouble, manner: Manner<'_>) {
    let say = |message: &Message| escaped(message.get(manner.lang));
    html.push_str("<li>");
    let _ = write!(html, "<p class=\"d-message\">{}", marked(trouble.message.get(manner.lang)));
    if let Some(code) = trouble.code {
        let _ = write!(html, " <span class=\"d-code\">{code}</span>");
    }
    html.push_str("</p>");
    if let Some(spot) = &trouble.place {
        place(html, spot, manner);
    }
    if let Some(label) = &trouble.label {
        let _ = write!(html, "<p class=\"d-why\">{}</p>", marked(label.get(manner.lang)));
    }
    if let Some(help) = &trouble.help {
        let word = say!("Gợi ý:", "Help:");
        let _ =
            write!(html, "<p class=\"d-help\"><strong>{}</strong> {}</p>", say(&word), marked(help.get(manner.lang)));
    }
    html.push_str("</li>");
}

fn place(html: &mut String, spot: &Spot, manner: Manner<'_>) {
    let Spot { path, line, column, text } = spot;
    let place = format!("<code>{}:{line}:{column}</code>", escaped(path));
    html.push_str("<p class=\"d-place\">");
    match manner.root {
        Some(root) => {
            let address = editor(root, path, *line, *column);
            let word = say!("mở trong trình soạn thảo", "open in the editor");
            let _ = write!(html, "<a href=\"{address}\">{place} <span>{}</span></a>", word.get(manner.lang));
        }
        None => html.push_str(&place),
    }
    html.push_str("</p>");
    if let Some([before, marked, after]) = text {
        let (before, marked, after) = (escaped(before), escaped(marked), escaped(after));
        let mark = if marked.is_empty() { String::new() } else { format!("<mark>{marked}</mark>") };
        let _ = write!(html, "<pre><code>{before}{mark}{after}</code></pre>");
    }
}

/// The address that opens a place of the project in an editor.
fn editor(root: &Utf8Path, path: &str, line: usize, column: usize) -> String {
    let place = root.join(path).as_str().replace('\\', "/");
    let place = place.trim_start_matches('/');
    let mut address = String::from("vscode://file/");
    for byte in place.bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    escaped(&format!("{address}:{line}:{column}"))
}

/// `text` with what stands between backticks as code.
fn marked(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick that is never closed stands for itself.
    let closed = parts.len() % 2 == 1;
    if !closed {
        return escaped(text);
    }
    let part = |(i, part): (usize, &&str)| {
        if i % 2 == 1 { format!("<code>{}</code>", escaped(part)) } else { escaped(part) }
    };
    parts.iter().enumerate().map(part).collect()
}

/// A draft that the preview shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// Its id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Its address below the site, where it has a page.
    pub(super) href: Option<String>,
}

/// The page that lists `drafts`.
pub(super) fn drafts(drafts: &[Draft], lang: Lang) -> String {
    let (title, none, back) = (
        say!("Bản nháp", "Drafts"),
        say!("Không có bản nháp nào.", "There are no drafts."),
        say!("Về trang chủ", "To the home page"),
    );
    let about = say!(
        "Chỉ hiện trong bản xem trước: tên tệp hay thư mục bắt đầu bằng `_`. Bỏ dấu `_` là công bố.",
        "Shown in the preview only: a file or folder whose name begins with `_`. Taking the `_` away publishes it."
    );
    let mut body = format!("<h1>{}</h1><p>{}</p>", title.get(lang), marked(about.get(lang)));
    if drafts.is_empty() {
        let _ = write!(body, "<p>{}</p>", none.get(lang));
    }
    body.push_str("<ul>");
    for draft in drafts {
        let (id, title) = (escaped(&draft.id), escaped(&draft.title));
        let _ = match &draft.href {
            Some(href) => write!(body, "<li><a href=\"/{}\">{title}</a> <code>{id}</code></li>", escaped(href)),
            None => write!(body, "<li>{title} <code>{id}</code></li>"),
        };
    }
    let _ = write!(body, "</ul><p><a href=\"/\">{}</a></p>", back.get(lang));
    page(title.get(lang), &body, lang)
}

/// A page of the preview itself.
pub(super) fn page(title: &str, body: &str, lang: Lang) -> String {
    let lang = match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'\">\
         <title>{title} · doithoai</title><link rel=\"stylesheet\" href=\"/{FOLDER}preview.css\"></head>\
         <body class=\"doithoai-page\"><main>{body}</main></body></html>\n"
    )
}

/// `html` with the script that reloads it, and `over` laid over it; `site` names the generation, `page` what it made.
pub(super) fn with_script(html: &[u8], site: &str, page: &str, over: &str) -> Vec<u8> {
    let style = if over.is_empty() { String::new() } else { stylesheet() };
    let more = format!(
        "{style}{over}<script src=\"/{FOLDER}reload.js\" data-site=\"{site}\" data-page=\"{page}\" defer></script>"
    );
    let end = html.windows(7).rposition(|seven| seven.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    [&html[..end], more.as_bytes(), &html[end..]].concat()
}

/// `html`, the page of a draft, marked as one.
pub(super) fn as_draft(html: &[u8], lang: Lang) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    let words = say!(
        "Bản nháp: chỉ hiện trong bản xem trước, không được công bố và không được đếm.",
        "Draft: shown in the preview only, neither published nor counted."
    );
    let style = stylesheet();
    let mark = format!("{style}<p id=\"doithoai-draft\" role=\"note\"><strong>{}</strong></p>", words.get(lang));
    let text = text.replacen("<html ", "<html data-draft=\"true\" ", 1);
    let text = text.replacen("<title>", if lang == Lang::Vi { "<title>[Bản nháp] " } else { "<title>[Draft] " }, 1);
    let opened = text.find("<body").and_then(|at| text[at..].find('>').map(|end| at + end + 1)).unwrap_or(0);
    format!("{}{mark}{}", &text[..opened], &text[opened..]).into_bytes()
}

fn stylesheet() -> String {
    format!("<link rel=\"stylesheet\" href=\"/{FOLDER}preview.css\">")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble(message: &str) -> Trouble {
        let text = Some(["<a ".to_owned(), "b\"".to_owned(), "&".to_owned()]);
        Trouble {
            code: Some("R01"),
            message: Message::new(message, "in English"),
            label: None,
            help: Some(Message::new("sửa `x`", "mend `x`")),
            place: Some(Spot { path: "content/biên bản.md".into(), line: 3, column: 7, text }),
        }
    }

    #[test]
    fn what_anybody_wrote_is_escaped() {
        let manner = Manner { lang: Lang::Vi, root: Some(Utf8Path::new("/srv/a b")) };
        let html = overlay(&[trouble("không có `<script>` \"x\"")], Some(3), true, manner);
        assert!(html.contains("không có <code>&lt;script&gt;</code> &quot;x&quot;"), "{html}");
        assert!(html.contains("href=\"vscode://file/srv/a%20b/content/bi%C3%AAn%20b%E1%BA%A3n.md:3:7\""), "{html}");
        assert!(html.contains("&lt;a <mark>b&quot;</mark>&amp;"), "{html}");
        assert!(html.contains("<strong>Gợi ý:</strong> sửa <code>x</code>"), "{html}");
        let html = overlay(&[trouble("x")], Some(3), true, Manner { lang: Lang::En, root: None });
        assert!(html.contains("1 error to mend") && html.contains("in English") && !html.contains("vscode:"), "{html}");
        assert_eq!(marked("một ` hai"), "một ` hai");
    }

    #[test]
    fn a_page_gets_one_element() {
        let html = with_script(b"<body>x</body></html>", "a-1", "f", "");
        let script = "<script src=\"/__doithoai/reload.js\" data-site=\"a-1\" data-page=\"f\" defer></script>";
        assert_eq!(String::from_utf8(html).unwrap(), format!("<body>x{script}</body></html>"));
        assert!(String::from_utf8(with_script(b"x", "a-1", "f", "")).unwrap().ends_with(script));
    }

    #[test]
    fn many_troubles_are_counted() {
        let many: Vec<Trouble> = (0..20).map(|_| trouble("x")).collect();
        let html = overlay(&many, None, false, Manner { lang: Lang::Vi, root: None });
        assert!(html.contains("20 lỗi cần sửa") && html.contains("… và 8 lỗi nữa"), "{html}");
    }

    #[test]
    fn a_draft_says_so() {
        let html = as_draft(b"<html lang=\"vi\"><title>A</title><body class=\"x\"><p>", Lang::Vi);
        let html = String::from_utf8(html).unwrap();
        assert!(
            html.starts_with(
                "<html data-draft=\"true\" lang=\"vi\"><title>[Bản nháp] A</title><body class=\"x\"><link"
            )
        );
        assert!(html.contains("<p id=\"doithoai-draft\" role=\"note\">"), "{html}");
    }
}
