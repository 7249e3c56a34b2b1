//! Digests: what bytes are known by.
//!
//! In go bytes, out come a [`Digest`] (BLAKE3: quick, for the manifest and for memo keys) or a SHA-256 in hexadecimal
//! ([`Sha256`]: published, because readers can check it with the tools that they have). The invariant: the same bytes
//! give the same digest on every machine, and two lists of parts share one only when they are equal part by part.

use sha2::Digest as _;
use std::fmt;

/// The BLAKE3 digest of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).into())
    }

    /// The digest of a list of parts; where one part ends and the next begins matters.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The digest that `bytes` are, as [`Self::as_bytes`] gave them.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hexadecimal(&self.0).fmt(f)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0)[..16])
    }
}

/// A BLAKE3 digest of bytes that arrive in pieces; the same as [`Digest::of`] of all of them.
#[derive(Default)]
pub struct Stream(blake3::Hasher);

impl Stream {
    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub fn finish(&self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// A SHA-256 of bytes that arrive in pieces.
#[derive(Default)]
pub struct Sha256(sha2::Sha256);

impl Sha256 {
    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces, in lower-case hexadecimal.
    pub fn finish(self) -> Box<str> {
        hexadecimal(&self.0.finalize()).into()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_the_one_that_readers_compute() {
        let mut sha256 = Sha256::default();
        sha256.update(b"a");
        sha256.update(b"bc");
        assert_eq!(&*sha256.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_stream_and_the_whole_agree_and_parts_do_not_run_together() {
        let mut stream = Stream::default();
        stream.update(b"bi");
        stream.update(b"en ban");
        assert_eq!(stream.finish(), Digest::of(b"bien ban"));
        assert_ne!(Digest::of_parts([&b"ab"[..], b"c"]), Digest::of_parts([&b"a"[..], b"bc"]));
        assert_eq!(Digest::of(b"x").to_string().len(), 64);
    }
}
