//! The clock: today in Viet Nam, and how long a stage took.
//!
//! The day goes into a build once, as an argument; times only ever come out, for `--timings`. The invariant: no byte of a
//! site depends on a time of day.
#![allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use std::time::{Duration, Instant};

/// The offset of `Asia/Ho_Chi_Minh` in seconds; Viet Nam has kept it, without summer time, since 1975.
const OFFSET: i32 = 7 * 60 * 60;

/// Today in Viet Nam, wherever the program runs.
pub fn today() -> NaiveDate {
    day_in_viet_nam(Utc::now())
}

fn day_in_viet_nam(moment: DateTime<Utc>) -> NaiveDate {
    let offset = FixedOffset::east_opt(OFFSET).expect("seven hours are less than a day");
    moment.with_timezone(&offset).date_naive()
}

/// This moment as a number that no earlier one has: milliseconds since 1970. For names, never for content.
pub fn moment() -> i64 {
    Utc::now().timestamp_millis()
}

/// Measures how long the stages of a build take.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    lap: Instant,
}

impl Stopwatch {
    /// Starts measuring.
    pub fn start() -> Self {
        Self { lap: Instant::now() }
    }

    /// The time since the start or the last lap, and starts the next lap.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.lap, now))
    }
}

/// The most memory that the program held at once, in bytes, where the system tells.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kb| kb * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_seventeen_hours_utc() {
        let at = |text: &str| day_in_viet_nam(text.parse().expect("a moment"));
        assert_eq!(at("2024-04-24T16:59:59Z").to_string(), "2024-04-24");
        assert_eq!(at("2024-04-24T17:00:00Z").to_string(), "2024-04-25");
    }
}
