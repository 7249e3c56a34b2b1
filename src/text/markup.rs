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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_tag_or_an_attribute() {
        let mut out = "x".to_owned();
        push_escaped(&mut out, "<a b=\"c\" d='e'>ế & f");
        assert_eq!(out, "x&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;ế &amp; f");
    }
}
