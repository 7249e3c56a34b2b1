//! A typeface: how wide a text is, where its lines break, and its letters as masks.
//!
//! A TrueType file and texts go in. A letter is drawn once at each size and quarter of a pixel and kept, so that a
//! thousand pictures cost little more than their pixels. The invariant: what is kept depends on its key alone, so the
//! order in which threads ask does not show.

use super::canvas::{Canvas, Mask, Tone};
use ab_glyph::{Font, FontArc, Glyph, PxScale, point};
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// What a text that was cut ends in.
const ELLIPSIS: char = '…';

/// In how many places between two pixels a letter may stand.
const PLACES: f32 = 4.0;

/// A letter, its size, and where between two pixels it stands.
type Key = (char, u16, u8);

/// A typeface with the letters drawn so far.
pub(super) struct Typeface {
    font: FontArc,
    /// The height of a line in ems, by which the font library scales.
    tall: f32,
    kept: RwLock<FxHashMap<Key, Arc<Mask>>>,
}

impl Typeface {
    /// A typeface from its font.
    pub(super) fn new(font: FontArc) -> Self {
        let tall = font.height_unscaled() / font.units_per_em().unwrap_or(1000.0);
        Self { font, tall, kept: RwLock::default() }
    }

    /// How wide `text` is at `size` pixels an em.
    pub(super) fn width(&self, text: &str, size: u16) -> f32 {
        let per_unit = f32::from(size) / self.font.units_per_em().unwrap_or(1000.0);
        text.chars().map(|c| self.font.h_advance_unscaled(self.font.glyph_id(c))).sum::<f32>() * per_unit
    }

    /// Writes `text` from `x` on the baseline `y`.
    pub(super) fn write(&self, canvas: &mut Canvas, text: &str, size: u16, (x, y): (usize, usize), tone: Tone) {
        let per_unit = f32::from(size) / self.font.units_per_em().unwrap_or(1000.0);
        let mut pen = x as f32;
        for c in text.chars() {
            // The least step is part of the key, so it is taken before the letter is drawn.
            let place = (pen.fract() * PLACES) as u8;
            canvas.draw(&self.letter((c, size, place)), pen as i32, y as i32, tone);
            pen += self.font.h_advance_unscaled(self.font.glyph_id(c)) * per_unit;
        }
    }

    /// `text` in lines no wider than `width`, broken between words, and within one that is wider than a line.
    pub(super) fn lines(&self, text: &str, size: u16, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
            let line = lines.last_mut().expect("there is always one");
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= width {
                *line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(String::new());
            }
            for c in word.chars() {
                let line = lines.last_mut().expect("there is always one");
                line.push(c);
                if self.width(line, size) > width && line.chars().nth(1).is_some() {
                    line.pop();
                    lines.push(c.to_string());
                }
            }
        }
        lines
    }

    /// `text` in as many lines as `lines`, but none of them much shorter than the others: no word stands alone.
    pub(super) fn balanced(&self, text: &str, size: u16, lines: Vec<String>) -> Vec<String> {
        let widest = lines.iter().map(|line| self.width(line, size)).fold(0.0, f32::max);
        let narrower = (1..8).map(|step| self.lines(text, size, widest * (1.0 - 0.07 * step as f32)));
        narrower.take_while(|other| other.len() == lines.len()).last().unwrap_or(lines)
    }

    /// The first `count` of `lines`; the last of them says that more was cut off.
    pub(super) fn cut(&self, mut lines: Vec<String>, count: usize, size: u16, width: f32) -> Vec<String> {
        if lines.len() > count {
            lines.truncate(count);
            if let Some(last) = lines.last_mut() {
                last.push(ELLIPSIS);
                while self.width(last, size) > width && last.pop().is_some() && last.pop().is_some() {
                    last.truncate(last.trim_end().len());
                    last.push(ELLIPSIS);
                }
            }
        }
        lines
    }

    /// The mask of a letter.
    fn letter(&self, key: Key) -> Arc<Mask> {
        if let Some(mask) = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(mask);
        }
        let mask = Arc::new(self.drawn(key));
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(kept.entry(key).or_insert(mask))
    }

    fn drawn(&self, (c, size, place): Key) -> Mask {
        let glyph = Glyph {
            id: self.font.glyph_id(c),
            scale: PxScale::from(f32::from(size) * self.tall),
            position: point(f32::from(place) / PLACES, 0.0),
        };
        let Some(outline) = self.font.outline_glyph(glyph) else { return Mask::default() };
        let bounds = outline.px_bounds();
        let (width, height) = (bounds.width() as usize, bounds.height() as usize);
        let mut coverage = vec![0; width * height];
        outline.draw(|x, y, covered| {
            if let Some(pixel) = coverage.get_mut(y as usize * width + x as usize) {
                *pixel = (covered.clamp(0.0, 1.0) * 255.0) as u8;
            }
        });
        Mask { left: bounds.min.x as i32, top: bounds.min.y as i32, width, coverage }
    }
}

#[cfg(test)]
impl Typeface {
    /// How far a letter reaches above and below its baseline; none of one that the font does not have.
    pub(super) fn bounds(&self, c: char, size: u16) -> Option<(i32, i32)> {
        let mask = self.letter((c, size, 0));
        let rows = mask.coverage.len().checked_div(mask.width).unwrap_or(0) as i32;
        (self.font.glyph_id(c).0 != 0).then_some((-mask.top, mask.top + rows))
    }
}
