//! A canvas of few colours, and the PNG that it becomes.
//!
//! Rectangles and masks of coverage go in, at whole pixels; an indexed PNG of four bits a pixel comes out. The invariant:
//! all arithmetic is on whole numbers, so the same calls give the same bytes on every machine.

use super::{HEIGHT, WIDTH};

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// How many steps lead from paper to ink.
const INK_STEPS: u8 = 6;
/// How many lead from paper to the accent; they lie behind those of ink.
const ACCENT_STEPS: u8 = 3;
/// The index of hairlines.
const LINE: u8 = INK_STEPS + ACCENT_STEPS + 1;

/// What something is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Text that matters.
    Ink,
    /// Text beside it.
    Soft,
    /// The theme's accent.
    Accent,
    /// A hairline, or the rest of a bar.
    Line,
}

impl Tone {
    /// The palette's index at `coverage` of 255.
    fn index(self, coverage: u8) -> u8 {
        let steps = |most: u32| (u32::from(coverage) * most + 127) / 255;
        match self {
            Self::Ink => steps(u32::from(INK_STEPS)) as u8,
            Self::Soft => steps(4) as u8,
            Self::Accent => match steps(u32::from(ACCENT_STEPS)) as u8 {
                0 => 0,
                step => INK_STEPS + step,
            },
            Self::Line => LINE * u8::from(coverage > 127),
        }
    }
}

/// How strongly a rectangle of pixels is covered, row by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Mask {
    /// From the pen to the left edge.
    pub(super) left: i32,
    /// From the baseline to the upper edge; negative above it.
    pub(super) top: i32,
    /// In pixels.
    pub(super) width: usize,
    /// 0 to 255, `width` to a row.
    pub(super) coverage: Vec<u8>,
}

/// A picture in the making: one palette index a pixel.
pub(super) struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    /// Nothing but paper.
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; WIDTH * HEIGHT] }
    }

    /// Fills a rectangle; what lies outside the picture is cut off.
    pub(super) fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, tone: Tone) {
        let right = (x + width).min(WIDTH);
        for row in self.pixels.chunks_exact_mut(WIDTH).skip(y).take(height) {
            if let Some(part) = row.get_mut(x..right) {
                part.fill(tone.index(u8::MAX));
            }
        }
    }

    /// Draws a mask with its pen at `x` on the baseline `y`; letters that overlap keep the darker pixel.
    pub(super) fn draw(&mut self, mask: &Mask, x: i32, y: i32, tone: Tone) {
        if mask.width == 0 {
            return;
        }
        for (i, covered) in mask.coverage.chunks_exact(mask.width).enumerate() {
            let Ok(row) = usize::try_from(y + mask.top + i as i32) else { continue };
            let Some(pixels) = self.pixels.chunks_exact_mut(WIDTH).nth(row) else { return };
            for (j, coverage) in covered.iter().enumerate().filter(|(_, coverage)| **coverage > 0) {
                let column = usize::try_from(x + mask.left + j as i32).ok();
                if let Some(pixel) = column.and_then(|column| pixels.get_mut(column)) {
                    *pixel = tone.index(*coverage).max(*pixel);
                }
            }
        }
    }

    /// The picture as a PNG.
    pub(super) fn png(&self, paper: Colour, ink: Colour, accent: Colour) -> Vec<u8> {
        let mut packed = Vec::with_capacity(WIDTH * HEIGHT / 2);
        packed.extend(self.pixels.as_chunks::<2>().0.iter().map(|[left, right]| left << 4 | right));
        let mut out = Vec::with_capacity(16 << 10);
        let mut encoder = png::Encoder::new(&mut out, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette(paper, ink, accent));
        encoder.set_deflate_compression(png::DeflateCompression::Level(1));
        encoder.set_filter(png::Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&packed));
        written.expect("the size is that of the pixels, and memory takes all that is written");
        out
    }
}

/// All colours in the order of their indexes.
fn palette(paper: Colour, ink: Colour, accent: Colour) -> Vec<u8> {
    let mix = |to: Colour, step: u8, of: u8| {
        let (step, of) = (u32::from(step), u32::from(of));
        [0, 1, 2].map(|i| ((u32::from(paper[i]) * (of - step) + u32::from(to[i]) * step + of / 2) / of) as u8)
    };
    let inks = (0..=INK_STEPS).map(|step| mix(ink, step, INK_STEPS));
    let accents = (1..=ACCENT_STEPS).map(|step| mix(accent, step, ACCENT_STEPS));
    inks.chain(accents).chain([mix(ink, 3, 20)]).flatten().collect()
}
