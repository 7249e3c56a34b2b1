//! Slots: the numbers by which the index knows records.
//!
//! Ids go in; each gets a slot. A slot follows from the id's digest and from the ids that crowd around it, never from the
//! order in which records came to be: a new record moves only the few that stand behind it up to the next free slot, and
//! an edit moves none.

use crate::text::digest::Digest;

/// Which record stands in which slot.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slots {
    /// How many slots there are, free ones included.
    pub(super) count: u32,
    /// Slots in order, each with the position of its record in the list of ids.
    pub(super) taken: Vec<(u32, u32)>,
}

impl Slots {
    /// The slots of the records with these `ids`.
    pub(super) fn of<'i>(ids: impl IntoIterator<Item = &'i str>) -> Self {
        let mut keys: Vec<(u64, u32)> = ids.into_iter().zip(0..).map(|(id, at)| (digest(id), at)).collect();
        keys.sort_unstable();
        let room = u64::from(room(keys.len() as u32));
        let mut taken = Vec::with_capacity(keys.len());
        let mut next = 0;
        for (digest, at) in keys {
            let home = ((u128::from(digest) * u128::from(room)) >> 64) as u32;
            let slot = home.max(next);
            taken.push((slot, at));
            next = slot + 1;
        }
        Self { count: next.max(room as u32), taken }
    }
}

/// The smallest 2^k or 1.5 · 2^k that leaves a fifth free, so that it changes rarely; at least 16.
const fn room(records: u32) -> u32 {
    let mut room = 16;
    while room < records + records.div_ceil(4) {
        room = if room.is_power_of_two() { room / 2 * 3 } else { room / 3 * 4 };
    }
    room
}

fn digest(id: &str) -> u64 {
    let digest = Digest::of(id.as_bytes());
    digest.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_grow_by_halves() {
        assert_eq!([0, 12, 13, 19, 20, 100, 13_000].map(room), [16, 16, 24, 24, 32, 128, 16_384]);
    }

    #[test]
    fn a_new_record_moves_few() {
        let ids: Vec<String> = (0..1000).map(|i| format!("2023-2024/khoa/questions/{i:04}")).collect();
        let slot_of = |slots: &Slots, list: &[&str]| -> std::collections::BTreeMap<String, u32> {
            slots.taken.iter().map(|(slot, at)| (list[*at as usize].to_owned(), *slot)).collect()
        };
        let all: Vec<&str> = ids.iter().map(String::as_str).collect();
        let before = Slots::of(all.iter().copied());
        assert!(before.taken.is_sorted() && before.taken.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(before.taken.iter().all(|(slot, _)| *slot < before.count));
        let reversed: Vec<&str> = all.iter().rev().copied().collect();
        assert_eq!(
            slot_of(&before, &all),
            slot_of(&Slots::of(reversed.iter().copied()), &reversed),
            "order is nothing"
        );
        let mut more = all.clone();
        more.push("2023-2024/khoa/questions/moi");
        let (old, new) = (slot_of(&before, &all), slot_of(&Slots::of(more.iter().copied()), &more));
        let moved = old.iter().filter(|(id, slot)| new[*id] != **slot).count();
        assert!(moved < 60, "{moved} of 1000 moved");
    }
}
