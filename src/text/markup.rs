//! Markup: text made safe to stand in HTML and XML, between tags and in attributes with either quote.

/// Adds `text` to `out`, with its five special characters written as entities that HTML and XML share.
pub fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// Appends `text` for XML 1.0: as [`push_escaped`], and what no XML document may hold (most control characters) as `\u{fffd}`.
pub fn push_xml(out: &mut String, text: &str) {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(legal) {
        push_escaped(out, text);
    } else {
        push_escaped(out, &text.replace(|c| !legal(c), "\u{fffd}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_tag_or_an_attribute() {
        let mut out = "x".to_owned();
        push_escaped(&mut out, "<a b=\"c\" d='e'>ế & f");
        assert_eq!(out, "x&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;ế &amp; f");
    }

    #[test]
    fn what_xml_forbids_is_replaced() {
        let mut out = String::new();
        push_xml(&mut out, "a\u{7}b\u{0}\u{fffe}<\tế😀");
        assert_eq!(out, "a\u{fffd}b\u{fffd}\u{fffd}&lt;\tế😀");
    }
}
