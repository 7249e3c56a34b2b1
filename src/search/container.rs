//! Containers: several members of the index in one file.
//!
//! Members (each compressed on its own) go in; files come out, each a byte of [`VERSION`], then members end to end. The
//! root tells where each member lies, so that a client asks a host for a range of bytes, and takes it out of the whole
//! where the host sends that instead. So the files are few and a query loads no more than it needs. The byte before the
//! first member keeps hosts that look into files from taking one for a file that they should unpack.
//!
//! The invariant: which members share a file follows from the keys and lengths around them, never from how many stand
//! before, so that an edit changes the files of what it touches.

use super::pack::base36;
use super::shard::VERSION;
use crate::text::digest::Digest;

/// From how many bytes on a container may end.
const LEAST: usize = 16 << 10;

/// How many bytes a container of several members has at most: what a host without ranges sends for any of them.
const MOST: usize = 64 << 10;

/// One of how many members begins a container where it may.
const SHARE: u8 = 4;

/// A compressed part of the index and the first key in it.
pub(super) struct Member {
    pub(super) key: String,
    pub(super) bytes: Vec<u8>,
}

/// Puts members, as they come, into containers. A container ends before a member whose key says so once it is large
/// enough, and before any that it has no room for.
#[derive(Default)]
pub(super) struct Cutter {
    open: Vec<Member>,
    size: usize,
}

impl Cutter {
    /// Takes the next member; gives the container that ends before it.
    pub(super) fn add(&mut self, member: Member) -> Option<Vec<Member>> {
        let is_end = self.size + member.bytes.len() > MOST || (self.size >= LEAST && begins(&member.key));
        self.size = if is_end { 0 } else { self.size } + member.bytes.len();
        let ended = is_end.then(|| std::mem::take(&mut self.open));
        self.open.push(member);
        ended.filter(|container| !container.is_empty())
    }

    /// The last container, if there is one.
    pub(super) fn finish(self) -> Option<Vec<Member>> {
        Some(self.open).filter(|container| !container.is_empty())
    }
}

/// Whether a container begins at `key` rather than before it.
fn begins(key: &str) -> bool {
    Digest::of(key.as_bytes()).as_bytes()[0].is_multiple_of(SHARE)
}

/// The bytes of a container.
pub(super) fn file<'m>(members: impl IntoIterator<Item = &'m [u8]>) -> Vec<u8> {
    let mut out = vec![VERSION];
    members.into_iter().for_each(|member| out.extend_from_slice(member));
    out
}

/// A container as the root lists it: its name, then the first key and the length in bytes of each member.
pub(super) fn line(name: &str, members: &[Member]) -> String {
    let members = members.iter().map(|m| format!(":{}:{}", m.key, base36(m.bytes.len(), 1)));
    std::iter::once(name.to_owned()).chain(members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(lengths: &[usize]) -> Vec<Member> {
        let member = |(i, length): (usize, &usize)| Member { key: format!("k{i}"), bytes: vec![b'm'; *length] };
        lengths.iter().enumerate().map(member).collect()
    }

    fn cut(members: Vec<Member>) -> Vec<Vec<Member>> {
        let mut cutter = Cutter::default();
        let mut all: Vec<Vec<Member>> = members.into_iter().filter_map(|member| cutter.add(member)).collect();
        all.extend(cutter.finish());
        all
    }

    fn keys(containers: &[Vec<Member>]) -> Vec<Vec<String>> {
        containers.iter().map(|c| c.iter().map(|m| m.key.clone()).collect()).collect()
    }

    #[test]
    fn containers_hold_all_in_order_within_their_room() {
        let lengths: Vec<usize> = (0..400).map(|i| 500 + i * 7919 % 12_000).collect();
        let found = cut(members(&lengths));
        assert_eq!(keys(&found).concat(), keys(&[members(&lengths)]).concat());
        let sizes: Vec<usize> = found.iter().map(|c| c.iter().map(|m| m.bytes.len()).sum()).collect();
        assert!(sizes.iter().all(|size| *size <= MOST));
        assert!(sizes[..sizes.len() - 1].iter().all(|size| *size >= LEAST), "{sizes:?}");
        let large = cut(members(&[10, MOST + 1, 10]));
        assert_eq!(large.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1], "what is too large stands alone");
        assert!(cut(Vec::new()).is_empty());
    }

    #[test]
    fn one_member_more_changes_the_containers_near_it() {
        let lengths: Vec<usize> = (0..400).map(|i| 500 + i * 7919 % 12_000).collect();
        let before = keys(&cut(members(&lengths)));
        let mut more = members(&lengths);
        more.insert(100, Member { key: "new".into(), bytes: vec![0; 9000] });
        let after = keys(&cut(more));
        let changed = after.iter().filter(|c| !before.contains(c)).count();
        assert!((1..=6).contains(&changed), "{changed} of {}", after.len());
    }

    #[test]
    fn a_line_tells_where_members_lie() {
        let members = members(&[35, 36]);
        assert_eq!(line("abc", &members), "abc:k0:z:k1:10");
        let bytes = file(members.iter().map(|m| &*m.bytes));
        assert_eq!((bytes.len(), bytes[0]), (1 + 35 + 36, VERSION));
    }
}
