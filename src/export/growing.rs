//! Files that are written piece by piece, because they grow with the register.
//!
//! A path goes into [`Files::begin`], bytes into what comes out ([`Growing`]); the file counts once it is finished. The
//! invariant: the bytes of a file are all its pieces, in their order.

use std::io;

/// Where such files go.
pub trait Files {
    /// Begins the file at `path`, relative to the site.
    fn begin<'f>(&'f self, path: &str) -> Box<dyn Growing + 'f>;
}

/// A file that has begun.
pub trait Growing {
    /// Takes the next bytes.
    fn grow(&mut self, bytes: &[u8]);
    /// Takes it as whole.
    fn finish(self: Box<Self>);
}

/// How many bytes make a piece that is worth a call of the system.
pub const PIECE: usize = 1 << 16;

/// A file that has begun, for those who write into [`io::Write`]; it never fails.
pub struct Pieces<'f, 'g>(pub &'f mut (dyn Growing + 'g));

impl io::Write for Pieces<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.grow(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Files for one who takes each as a whole, by a function of path and bytes.
pub struct Whole<F>(pub F);

impl<F: Fn(&str, Vec<u8>)> Files for Whole<F> {
    fn begin<'f>(&'f self, path: &str) -> Box<dyn Growing + 'f> {
        whole(path, &self.0)
    }
}

/// A file that `put` takes as a whole, with its path, when it is finished.
pub fn whole<'f>(path: &str, put: impl Fn(&str, Vec<u8>) + 'f) -> Box<dyn Growing + 'f> {
    Box::new(Gathered { path: path.to_owned(), bytes: Vec::new(), put })
}

struct Gathered<F> {
    path: String,
    bytes: Vec<u8>,
    put: F,
}

impl<F: Fn(&str, Vec<u8>)> Growing for Gathered<F> {
    fn grow(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn finish(self: Box<Self>) {
        (self.put)(&self.path, self.bytes);
    }
}
