//! Source files: the text of one file of the project, and the tree of all of them.
//!
//! A [`SourceTree`] is everything that a build reads, gathered before the first pure stage begins. Files are sorted by
//! path, so that no later stage depends on the order of a directory listing. The text is kept exactly as on disk;
//! normalisation happens where values are taken out of it.

use crate::text::glance::{self, Glance};
use crate::text::span::Span;
use crate::text::vietnamese;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A text that may stand among others in one piece of memory: a project has millions of small files, and room for each alone
/// would be rounded up by a tenth. Cheap to copy; as long as one text of a piece is kept, all of it is.
#[derive(Clone)]
pub struct SharedText {
    piece: Arc<str>,
    at: Span,
}

impl SharedText {
    /// Moves the texts of `files` into one piece.
    pub fn join(files: &mut [SourceFile]) {
        let piece: String = files.iter().map(|file| &*file.text).collect();
        let piece: Arc<str> = piece.into();
        let mut start = 0;
        for file in files {
            let end = start + file.text.len();
            file.text = Self { piece: Arc::clone(&piece), at: Span::new(start, end) };
            start = end;
        }
    }

    /// Whether it is `other` itself, in the same place.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.piece, &other.piece) && self.at == other.at
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedText {}

impl<T: Into<Arc<str>>> From<T> for SharedText {
    fn from(text: T) -> Self {
        let piece = text.into();
        let at = Span::new(0, piece.len());
        Self { piece, at }
    }
}

impl Deref for SharedText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.piece[self.at.range()]
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// One text file of the project; cheap to copy.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the project, with `/`.
    pub path: Arc<str>,
    /// The bytes of the file as UTF-8, byte order mark and line ends included.
    pub text: SharedText,
    /// Whether all of it is NFC with lines ending in LF, as nearly every file is: asked once, when it is read.
    clean: bool,
    /// What may be in it, front matter included.
    glance: Glance,
}

/// A file beside a record that is no record itself; cheap to copy.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Path relative to the project, with `/`.
    pub path: Arc<str>,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: Arc<str>,
    /// The bytes, where a rule or a page looks into the file (SVG images, tables); absent otherwise.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether a PDF has text that can be read out; `None` for other files.
    pub has_text_layer: Option<bool>,
    /// What it says and hides.
    pub contents: Arc<Contents>,
}

/// What a file beside a record says, and what it carries that nobody sees: for rules about personal data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its text, or the beginning of it: cells end with a tab, paragraphs and rows with a line end.
    pub text: Box<str>,
    /// Whether the text is a table.
    pub is_table: bool,
    /// Who its metadata say made or saved it.
    pub authors: Vec<Box<str>>,
    /// How many comments and tracked changes it has.
    pub remarks: u32,
    /// Whether it says where a picture was taken.
    pub has_position: bool,
    /// Why nothing could be looked into.
    pub unread: Option<Unread>,
}

/// Why a file could not be looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// A password protects it.
    Encrypted,
    /// It is broken.
    Broken,
    /// It is larger, unpacked, than is looked at.
    TooLarge,
}

/// Why a file could not be taken into the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceFault {
    /// The bytes are not UTF-8; the first bad byte.
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        at: usize,
        /// Everything before it, so that line and column can be told.
        before: Box<str>,
    },
    /// Larger than a record (4 MiB) or an attachment (64 MiB) may be.
    TooLarge {
        /// Length in bytes.
        size: u64,
        /// The longest length allowed.
        limit: u64,
    },
    /// The operating system would not let it be read; its words.
    Unreadable(Box<str>),
    /// A symbolic link to something outside the project, or in a circle.
    LinkOutside,
    /// A folder stands where a record file is meant (`x.md/`).
    Folder,
    /// Neither file nor folder (a socket, a device), or a name that is not UTF-8.
    NotAFile,
}

/// Everything that a build reads from the project's `content/`.
#[derive(Debug, Default)]
pub struct SourceTree {
    /// Records and tables (`.md`, `.toml`), sorted by path.
    pub files: Vec<SourceFile>,
    /// All other files below `content/`, sorted by path.
    pub attachments: Vec<Attachment>,
    /// What could not be read, with its path, sorted by path.
    pub faults: Vec<(Box<str>, SourceFault)>,
}

impl SourceTree {
    /// The file at `path`, relative to the project.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.binary_search_by(|f| (*f.path).cmp(path)).ok().map(|i| &self.files[i])
    }

    /// The attachment at `path`, relative to the project.
    pub fn attachment(&self, path: &str) -> Option<&Attachment> {
        self.attachments.binary_search_by(|f| (*f.path).cmp(path)).ok().map(|i| &self.attachments[i])
    }
}

impl SourceTree {
    /// Line and column of byte `offset` of the file at `path`, also of one that could not be read; 1:1 where nothing is known.
    pub fn position(&self, path: &str, offset: usize) -> (usize, usize) {
        if let Some(file) = self.file(path) {
            return LineIndex::new(&file.text).position(offset);
        }
        match self.fault(path) {
            Some(SourceFault::NotUtf8 { before, .. }) => LineIndex::new(before).position(offset),
            _ => (1, 1),
        }
    }

    /// The text at `path`; of a file that is not UTF-8, what comes before the first bad byte.
    pub fn text(&self, path: &str) -> Option<&str> {
        match (self.file(path), self.fault(path)) {
            (Some(file), _) => Some(&file.text),
            (None, Some(SourceFault::NotUtf8 { before, .. })) => Some(before),
            (None, _) => None,
        }
    }

