//! Small cells: which counts of a survey are not shown, so that nobody can be recognised.
//!
//! Counts of one sum, or of a table with sums by row and by column, go in; which are shown comes out. A count under the
//! minimum is small; where the others and the sum would still give it away, the smallest other count covers it
//! (`spec/content.md`, `surveys`). Sums are taken as known to readers, since the number of forms that came back is
//! published. The invariant: no small count can be told from the shown ones and their sums.

/// What becomes of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It is shown.
    Shown,
    /// It is under the minimum.
    Small,
    /// It is not shown, because it would give a small one away.
    Covering,
}

/// Which of the counts of one sum are shown.
pub fn of_sum(counts: &[u32], min: u32) -> Vec<Cell> {
    let mut cells: Vec<Cell> = counts.iter().map(|n| cell(*n, min)).collect();
    let all: Vec<usize> = (0..counts.len()).collect();
    cover(counts, &mut cells, &all, min);
    cells
}

/// Which cells of a table are shown; places without a count are `None` in both.
pub fn of_table(counts: &[Vec<Option<u32>>], min: u32) -> Vec<Vec<Option<Cell>>> {
    let width = counts.iter().map(Vec::len).max().unwrap_or(0);
    let flat: Vec<Option<u32>> =
        counts.iter().flat_map(|row| (0..width).map(|c| row.get(c).copied().flatten())).collect();
    let values: Vec<u32> = flat.iter().map(|n| n.unwrap_or(0)).collect();
    let mut cells: Vec<Cell> = flat.iter().map(|n| n.map_or(Cell::Shown, |n| cell(n, min))).collect();
    let known = |line: Vec<usize>| line.into_iter().filter(|i| flat[*i].is_some()).collect::<Vec<usize>>();
    let rows = (0..counts.len()).map(|r| known((r * width..(r + 1) * width).collect()));
    let columns = (0..width).map(|c| known((0..counts.len()).map(|r| r * width + c).collect()));
    let lines: Vec<Vec<usize>> = rows.chain(columns).collect();
    // Every pass that changes something hides a cell, so this ends.
    let mut changed = true;
    while changed {
        changed = false;
        for line in &lines {
            changed |= cover(&values, &mut cells, line, min);
        }
    }
    counts
        .iter()
        .enumerate()
        .map(|(r, row)| row.iter().enumerate().map(|(c, n)| n.map(|_| cells[r * width + c])).collect())
        .collect()
}

/// Under a minimum of two there is nothing to protect: a count of one is shown anyway.
const fn cell(count: u32, min: u32) -> Cell {
    if min > 1 && count < min { Cell::Small } else { Cell::Shown }
}

/// Hides the smallest shown counts of `line` until its sum gives no hidden one away; tells whether any was hidden.
fn cover(counts: &[u32], cells: &mut [Cell], line: &[usize], min: u32) -> bool {
    let mut changed = false;
    while given_away(counts, cells, line, min) {
        let smallest = line.iter().copied().filter(|i| cells[*i] == Cell::Shown).min_by_key(|i| counts[*i]);
        let Some(smallest) = smallest else { break };
        cells[smallest] = Cell::Covering;
        changed = true;
    }
    changed
}

/// Whether who knows the sum of `line` and its shown counts knows a hidden one too.
fn given_away(counts: &[u32], cells: &[Cell], line: &[usize], min: u32) -> bool {
    let of = |kind: Cell| line.iter().copied().filter(move |i| cells[*i] == kind);
    let (small, covering) = (of(Cell::Small).count() as u64, of(Cell::Covering).count() as u64);
    if small == 0 {
        return covering == 1;
    }
    let most = u64::from(min) - 1;
    let hidden: u64 = of(Cell::Small).chain(of(Cell::Covering)).map(|i| u64::from(counts[i])).sum();
    // What one small count can be at most and at least, all others being what they may.
    let highest = most.min(hidden.saturating_sub(covering * u64::from(min)));
    let lowest = if covering > 0 { 0 } else { hidden.saturating_sub((small - 1) * most) };
    highest <= lowest
}

#[cfg(test)]
mod tests {
    use super::Cell::{Covering, Shown, Small};
    use super::*;

    #[test]
    fn large_counts_are_shown() {
        assert_eq!(of_sum(&[5, 40, 12], 5), [Shown; 3]);
        assert_eq!(of_sum(&[], 5), []);
        assert_eq!(of_sum(&[0, 1], 1), [Shown; 2]);
    }

    #[test]
    fn the_smallest_other_covers_a_small_count() {
        assert_eq!(of_sum(&[40, 14, 3], 5), [Shown, Covering, Small]);
        assert_eq!(of_sum(&[120, 178, 3, 178], 5), [Covering, Shown, Small, Shown]);
        assert_eq!(of_sum(&[3], 5), [Small]);
    }

    #[test]
    fn two_small_counts_cover_each_other_unless_their_sum_tells() {
        assert_eq!(of_sum(&[50, 2, 3], 5), [Shown, Small, Small]);
        assert_eq!(of_sum(&[50, 0, 0, 60], 5), [Covering, Small, Small, Shown]);
        assert_eq!(of_sum(&[50, 4, 4, 60], 5), [Covering, Small, Small, Shown]);
    }

    #[test]
    fn a_cover_as_small_as_can_be_is_not_enough() {
        // 0 and 5: the rest of the sum, 5, leaves nothing for the small one.
        assert_eq!(of_sum(&[30, 5, 0], 5), [Covering, Covering, Small]);
        assert_eq!(of_sum(&[30, 6, 0], 5), [Shown, Covering, Small]);
    }

    #[test]
    fn tables_are_covered_by_row_and_by_column() {
        let table = |rows: &[[u32; 3]]| rows.iter().map(|r| r.iter().copied().map(Some).collect()).collect::<Vec<_>>();
        let cells = of_table(&table(&[[3, 20, 30], [40, 50, 60], [70, 80, 90]]), 5);
        let hidden = |line: Vec<Option<Cell>>| line.into_iter().filter(|c| *c != Some(Shown)).count();
        assert_eq!(cells[0][0], Some(Small));
        for i in 0..3 {
            assert_ne!(hidden(cells[i].clone()), 1, "row {i}: {cells:?}");
            assert_ne!(hidden(cells.iter().map(|r| r[i]).collect()), 1, "column {i}: {cells:?}");
        }
        assert_eq!(cells[2], [Some(Shown); 3]);
    }

    #[test]
    fn places_without_a_count_stay_so() {
        let cells = of_table(&[vec![None, Some(2)], vec![None]], 5);
        assert_eq!(cells, [vec![None, Some(Small)], vec![None]]);
    }
}
