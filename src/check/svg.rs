//! SVG images: whether one holds anything that runs, or loads something from elsewhere.
//!
//! Bytes go in, the first active thing comes out. A small reader of tags, attributes and style is enough: what it does not
//! understand counts as active, so nothing slips through by being odd.

use super::Prose;

/// What is active in the SVG `bytes`, if anything is.
pub fn active(bytes: &[u8]) -> Option<Prose> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(Prose { vi: "bảng mã khác UTF-8", en: "another encoding than UTF-8" });
    };
    let text = text.to_ascii_lowercase();
    if text.contains("<!entity") || text.contains("<?xml-stylesheet") {
        return Some(Prose {
            vi: "khai báo thực thể hoặc bảng kiểu ngoài", en: "entities or an outside style sheet"
        });
    }
    let mut rest = &*text;
    while let Some(at) = rest.find('<') {
        if has_outside_style(&rest[..at]) {
            return Some(OUTSIDE);
        }
        rest = &rest[at..];
        let (tag, after) = tag(rest);
        if let Some(found) = active_tag(tag) {
            return Some(found);
        }
        rest = after;
    }
    has_outside_style(rest).then_some(OUTSIDE)
}

const OUTSIDE: Prose = Prose { vi: "tham chiếu ra ngoài", en: "a reference to outside" };

/// The tag that `text` begins with, and what follows. Comments hold nothing; character data is searched like text.
fn tag(text: &str) -> (&str, &str) {
    let ends = |mark: &str| text.find(mark).map_or(("", ""), |end| ("", &text[end + mark.len()..]));
    if text.starts_with("<!--") {
        return ends("-->");
    }
    if let Some(data) = text.strip_prefix("<![cdata[") {
        return ("", data);
    }
    let mut quote = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return (&text[..=i], &text[i + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn active_tag(tag: &str) -> Option<Prose> {
    let inner = tag.strip_prefix('<')?;
    let name = inner.split([' ', '\t', '\n', '\r', '/', '>']).next().unwrap_or("");
    let local = name.rsplit(':').next().unwrap_or(name);
    if matches!(local, "script" | "handler" | "listener") {
        return Some(Prose { vi: "mã script", en: "a script" });
    }
    if matches!(local, "foreignobject" | "iframe" | "embed" | "object" | "audio" | "video") {
        return Some(Prose { vi: "nội dung nhúng", en: "embedded content" });
    }
    let mut rest = inner.get(name.len()..).unwrap_or("");
    while let Some((key, value, after)) = attribute(rest) {
        if let Some(found) = active_attribute(key, &decoded(value)) {
            return Some(found);
        }
        rest = after;
    }
    None
}

/// The next attribute: its name, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    if text.is_empty() || text.starts_with('>') {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(text.len());
    let (key, after) = text.split_at(end.max(text.chars().next().map_or(1, char::len_utf8)));
    let Some(value) = after.trim_start().strip_prefix('=') else { return Some((key, "", after)) };
    let value = value.trim_start();
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = &value[1..];
        let end = inner.find(quote).unwrap_or(inner.len());
        return Some((key, &inner[..end], inner.get(end + 1..).unwrap_or("")));
    }
    let end = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
    Some((key, &value[..end], &value[end..]))
}

fn active_attribute(key: &str, value: &str) -> Option<Prose> {
    let local = key.rsplit(':').next().unwrap_or(key);
    if local.len() > 2 && local.starts_with("on") && local.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(Prose { vi: "mã xử lý sự kiện", en: "an event handler" });
    }
    let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    // An animation that sets an address or a handler makes an active attribute out of a still one.
    let target = bare.rsplit(':').next().unwrap_or(&bare);
    if local == "attributename" && (target == "href" || target.starts_with("on")) {
        return Some(Prose { vi: "mã xử lý sự kiện", en: "an event handler" });
    }
    if bare.contains("javascript:") || bare.contains("vbscript:") {
        return Some(Prose { vi: "mã script", en: "a script" });
    }
    let inside = bare.starts_with('#') || bare.is_empty() || is_still_picture(&bare);
    let refers = matches!(local, "href" | "src" | "action" | "formaction" | "data");
    ((refers && !key.starts_with("xmlns") && !inside) || has_outside_style(&bare)).then_some(OUTSIDE)
}

fn is_still_picture(address: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| address.starts_with(&format!("data:image/{kind}")))
}

/// Whether style rules load anything: `@import`, or `url(…)` of anything but a part of the picture itself.
fn has_outside_style(text: &str) -> bool {
    if text.contains("@import") {
        return true;
    }
    text.match_indices("url(").any(|(at, mark)| {
        let inner = text[at + mark.len()..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        !inner.starts_with('#') && !is_still_picture(inner)
    })
}

/// An attribute's value with its numeric references resolved; named ones cannot hide a scheme but `&colon;` and `&tab;`.
fn decoded(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some((name, after)) = rest.split_once(';').filter(|(name, _)| name.len() <= 8) else {
            plain.push('&');
            continue;
        };
        let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => n.parse().ok(),
        });
        match (number.and_then(char::from_u32), name) {
            (Some(c), _) => plain.push(c.to_ascii_lowercase()),
            (None, "colon") => plain.push(':'),
            (None, "quot") => plain.push('"'),
            (None, "apos") => plain.push('\''),
            (None, "amp") => plain.push('&'),
            _ => {}
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::active;

    fn is_active(inner: &str) -> bool {
        active(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").as_bytes()).is_some()
    }

    #[test]
    fn still_pictures_pass() {
        for still in [
            "<rect fill=\"url(#g)\" style=\"fill: url('#g')\"/>",
            "<use xlink:href=\"#a\"/><!-- <script> -->",
            "<image href=\"data:image/png;base64,AAAA\"/>",
            "<text>javascript: one, two > three</text>",
            "<style>rect { fill: red }</style>",
        ] {
            assert!(!is_active(still), "{still}");
        }
    }

    #[test]
    fn active_ones_do_not() {
        for live in [
            "<script>alert(1)</script>",
            "<svg:script/>",
            "<rect onload=\"x()\"/>",
            "<rect\nONCLICK=x()/>",
            "<foreignObject/>",
            "<image href=\"https://x/a.png\"/>",
            "<a href=\"java&#115;cript:x\"/>",
            "<a href=\"java&#x0a;script&colon;x\"/>",
            "<rect style=\"fill: url(https://x)\"/>",
            "<style>@import 'x';</style>",
            "<style><![CDATA[a { background: url(//x) }]]></style>",
            "<image href=\"data:image/svg+xml,x\"/>",
            "<animate attributeName=\"href\" to=\"javascript:x\"/>",
        ] {
            assert!(is_active(live), "{live}");
        }
        assert!(active(b"\xff\xfe<").is_some());
    }
}
