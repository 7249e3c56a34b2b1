//! The manifest of an output folder: what publishing left there.
//!
//! In go entries, one an output path, out come bytes, and back. The file is versioned, sorted, and closed with a
//! checksum; paths share their beginnings with the one before. The invariants: the same site has the same manifest wherever
//! and whenever it was built; bytes that are not exactly what [`Manifest::encode`] gives decode to nothing, and nothing
//! means a full build, silently.
//! [`publish`](super::publish) says how it is used.

use crate::text::digest::Digest;
use crate::text::key::Key;

const MAGIC: &[u8] = b"doithoai-manifest 3\n";

/// One file as it was left on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path in the output folder, with `/`.
    pub path: Box<str>,
    /// Length in bytes.
    pub size: u64,
    /// Digest of the bytes.
    pub digest: Digest,
    /// What the bytes were made from; themselves where nothing else is known.
    pub key: Key,
}

/// What publishing left in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What the build wants to know the next time; publishing does not look into it.
    pub meta: Box<[u8]>,
    /// The files, sorted by path.
    pub entries: Vec<Entry>,
}

impl Manifest {
    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.binary_search_by(|e| (*e.path).cmp(path)).ok().map(|i| &self.entries[i])
    }

    /// The manifest as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        number(&mut out, self.meta.len() as u64);
        out.extend_from_slice(&self.meta);
        number(&mut out, self.entries.len() as u64);
        let mut before = "";
        for entry in &self.entries {
            let shared = shared(before, &entry.path);
            number(&mut out, shared as u64);
            number(&mut out, (entry.path.len() - shared) as u64);
            out.extend_from_slice(&entry.path.as_bytes()[shared..]);
            number(&mut out, entry.size);
            out.extend_from_slice(entry.digest.as_bytes());
            let keyed = entry.key != entry.digest.into();
            out.push(u8::from(keyed));
            if keyed {
                out.extend_from_slice(entry.key.as_bytes());
            }
            before = &entry.path;
        }
        let checksum = Digest::of(&out);
        out.extend_from_slice(checksum.as_bytes());
        out
    }

    /// The manifest that `bytes` are; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (body, checksum) = bytes.split_last_chunk::<32>()?;
        if Digest::of(body).as_bytes() != checksum {
            return None;
        }
        let mut rest = Reader(body.strip_prefix(MAGIC)?);
        let length = rest.length()?;
        let meta = rest.take(length)?.into();
        let count = rest.length()?;
        let mut entries: Vec<Entry> = Vec::with_capacity(count.min(rest.0.len()));
        for _ in 0..count {
            let before = entries.last().map_or("", |e| &*e.path);
            let entry = rest.entry(before)?;
            if !entries.is_empty() && *before >= *entry.path {
                return None;
            }
            entries.push(entry);
        }
        rest.0.is_empty().then_some(Self { meta, entries })
    }
}

/// What is left to decode.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let [byte] = self.array()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn length(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    fn entry(&mut self, before: &str) -> Option<Entry> {
        let shared = self.length()?;
        let length = self.length()?;
        let path = before.get(..shared)?.to_owned() + str::from_utf8(self.take(length)?).ok()?;
        let size = self.number()?;
        let digest = Digest::from_bytes(self.array()?);
        let key = match self.array()? {
            [0] => digest.into(),
            [1] => Key::from_bytes(self.array()?),
            _ => return None,
        };
        Some(Entry { path: path.into(), size, digest, key })
    }
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// How many bytes two paths begin with alike, in whole characters.
fn shared(a: &str, b: &str) -> usize {
    let mut length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    while !b.is_char_boundary(length) {
        length -= 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn manifest(paths: &[&str]) -> Manifest {
        let entry = |(i, path): (usize, &&str)| Entry {
            path: (*path).into(),
            size: 300 << i,
            digest: Digest::of(path.as_bytes()),
            key: Digest::of(if i == 0 { path.as_bytes() } else { b"key" }).into(),
        };
        Manifest { meta: (*b"as of 2024").into(), entries: paths.iter().enumerate().map(entry).collect() }
    }

    #[test]
    fn what_was_written_is_read_back() {
        for paths in [&[][..], &["a"], &["a", "a/b", "a/bế.html", "a/bề.html", "index.html"]] {
            let manifest = manifest(paths);
            assert_eq!(Manifest::decode(&manifest.encode()), Some(manifest));
        }
    }

    #[test]
    fn every_damaged_byte_is_noticed() {
        let bytes = manifest(&["a/index.html", "b/index.html"]).encode();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Manifest::decode(&damaged), None, "byte {at}");
            assert_eq!(Manifest::decode(&bytes[..at]), None, "cut at {at}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut bytes = MAGIC.to_vec();
            bytes.extend(body);
            let checksum = Digest::of(&bytes);
            bytes.extend(checksum.as_bytes());
            let _ = Manifest::decode(&bytes);
        }
    }
}
