//! Buckets: how many of the counted took how many working days, in seven spans.
//!
//! Numbers of working days go in, a count a span comes out. The invariant: the spans follow each other without a gap, so
//! the counts add up to how many were counted.

/// The first and last working day of each span; the last span has no end.
pub const SPANS: [(u32, Option<u32>); 7] =
    [(0, Some(2)), (3, Some(5)), (6, Some(10)), (11, Some(15)), (16, Some(20)), (21, Some(30)), (31, None)];

/// The counts of the seven [`SPANS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buckets(pub [u32; SPANS.len()]);

impl Buckets {
    /// Counts `days`.
    pub fn of(days: &[u32]) -> Self {
        let mut counts = [0; SPANS.len()];
        for day in days {
            let span = SPANS.iter().position(|(_, last)| last.is_none_or(|last| *day <= last));
            counts[span.unwrap_or(SPANS.len() - 1)] += 1;
        }
        Self(counts)
    }

    /// How many were counted.
    pub fn counted(&self) -> u32 {
        self.0.iter().sum()
    }

    /// How many took no longer than the end of the span at `span`.
    pub fn within(&self, span: usize) -> u32 {
        self.0[..=span].iter().sum()
    }
}

/// The identifier of the span at `span`: `0-2`, `31+`.
pub fn span_id(span: usize) -> String {
    match SPANS[span] {
        (first, Some(last)) => format!("{first}-{last}"),
        (first, None) => format!("{first}+"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_follow_each_other() {
        for pair in SPANS.windows(2) {
            assert_eq!(pair[0].1.map(|last| last + 1), Some(pair[1].0));
        }
        assert_eq!((span_id(0), span_id(6)), ("0-2".to_owned(), "31+".to_owned()));
    }

    #[test]
    fn the_ends_of_a_span_belong_to_it() {
        let buckets = Buckets::of(&[0, 2, 3, 5, 6, 10, 11, 15, 16, 20, 21, 30, 31, 400]);
        assert_eq!(buckets.0, [2; 7]);
        assert_eq!((buckets.counted(), buckets.within(2)), (14, 6));
    }
}
