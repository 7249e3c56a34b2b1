//! Pictures: what a link to the site, a round or a unit looks like in chats and on social networks.
//!
//! A [`Card`] goes in, a PNG of 1200 × 630 pixels comes out, in the typeface and colours of the theme: `picture/regular.ttf`
//! and `picture/bold.ttf` of the topmost layer that has them, and `[picture]` of `theme.toml`. The invariant: a picture is
//! a pure function of card and layers, and no two lines of it touch, whatever marks Vietnamese letters carry.
#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels are counted to 1200 and measured in quarters"
)]

mod canvas;
mod typeface;

use self::canvas::{Canvas, Colour, Tone};
use self::typeface::Typeface;
use super::layer::{Colours, Layer};
use super::problem::ThemeProblem;
use crate::page::model::card::{Card, Count};
use ab_glyph::FontArc;
use std::borrow::Cow;

/// In pixels: what networks ask for.
const WIDTH: usize = 1200;
/// In pixels.
const HEIGHT: usize = 630;

/// From an edge of the picture to what it says.
const MARGIN: usize = 80;
/// How wide a line may be.
const MEASURE: f32 = (WIDTH - 2 * MARGIN) as f32;
/// The sizes that a title is tried in, and in how many lines.
const TITLES: [(u16, usize); 4] = [(76, 1), (60, 2), (44, 3), (40, 3)];
/// The baseline of the institution, and of what stands above the title.
const INSTITUTION: usize = 98;
const ABOVE: usize = 172;
/// The height that a title has, and where it begins.
const TITLE: (usize, usize) = (192, 404);
/// The baselines of figures, of what they count, and of the foot.
const NUMBER: usize = 474;
const LABEL: usize = 518;
const FOOT: usize = 590;
/// The size of all small words; nothing on the picture is smaller.
const SMALL: u16 = 28;

/// Paints the pictures of a theme.
pub(super) struct Painter {
    regular: Typeface,
    bold: Typeface,
    paper: Colour,
    ink: Colour,
    accent: Colour,
}

impl Painter {
    /// The painter of some layers, the topmost first, the lowest of which has all that it needs.
    pub(super) fn new(layers: &[Layer], problems: &mut Vec<ThemeProblem>) -> Option<Self> {
        let regular = typeface(layers, "picture/regular.ttf", problems);
        let bold = typeface(layers, "picture/bold.ttf", problems);
        let named: Vec<Colours> = layers.iter().map(|layer| layer.manifest().0.picture).collect();
        let first =
            |colour: fn(&Colours) -> Option<Colour>, else_: Colour| named.iter().find_map(colour).unwrap_or(else_);
        Some(Self {
            regular: regular?,
            bold: bold?,
            paper: first(|c| c.paper, [255; 3]),
            ink: first(|c| c.ink, [0; 3]),
            accent: first(|c| c.accent, [0; 3]),
        })
    }

    /// The picture that says what is on `card`.
    pub(super) fn paint(&self, card: &Card<'_>) -> Vec<u8> {
        let mut canvas = Canvas::new();
        canvas.fill(0, 0, WIDTH, 14, Tone::Accent);
        self.small(&mut canvas, &card.institution, (MARGIN, INSTITUTION), MEASURE, Tone::Soft);
        self.small(&mut canvas, &card.above, (MARGIN, ABOVE), MEASURE, Tone::Accent);
        self.title(&mut canvas, &card.title);
        let column = (WIDTH - 2 * MARGIN) / 2;
        for (i, count) in card.counts.iter().take(2).enumerate() {
            self.count(&mut canvas, count, MARGIN + i * column, column - 40);
        }
        self.small(&mut canvas, &card.foot, (MARGIN, FOOT), MEASURE, Tone::Soft);
        canvas.png(self.paper, self.ink, self.accent)
    }

    /// One small line, cut where it is too long.
    fn small(&self, canvas: &mut Canvas, text: &str, at: (usize, usize), width: f32, tone: Tone) {
        let face = &self.regular;
        let lines = face.cut(face.lines(text, SMALL, width), 1, SMALL, width);
        face.write(canvas, &lines[0], SMALL, at, tone);
    }

    /// The title in the largest size in which it is whole, else in the smallest, cut.
    fn title(&self, canvas: &mut Canvas, title: &str) {
        let face = &self.bold;
        let tried = TITLES.iter().map(|(size, most)| (*size, *most, face.lines(title, *size, MEASURE)));
        let fits = tried.clone().find(|(_, most, lines)| lines.len() <= *most);
        let Some((size, most, lines)) = fits.or_else(|| tried.last()) else { return };
        let height = leading(size);
        let lines =
            if lines.len() <= most { face.balanced(title, size, lines) } else { face.cut(lines, most, size, MEASURE) };
        // In the middle of its place, so that short names do not hang under the top.
        let free = (TITLE.1 - TITLE.0).saturating_sub(lines.len() * height) / 3;
        for (i, line) in lines.iter().enumerate() {
            let baseline = TITLE.0 + free + i * height + usize::from(size);
            face.write(canvas, line, size, (MARGIN, baseline), Tone::Ink);
        }
    }

    /// A count, what it counts, and where there are enough, the share as a bar.
    fn count(&self, canvas: &mut Canvas, count: &Count<'_>, x: usize, width: usize) {
        if count.share {
            let part = width as u64 * u64::from(count.part) / u64::from(count.whole.max(1));
            canvas.fill(x, NUMBER - 62, width, 6, Tone::Line);
            canvas.fill(x, NUMBER - 62, part as usize, 6, Tone::Accent);
        }
        self.bold.write(canvas, &count.number, 48, (x, NUMBER), Tone::Ink);
        self.small(canvas, &count.label, (x, LABEL), width as f32, Tone::Ink);
    }
}

/// From one baseline to the next: `Ẳ` above `Ç` takes 1.49 ems.
const fn leading(size: u16) -> usize {
    size as usize * 150 / 100
}

/// The typeface at `path` of the topmost layer that has it.
fn typeface(layers: &[Layer], path: &str, problems: &mut Vec<ThemeProblem>) -> Option<Typeface> {
    let found = layers.iter().find_map(|layer| Some((layer, layer.files.iter().find(|file| file.path == path)?)));
    let Some((layer, file)) = found else {
        let lowest = layers.last().map_or("", |layer| &layer.name);
        problems.push(ThemeProblem::of_file(lowest, path, "the typeface of pictures is missing"));
        return None;
    };
    let font = match &file.bytes {
        Cow::Borrowed(bytes) => FontArc::try_from_slice(bytes),
        Cow::Owned(bytes) => FontArc::try_from_vec(bytes.clone()),
    };
    let Ok(font) = font else {
        let problem = ThemeProblem::of_file(&layer.name, path, "not a TrueType font");
        problems.push(problem.help("WOFF2 fonts must be unpacked"));
        return None;
    };
    Some(Typeface::new(font))
}

#[cfg(test)]
mod tests;
