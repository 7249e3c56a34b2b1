//! Keys: what a file was made from, as 128 bits.
//!
//! In goes any value that can be serialised, out comes its [`Key`]: half a BLAKE3 digest of what a serialiser is told of the
//! value, names of fields included, without a text in between. The invariant: two values have the same key only when a
//! template could not tell them apart; where one value ends and the next begins always matters.

use super::digest::Digest;
use serde::ser::{self, Serialize, Serializer};
use std::fmt;

/// What something was made from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The key of `value`; `None` where it cannot be serialised.
    pub fn of(value: &impl Serialize) -> Option<Self> {
        let mut told = Told::default();
        value.serialize(&mut told).ok()?;
        Some(told.finish())
    }

    /// The key that `bytes` are, as [`Self::as_bytes`] gave them.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// Bytes of which nothing is known but themselves are made from themselves.
impl From<Digest> for Key {
    fn from(digest: Digest) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&digest.as_bytes()[..16]);
        Self(half)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// How much is gathered before it is digested: BLAKE3 takes many blocks at once faster than one by one.
const PIECE: usize = 16 << 10;

/// The most that stands before a text: a mark and its length.
const HEAD: usize = 10;

/// What a serialiser is told: a mark for each kind of value, lengths before texts, an end after what has parts.
struct Told {
    piece: Vec<u8>,
    hasher: Option<blake3::Hasher>,
}

/// The kinds of values.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Mark {
    End,
    No,
    Yes,
    Signed,
    Unsigned,
    Float,
    Letter,
    Text,
    Bytes,
    Absent,
    Present,
    Unit,
    Variant,
    List,
    Map,
    Field,
}

impl Default for Told {
    fn default() -> Self {
        Self { piece: Vec::with_capacity(PIECE), hasher: None }
    }
}

impl Told {
    fn mark(&mut self, mark: Mark) {
        self.make_room(1);
        self.piece.push(mark as u8);
    }

    /// A mark with a number.
    fn number(&mut self, mark: Mark, number: [u8; 8]) {
        self.make_room(1 + number.len());
        self.piece.push(mark as u8);
        self.piece.extend_from_slice(&number);
    }

    /// A mark with bytes of any length: that in one byte, as most are short, or else in eight more.
    fn text(&mut self, mark: Mark, text: &[u8]) {
        self.make_room(HEAD + text.len());
        self.piece.push(mark as u8);
        match u8::try_from(text.len()) {
            Ok(length) if length < u8::MAX => self.piece.push(length),
            _ => {
                self.piece.push(u8::MAX);
                self.piece.extend_from_slice(&(text.len() as u64).to_le_bytes());
            }
        }
        if HEAD + text.len() > PIECE {
            self.flush();
            self.hasher.get_or_insert_default().update(text);
        } else {
            self.piece.extend_from_slice(text);
        }
    }

    /// Digests what was gathered where so much more does not go beside it.
    fn make_room(&mut self, more: usize) {
        if self.piece.len() + more > PIECE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.hasher.get_or_insert_default().update(&self.piece);
        self.piece.clear();
    }

    fn finish(self) -> Key {
        match self.hasher {
            None => Digest::of(&self.piece).into(),
            Some(mut hasher) => Digest::from_bytes(hasher.update(&self.piece).finalize().into()).into(),
        }
    }
}

/// Why a value cannot be serialised: nobody asks.
#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be serialised")
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What is told of each number.
macro_rules! numbers {
    ($($name:ident: $type:ty as $wide:ty = $mark:ident;)+) => {
        $(fn $name(self, number: $type) -> Result<(), Refused> {
            self.number(Mark::$mark, <$wide>::from(number).to_le_bytes());
            Ok(())
        })+
    };
}

impl Serializer for &mut Told {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8 as i64 = Signed;
        serialize_i16: i16 as i64 = Signed;
        serialize_i32: i32 as i64 = Signed;
        serialize_i64: i64 as i64 = Signed;
        serialize_u8: u8 as u64 = Unsigned;
        serialize_u16: u16 as u64 = Unsigned;
        serialize_u32: u32 as u64 = Unsigned;
        serialize_u64: u64 as u64 = Unsigned;
        serialize_f32: f32 as f64 = Float;
        serialize_f64: f64 as f64 = Float;
        serialize_char: char as u64 = Letter;
    }

    fn serialize_bool(self, is: bool) -> Result<(), Refused> {
        self.mark(if is { Mark::Yes } else { Mark::No });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Refused> {
        self.text(Mark::Text, text.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Refused> {
        self.text(Mark::Bytes, bytes);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.mark(Mark::Absent);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        self.mark(Mark::Present);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.mark(Mark::Unit);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Refused> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Refused> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.text(Mark::Variant, variant.as_bytes());
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Refused> {
        self.mark(Mark::List);
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Refused> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Refused> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        self.text(Mark::Variant, variant.as_bytes());
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Refused> {
        self.mark(Mark::Map);
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Refused> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        self.text(Mark::Variant, variant.as_bytes());
        self.serialize_map(None)
    }
}

/// Values that are parts of another, one after the other.
macro_rules! parts {
    ($($trait:ident :: $part:ident)+) => {
        $(impl ser::$trait for &mut Told {
            type Ok = ();
            type Error = Refused;

            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Refused> {
                self.mark(Mark::End);
                Ok(())
            }
        })+
    };
}

/// Values that are parts of another, each after its name. A field that is skipped is not told: the others have names.
macro_rules! fields {
    ($($trait:ident)+) => {
        $(impl ser::$trait for &mut Told {
            type Ok = ();
            type Error = Refused;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
                self.text(Mark::Field, name.as_bytes());
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Refused> {
                self.mark(Mark::End);
                Ok(())
            }
        })+
    };
}

parts! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

fields! {
    SerializeStruct
    SerializeStructVariant
}

impl ser::SerializeMap for &mut Told {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        self.mark(Mark::End);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
