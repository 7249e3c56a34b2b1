//! Lists on pages: the first few rows, or one page of 50 with links to the others.
//!
//! Ordered indexes go in, rows come out: only those that are shown are made. The invariant: every page that paging names
//! is in the plan, because both count by [`page_count`].

use super::model::row::{Listing, PageLink, Paging, ShortList};
use super::plan::{page_count, page_of};
use super::route::{PAGE_SIZE, Subject};
use super::view::View;

/// The first `count` of `all`; `href` is where all of them are, used only when there are more.
pub fn short<'a, I: Copy, R>(
    all: &[I],
    count: usize,
    href: Option<String>,
    row: impl FnMut(I) -> R,
) -> ShortList<'a, R> {
    let rows = all.iter().copied().take(count).map(row).collect();
    ShortList { rows, total: all.len() as u32, href: href.filter(|_| all.len() > count).map(Into::into) }
}

/// Page `number` (from 1) of `all`; `subject` gives the page of the list with a number.
pub fn listing<'a, I: Copy, R>(
    view: &View<'_>,
    all: &[I],
    number: u32,
    subject: impl Fn(u32) -> Subject,
    row: impl FnMut(I) -> R,
) -> Listing<'a, R> {
    let shown = page_of(all, number);
    let before = (number.saturating_sub(1) as usize * PAGE_SIZE).min(all.len());
    Listing {
        rows: shown.iter().copied().map(row).collect(),
        total: all.len() as u32,
        first: if shown.is_empty() { 0 } else { before as u32 + 1 },
        last: (before + shown.len()) as u32,
        paging: paging(view, all.len(), number, subject),
    }
}

/// Where the other pages of a list of `rows` are; none when there is one page only.
pub fn paging<'a>(view: &View<'_>, rows: usize, number: u32, subject: impl Fn(u32) -> Subject) -> Option<Paging<'a>> {
    let count = page_count(rows);
    if count < 2 {
        return None;
    }
    let href = |n: u32| view.href(subject(n)).into();
    let mut pages: Vec<PageLink<'a>> = Vec::new();
    for n in 1..=count {
        if n == 1 || n == count || n.abs_diff(number) <= 2 {
            let gap = pages.last().is_some_and(|p| p.number + 1 < n);
            pages.push(PageLink { number: n, href: href(n), gap });
        }
    }
    Some(Paging {
        current: number,
        count,
        previous: (number > 1).then(|| href(number - 1)),
        next: (number < count).then(|| href(number + 1)),
        pages,
    })
}
