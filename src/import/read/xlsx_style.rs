//! Which numbers of a workbook are days.
//!
//! In go the number formats of `styles.xml` and serial numbers; out come days. The invariant: a number is a day only where
//! the format that the spreadsheet shows it in has a day, a month or a year.

use super::archive::{Archive, broken};
use super::xml::{Token, Xml};
use crate::host::fault::Fault;
use chrono::{Days, NaiveDate};

/// For each cell style, whether it shows days.
pub(super) struct Styles(Vec<bool>);

impl Styles {
    /// Whether the style with this index shows days.
    pub(super) fn shows_days(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or(false)
    }

    pub(super) fn read(archive: &mut Archive, part: &str) -> Result<Self, Fault> {
        let (mut formats, mut styles, mut inside) = (Vec::<(u32, bool)>::new(), Vec::new(), false);
        let Some(stream) = archive.part(part)? else { return Ok(Self(styles)) };
        let mut xml = Xml::new(stream, part);
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) if tag.name == "numFmt" => {
                    if let (Some(Ok(id)), Some(code)) = (tag.get("numFmtId").map(str::parse), tag.get("formatCode")) {
                        formats.push((id, is_date_format(code)));
                    }
                }
                Token::Open(tag) if tag.name == "cellXfs" => inside = true,
                Token::Close(name) if name == "cellXfs" => inside = false,
                Token::Open(tag) if inside && tag.name == "xf" => {
                    let id: u32 = tag.get("numFmtId").unwrap_or("0").parse().map_err(|_| broken(part))?;
                    let own = formats.iter().find(|(known, _)| *known == id).map(|(_, days)| *days);
                    styles.push(own.unwrap_or(matches!(id, 14..=17 | 22 | 27..=36 | 50..=58)));
                }
                _ => {}
            }
        }
        Ok(Self(styles))
    }
}

/// Whether a format code shows a day, a month or a year: letters outside quotes, brackets and escapes.
fn is_date_format(code: &str) -> bool {
    let mut letters = code.chars();
    let (mut quoted, mut bracketed, mut month) = (false, false, false);
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            '\\' | '_' | '*' => {
                letters.next();
            }
            'd' | 'D' | 'y' | 'Y' => return true,
            // Minutes beside hours, a month by itself.
            'm' | 'M' => month = true,
            'h' | 'H' | 's' | 'S' | 'G' | 'g' => return false,
            ';' => break,
            _ => {}
        }
    }
    month
}

/// The day that a serial number means; `since_1904` where the workbook counts from 1904. `None` outside 1900 to 2199.
pub(crate) fn day_of_serial(serial: f64, since_1904: bool) -> Option<NaiveDate> {
    if !(1.0..=110_000.0).contains(&serial) {
        return None;
    }
    #[allow(clippy::cast_sign_loss, reason = "it lies between 1 and 110,000")]
    let days = serial.floor() as u64;
    // Serial 60 is 29 February 1900, which never was; days before it are one off.
    let (year, month, day, back) = if since_1904 { (1904, 1, 1, 0) } else { (1899, 12, 31, u64::from(days > 59)) };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days - back))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials() {
        let day = |serial| day_of_serial(serial, false).map(|d| d.to_string());
        assert_eq!(day(44275.0).as_deref(), Some("2021-03-20"));
        assert_eq!(day(45406.75).as_deref(), Some("2024-04-24"));
        assert_eq!(day(61.0).as_deref(), Some("1900-03-01"));
        assert_eq!(day(0.5), None);
        assert_eq!(day_of_serial(43944.0, true).map(|d| d.to_string()).as_deref(), Some("2024-04-24"));
    }

    #[test]
    fn formats() {
        for code in ["dd/mm/yyyy", "d/m/yy h:mm", "[$-42A]dd\\ mmmm", "mmm-yy", "yyyy\"năm\""] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["General", "0.00", "h:mm", "[h]:mm:ss", "#,##0\" đ\"", "@", "0\\d", "[Red]0"] {
            assert!(!is_date_format(code), "{code}");
        }
    }
}
