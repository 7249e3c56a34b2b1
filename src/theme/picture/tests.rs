//! Names of any length and any marks stay readable, and a theme's own dress shows.

use super::super::layer::LayerFile;
use super::*;

fn painter(layers: &[Layer]) -> Painter {
    let mut problems = Vec::new();
    let painter = Painter::new(layers, &mut problems);
    assert_eq!(problems, []);
    painter.expect("the default theme has all that it takes")
}

fn card(title: &str) -> Card<'_> {
    let counts = vec![Count { part: 41, whole: 52, number: "41/52".into(), label: "ý kiến".into(), share: true }];
    let (institution, above) = ("Trường Đại học Tây Bắc".into(), "Khoa".into());
    Card { institution, above, title: title.into(), counts, foot: "28/06/2024".into() }
}

#[test]
fn letters_of_two_lines_never_touch() {
    let face = painter(&[Layer::builtin()]).bold;
    let alphabet: String = ('A'..='z').chain('\u{c0}'..='\u{1b0}').chain('\u{1ea0}'..='\u{1ef9}').collect();
    for (size, _) in TITLES {
        let bounds = alphabet.chars().filter_map(|c| face.bounds(c, size));
        let (above, below) = bounds.fold((0, 0), |(above, below), (a, b)| (above.max(a), below.max(b)));
        assert!(above > i32::from(size) && below > 0, "marks reach over the letters: {above}, {below}");
        assert!(above + below <= leading(size) as i32, "{size}: {above} + {below}");
    }
}

#[test]
fn long_names_break_and_end_in_an_ellipsis() {
    let face = painter(&[Layer::builtin()]).bold;
    let long = "Phòng Chính trị và Công tác học sinh, sinh viên ".repeat(5);
    for title in [long.as_str(), &"Ộ".repeat(300), "ngắn", ""] {
        for (size, most) in TITLES {
            let lines = face.lines(title, size, MEASURE);
            let whole = lines.len() <= most;
            assert!(lines.iter().all(|line| face.width(line, size) <= MEASURE), "{size}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), title.replace(' ', ""));
            if whole {
                let balanced = face.balanced(title, size, lines.clone());
                assert_eq!((balanced.len(), balanced.concat()), (lines.len(), lines.concat()));
            }
            let cut = face.cut(lines, most, size, MEASURE);
            assert!(cut.len() <= most && cut.iter().all(|line| face.width(line, size) <= MEASURE), "{cut:?}");
            assert_eq!(cut.last().is_some_and(|line| line.ends_with('…')), !whole, "{cut:?}");
        }
    }
}

#[test]
fn the_same_card_is_the_same_small_picture() {
    let painter = painter(&[Layer::builtin()]);
    let picture = painter.paint(&card("Khoa Công nghệ thông tin"));
    assert_eq!(picture, painter.paint(&card("Khoa Công nghệ thông tin")));
    assert_ne!(picture, painter.paint(&card("Khoa Công nghệ thông tín")));
    assert_eq!((&picture[1..4], &picture[16..24]), (&b"PNG"[..], &[0, 0, 4, 176, 0, 0, 2, 118][..]));
    assert!(picture.len() < 25_000, "{} bytes", picture.len());
}

#[test]
fn a_theme_brings_its_own_colours_and_typeface() {
    let file = |path: &str, bytes: &[u8]| LayerFile { path: path.into(), bytes: bytes.to_vec().into() };
    let manifest = file("theme.toml", b"title = \"Khoa\"\nparent = \"default\"\n[picture]\naccent = \"#5b2a66\"\n");
    let layers = [Layer::new("khoa", vec![manifest.clone()]), Layer::builtin()];
    let picture = painter(&layers).paint(&card("Khoa Luật"));
    assert!(picture.windows(3).any(|colour| colour == [0x5b, 0x2a, 0x66]), "the palette has the accent");
    assert!(picture.windows(3).any(|colour| colour == [0xfd, 0xfc, 0xfa]), "and the paper of the theme below");
    let broken = Layer::new("khoa", vec![manifest, file("picture/bold.ttf", b"wOF2")]);
    let mut problems = Vec::new();
    assert!(Painter::new(&[broken, Layer::builtin()], &mut problems).is_none());
    assert_eq!(
        problems[0].to_string(),
        "themes/khoa/picture/bold.ttf:1:1: not a TrueType font (help: WOFF2 fonts must be unpacked)"
    );
}
