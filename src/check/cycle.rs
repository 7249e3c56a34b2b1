//! Cycles among records that point at one another: parents, predecessors, merged questions, steps.
//!
//! For each of `n` things the one it points at goes in; out come the cycles, each once, beginning with its first member.
//! Linear: every thing is walked over once.

/// The cycles of the graph in which each of `n` things points at no more than one other.
pub fn cycles(n: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut walk = vec![0_usize; n];
    let mut found = Vec::new();
    for start in 0..n {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(i) = at.filter(|&i| i < n) {
            if walk[i] != 0 {
                if walk[i] == start + 1 {
                    found.push(rotated(&path, i));
                }
                break;
            }
            walk[i] = start + 1;
            path.push(i);
            at = next(i);
        }
    }
    found
}

/// The part of `path` from `i` on, turned so that its smallest member comes first.
fn rotated(path: &[usize], i: usize) -> Vec<usize> {
    let from = path.iter().position(|&x| x == i).unwrap_or(0);
    let mut cycle = path[from..].to_vec();
    let least = cycle.iter().enumerate().min_by_key(|(_, x)| **x).map_or(0, |(at, _)| at);
    cycle.rotate_left(least);
    cycle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cycle_is_found_once_and_tails_are_none() {
        let next = [Some(1), Some(2), Some(1), Some(3), None, Some(0)];
        assert_eq!(cycles(6, |i| next[i]), [vec![1, 2], vec![3]]);
        assert!(cycles(0, |_| None).is_empty());
    }
}