    /// Why the file at `path` could not be read, where that is so.
    pub fn fault(&self, path: &str) -> Option<&SourceFault> {
        self.faults.binary_search_by(|(p, _)| (**p).cmp(path)).ok().map(|i| &self.faults[i].1)
    }
}

impl SourceFile {
    /// A file from its path, relative to the project, and its text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<SharedText>) -> Self {
        let text = text.into();
        let clean = vietnamese::is_nfc(&text) && !text.contains('\r');
        let glance = Glance::of(&text);
        Self { path: path.into(), text, clean, glance }
    }

    /// Whether a text that stands in it may have any of `signs`.
    pub const fn may_have(&self, signs: Glance) -> bool {
        !self.clean || self.glance.has(signs.or(glance::ESCAPE))
    }

    /// Whether all of it is NFC.
    pub fn is_nfc(&self) -> bool {
        self.clean || vietnamese::is_nfc(&self.text)
    }

    /// Length of the byte order mark, if there is one.
    pub fn bom(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// The text at `span` as later stages want it: NFC, lines ending in LF.
    pub fn clean(&self, span: Span) -> Cow<'_, str> {
        let raw = &self.text[span.range()];
        if self.clean {
            return Cow::Borrowed(raw);
        }
        let nfc = vietnamese::nfc(raw);
        if nfc.contains('\r') { Cow::Owned(nfc.replace("\r\n", "\n").replace('\r', "\n")) } else { nfc }
    }

    /// The place in the file of `range` of `text`, a value that was read from the string at `span`; the whole string where
    /// escapes make that uncertain.
    pub fn locate_in_string(&self, span: Span, text: &str, range: std::ops::Range<usize>) -> Span {
        match self.clean(span).find(text).filter(|_| !text.is_empty()) {
            Some(at) => Span::new(self.locate(span, at + range.start), self.locate(span, at + range.end)),
            None => span,
        }
    }

    /// The place in the file of byte `offset` of `self.clean(span)`.
    ///
    /// Exact where the text at `span` is clean already; else the line is exact and the column as near as the line's own
    /// normalisation allows.
    pub fn locate(&self, span: Span, offset: usize) -> usize {
        let raw = &self.text[span.range()];
        let Cow::Owned(clean) = self.clean(span) else { return span.start as usize + offset.min(raw.len()) };
        let offset = offset.min(clean.len());
        let line = clean[..offset].matches('\n').count();
        let in_line = offset - clean[..offset].rfind('\n').map_or(0, |i| i + 1);
        let line_start =
            raw.match_indices('\n').nth(line.wrapping_sub(1)).filter(|_| line > 0).map_or(0, |(i, _)| i + 1);
        let rest = raw[line_start..].split(['\r', '\n']).next().unwrap_or("");
        let within = rest.char_indices().map(|(i, _)| i).find(|&i| vietnamese::nfc(&rest[..i]).len() >= in_line);
        span.start as usize + line_start + within.unwrap_or(rest.len())
    }
}

/// Line and column of places in a text; both count from 1, columns in characters.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Reads the line starts of `text`.
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i as u32 + 1)).collect();
        Self { text, starts }
    }

    /// The bytes of the line that holds byte `offset`, without its end; past the end, those of the last line.
    pub fn line_at(&self, offset: usize) -> std::ops::Range<usize> {
        let line = self.starts.partition_point(|&s| s as usize <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next as usize - 1);
        start..end - usize::from(end > start && self.text.as_bytes()[end - 1] == b'\r')
    }

    /// The bytes of line `number`, counted from 1, without its end.
    pub fn line(&self, number: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        Some(self.line_at(start as usize))
    }

    /// The text that is indexed.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Line and column of byte `offset`; past the end, those of the end.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&s| s as usize <= offset) - 1;
        let start = self.starts[line] as usize;
        let shown = self.text[start..offset].trim_start_matches('\u{feff}');
        (line + 1, shown.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile::new("content/a.md", text)
    }

    #[test]
    fn columns_count_characters_and_not_the_byte_order_mark() {
        let index = LineIndex::new("\u{feff}đợt\nthứ hai");
        assert_eq!(index.position(3), (1, 1));
        assert_eq!(index.position("\u{feff}đợ".len()), (1, 3));
        assert_eq!(index.position("\u{feff}đợt\nthứ".len()), (2, 4));
        assert_eq!(index.position(999), (2, 8));
    }

    #[test]
    fn texts_in_one_piece_are_what_they_were() {
        let mut files = ["một", "", "hai\r\n", "ba"].map(file);
        let (before, alone) = (files.clone().map(|f| f.text.to_string()), files[0].text.clone());
        SharedText::join(&mut files);
        assert_eq!(files.clone().map(|f| f.text.to_string()), before);
        assert_eq!(files[0].text, alone);
        assert!(!files[0].text.is(&alone) && files[0].text.is(&files[0].clone().text));
        assert!(!files[1].text.is(&files[3].text));
    }

    #[test]
    fn places_in_normalised_text_lead_back_to_the_file() {
        let raw = "mo\u{302}t\r\nhai [X]";
        let f = file(raw);
        let span = Span::new(0, raw.len());
        let clean = f.clean(span);
        assert_eq!(clean, "môt\nhai [X]");
        let offset = clean.find('[').expect("the text has a bracket");
        assert_eq!(&raw[f.locate(span, offset)..], "[X]");
    }
}
