//! XML as a stream of tags and texts, with nothing in it that could grow or lead elsewhere.
//!
//! A stream in, [`Token`]s out. A document type declaration and every entity but the five of XML are refused, so that no
//! text is longer than the part that it stands in. Names come without their prefix.

use super::archive::broken;
use super::limits::too_large;
use crate::host::fault::Fault;
use crate::say;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufRead, BufReader, ErrorKind, Read};

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A tag opens; an empty one closes right after.
    Open(Tag),
    /// The tag of this name closes.
    Close(String),
    /// A piece of text.
    Text(String),
}

/// A tag that opens.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// Whether a switch is on: present, and not `0` or `false`.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !matches!(value, "0" | "false" | "off" | "none"))
    }
}

/// A part that is being read.
pub(super) struct Xml<R> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    part: Box<str>,
}

impl<R: Read> Xml<R> {
    /// Begins to read `part`.
    pub(super) fn new(stream: R, part: &str) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, stream));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { reader, buffer: Vec::new(), part: part.into() }
    }

    /// The next token; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token>, Fault> {
        loop {
            self.buffer.clear();
            let event = read(&mut self.reader, &mut self.buffer, &self.part)?;
            let token = match event {
                Event::Start(tag) | Event::Empty(tag) => Token::Open(tag_of(&tag, &self.part)?),
                Event::End(tag) => Token::Close(tag.local_name().as_ref().to_owned()),
                Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => Token::Text(reference(&name.into_inner(), &self.part)?.to_string()),
                Event::DocType(_) => return Err(declared(&self.part)),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(token));
        }
    }
}

fn read<'b, R: BufRead>(reader: &mut Reader<R>, buffer: &'b mut Vec<u8>, part: &str) -> Result<Event<'b>, Fault> {
    reader.read_event_into(buffer).map_err(|error| match error {
        quick_xml::Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => too_large(),
        _ => broken(part),
    })
}

fn tag_of(tag: &BytesStart<'_>, part: &str) -> Result<Tag, Fault> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| broken(part))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| declared(part))?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(Tag { name: tag.local_name().as_ref().to_owned(), attributes })
}

/// The character that `&name;` stands for.
fn reference(name: &str, part: &str) -> Result<char, Fault> {
    let code = name
        .strip_prefix("#x")
        .or_else(|| name.strip_prefix("#X"))
        .map(|hex| u32::from_str_radix(hex, 16))
        .or_else(|| name.strip_prefix('#').map(str::parse));
    match (name, code) {
        ("amp", _) => Ok('&'),
        ("lt", _) => Ok('<'),
        ("gt", _) => Ok('>'),
        ("quot", _) => Ok('"'),
        ("apos", _) => Ok('\''),
        (_, Some(Ok(code))) => char::from_u32(code).ok_or_else(|| broken(part)),
        _ => Err(declared(part)),
    }
}

fn declared(part: &str) -> Fault {
    Fault::new(say!(
        "`{part}` có khai báo kiểu tài liệu (DTD) hoặc thực thể; không đọc",
        "`{part}` has a document type declaration or an entity; it is not read"
    ))
    .help(say!(
        "mở bằng Excel hoặc Word rồi lưu lại; tệp do các chương trình này ghi không có khai báo ấy",
        "open it in an office program and save it again; these write no such declaration"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
        let mut xml = Xml::new(text.as_bytes(), "a.xml");
        let mut all = Vec::new();
        while let Some(token) = xml.next()? {
            all.push(token);
        }
        Ok(all)
    }

    #[test]
    fn names_have_no_prefix_and_references_are_read() {
        let all = tokens("<w:a w:val='1 &amp; 2'>x&#x1ea1;&lt;<b/></w:a>").expect("it is XML");
        let Token::Open(tag) = &all[0] else { panic!("{all:?}") };
        assert_eq!((&*tag.name, tag.get("val")), ("a", Some("1 & 2")));
        let text: String = all.iter().filter_map(|t| if let Token::Text(t) = t { Some(&**t) } else { None }).collect();
        assert_eq!(text, "xạ<");
        assert_eq!(all.last(), Some(&Token::Close("a".into())));
    }

    #[test]
    fn declarations_and_entities_are_refused() {
        for text in ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!DOCTYPE a><a/>", "<a>&b;</a>", "<a b='&c;'/>"] {
            assert!(tokens(text).expect_err(text).message.en.contains("entity"), "{text}");
        }
        assert!(tokens("<a><b></a>").is_err());
    }
}
