//! Gzip: bytes as one member.
//!
//! Bytes and a level go in, a gzip member without time or name comes out. The invariant: the same bytes at the same level
//! give the same member on every machine and whatever was packed before; no time, name or system is written.

use libdeflater::{CompressionLvl, Compressor};
use std::collections::BTreeMap;

/// What packs, one text after another: a compressor is half a megabyte of tables, and to make them anew is much of the
/// work on a small file.
#[derive(Default)]
pub struct Packer {
    by_level: BTreeMap<u8, Compressor>,
    room: Vec<u8>,
}

impl Packer {
    /// `bytes` packed at `level`, from 1 (fast) to 12 (small); other levels are taken for the nearest.
    pub fn pack(&mut self, bytes: &[u8], level: u8) -> Vec<u8> {
        let level = level.clamp(1, 12);
        let new = || Compressor::new(CompressionLvl::new(i32::from(level)).unwrap_or_default());
        let compressor = self.by_level.entry(level).or_insert_with(new);
        let bound = compressor.gzip_compress_bound(bytes.len());
        if self.room.len() < bound {
            self.room.resize(bound, 0);
        }
        let length = compressor.gzip_compress(bytes, &mut self.room).expect("there is room for the worst case");
        self.room[..length].to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_whole_and_do_not_depend_on_those_before() {
        use std::io::Read as _;
        let long: Vec<u8> = (0..100_000_u32).flat_map(|n| (n.wrapping_mul(n) % 251).to_le_bytes()).collect();
        let mut packer = Packer::default();
        for bytes in [&b""[..], b"a", &long, b"a", &long[..5000]] {
            for level in [0, 1, 2, 6, 12, 255] {
                let member = packer.pack(bytes, level);
                let mut read = Vec::new();
                flate2::read::GzDecoder::new(&member[..]).read_to_end(&mut read).expect("it is gzip");
                assert!(read == bytes);
                assert!(member == Packer::default().pack(bytes, level));
                assert_eq!(member[4..8], [0; 4], "no time");
            }
        }
    }
}
