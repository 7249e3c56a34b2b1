//! The days off that the program knows: the public sector of Viet Nam, 2022 to 2028.
//!
//! A row is what an administrative decision said, or for years to come what is computed until one is made; the status says
//! which. Nothing here is computed at run time, because bridge days and swaps are decided late (25/12/2025 for 02/01/2026).
//! A site adds to these rows and overrides them with `content/calendar/*.toml`. Read on in [`super::day`].

use super::day::Status::{self, Official, Provisional};

/// Days in a row that are off: year, month, first day, month and day of the last one, name, status, source.
pub(super) struct Off(
    pub(super) i32,
    pub(super) [u32; 2],
    pub(super) [u32; 2],
    pub(super) &'static str,
    pub(super) Status,
    pub(super) &'static str,
);

/// A Saturday that is worked: year, the Saturday, the day off it makes up for, source.
pub(super) struct Worked(pub(super) i32, pub(super) [u32; 2], pub(super) [u32; 2], pub(super) &'static str);

const PACKAGE: &str = "gói dữ liệu holidays 0.109 (Việt Nam), đối chiếu với báo chí";
const SWAP_2024: &str = "1570/TB-BLĐTBXH";
const SWAP_2026: &str = "24h.com.vn 1724830";
const COMPUTED: &str = "tính theo âm lịch của gói dữ liệu holidays 0.109, chưa có quyết định";
const CULTURE: &str = "80-NQ/TW; Điều 112 Bộ luật Lao động chưa sửa đổi";

const NEW_YEAR: &str = "Tết Dương lịch";
const TET: &str = "Tết Nguyên đán";
const HUNG: &str = "Giỗ Tổ Hùng Vương";
const APRIL: &str = "Ngày Chiến thắng và Quốc tế Lao động";
const SEPTEMBER: &str = "Quốc khánh";
const CULTURE_DAY: &str = "Ngày Văn hóa Việt Nam";

/// Every row, by date.
pub(super) const DAYS_OFF: &[Off] = &[
    Off(2022, [1, 3], [1, 3], NEW_YEAR, Official, PACKAGE),
    Off(2022, [1, 31], [2, 4], TET, Official, PACKAGE),
    Off(2022, [4, 11], [4, 11], HUNG, Official, PACKAGE),
    Off(2022, [5, 2], [5, 3], APRIL, Official, PACKAGE),
    Off(2022, [9, 1], [9, 2], SEPTEMBER, Official, PACKAGE),
    Off(2023, [1, 2], [1, 2], NEW_YEAR, Official, PACKAGE),
    Off(2023, [1, 20], [1, 26], TET, Official, PACKAGE),
    Off(2023, [5, 1], [5, 3], APRIL, Official, PACKAGE),
    Off(2023, [9, 1], [9, 4], SEPTEMBER, Official, PACKAGE),
    Off(2024, [1, 1], [1, 1], NEW_YEAR, Official, PACKAGE),
    Off(2024, [2, 8], [2, 14], TET, Official, PACKAGE),
    Off(2024, [4, 18], [4, 18], HUNG, Official, PACKAGE),
    Off(2024, [4, 29], [5, 1], APRIL, Official, SWAP_2024),
    Off(2024, [9, 2], [9, 3], SEPTEMBER, Official, PACKAGE),
    Off(2025, [1, 1], [1, 1], NEW_YEAR, Official, PACKAGE),
    Off(2025, [1, 27], [1, 31], TET, Official, PACKAGE),
    Off(2025, [4, 7], [4, 7], HUNG, Official, PACKAGE),
    Off(2025, [4, 30], [5, 2], APRIL, Official, PACKAGE),
    Off(2025, [9, 1], [9, 2], SEPTEMBER, Official, PACKAGE),
    Off(2026, [1, 1], [1, 2], NEW_YEAR, Official, SWAP_2026),
    Off(2026, [2, 16], [2, 20], TET, Official, PACKAGE),
    Off(2026, [4, 27], [4, 27], HUNG, Official, PACKAGE),
    Off(2026, [4, 30], [5, 1], APRIL, Official, PACKAGE),
    Off(2026, [8, 31], [9, 2], SEPTEMBER, Official, PACKAGE),
    Off(2026, [11, 24], [11, 24], CULTURE_DAY, Provisional, CULTURE),
    Off(2027, [1, 1], [1, 1], NEW_YEAR, Provisional, COMPUTED),
    Off(2027, [2, 4], [2, 10], TET, Provisional, COMPUTED),
    Off(2027, [4, 16], [4, 16], HUNG, Provisional, COMPUTED),
    Off(2027, [4, 30], [4, 30], APRIL, Provisional, COMPUTED),
    Off(2027, [5, 3], [5, 3], APRIL, Provisional, COMPUTED),
    Off(2027, [9, 2], [9, 3], SEPTEMBER, Provisional, COMPUTED),
    Off(2027, [11, 24], [11, 24], CULTURE_DAY, Provisional, CULTURE),
    Off(2028, [1, 3], [1, 3], NEW_YEAR, Provisional, COMPUTED),
    Off(2028, [1, 24], [1, 28], TET, Provisional, COMPUTED),
    Off(2028, [4, 4], [4, 4], HUNG, Provisional, COMPUTED),
    Off(2028, [5, 1], [5, 2], APRIL, Provisional, COMPUTED),
    Off(2028, [9, 1], [9, 4], SEPTEMBER, Provisional, COMPUTED),
    Off(2028, [11, 24], [11, 24], CULTURE_DAY, Provisional, CULTURE),
];

/// Every swap, by date.
pub(super) const WORKED: &[Worked] = &[
    Worked(2024, [5, 4], [4, 29], SWAP_2024),
    Worked(2025, [4, 26], [5, 2], PACKAGE),
    Worked(2026, [1, 10], [1, 2], SWAP_2026),
    Worked(2026, [8, 22], [8, 31], PACKAGE),
];
