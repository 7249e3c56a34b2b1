//! The press: what is made of one model, unless the output has it already.
//!
//! A path, a key and a way to make the bytes go in ([`put_unless_kept`]), a page's model with its template in particular
//! ([`Press`]); a file reaches the output as it is made, or as it was kept. The invariant: a key is made of the very
//! values that the bytes are made of, handed over together, so that what is kept is what would be made.

use super::{Output, Site};
use crate::page::route::{self, Subject};
use crate::text::key::Key;
use crate::theme::problem::ThemeProblem;
use crate::theme::{PreparedShell, Theme};
use serde::Serialize;

/// Puts what `make` makes under `path`, unless `output` keeps what `key` says was made from the same by the same program,
/// which it is told. The key is asked for only where something may be kept.
pub(super) fn put_unless_kept<E>(
    output: &dyn Output,
    path: &str,
    key: impl FnOnce(Key) -> Option<Key>,
    make: impl FnOnce() -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    match output.program().and_then(key) {
        Some(key) if output.keeps(path, key) => {}
        Some(key) => output.put_keyed(path, key, make()?),
        None => output.put(path, make()?),
    }
    Ok(())
}

/// Prints one page.
pub(super) struct Press<'a> {
    theme: &'a Theme,
    shell: &'a PreparedShell,
    output: &'a dyn Output,
    path: String,
    outward: Option<Outward<'a>>,
}

/// On sites of units: what makes addresses of the main site out of the page's own.
#[derive(Serialize)]
struct Outward<'a> {
    /// From the page up to its site's root.
    root: String,
    /// The main site's address.
    main: &'a str,
}

impl<'a> Press<'a> {
    /// For the page of `subject`, which lies at `href`, as `output` will have it.
    pub(super) fn new(
        site: &'a Site<'_>,
        shell: &'a PreparedShell,
        (subject, href): (Subject, &str),
        output: &'a dyn Output,
    ) -> Self {
        let settings = &site.register.settings;
        let outward = settings.own.is_some().then(|| Outward {
            root: match subject {
                Subject::NotFound => settings.base_path().to_owned(),
                _ => route::root_of("", href),
            },
            main: &settings.base_url,
        });
        Self { theme: site.theme, shell, output, path: route::file_of(href), outward }
    }

    /// Prints the page that `template` makes of `model`.
    pub(super) fn page(&self, template: &str, model: &impl Serialize) -> Result<(), ThemeProblem> {
        let key = |program| self.theme.key(self.shell, template, model, &(program, &self.outward));
        put_unless_kept(self.output, &self.path, key, || {
            let html = self.theme.render(self.shell, template, model)?;
            Ok(match &self.outward {
                Some(outward) => outward.applied(html),
                None => html,
            })
        })
    }
}

impl Outward<'_> {
    /// The page `html` with the addresses of the main site as they are: templates write the way to the site's root before
    /// every address, and structured data the main site's address.
    fn applied(&self, html: Vec<u8>) -> Vec<u8> {
        let Self { root, main } = self;
        match String::from_utf8(html) {
            Ok(html) => {
                let html = html.replace(&format!("\"{root}{main}"), &format!("\"{main}"));
                html.replace(&format!("{main}{main}"), main).into_bytes()
            }
            Err(error) => error.into_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Attachment;
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::convert::Infallible;
    use std::sync::Mutex;

    /// A file's key and bytes.
    type Held = (Option<Key>, Vec<u8>);

    /// An output that keeps what was put, as long as it is asked by the same program.
    #[derive(Default)]
    struct Shelf {
        program: Option<Key>,
        files: Mutex<BTreeMap<String, Held>>,
    }

    impl Output for Shelf {
        fn put(&self, path: &str, bytes: Vec<u8>) {
            self.files.lock().unwrap().insert(path.to_owned(), (None, bytes));
        }

        fn program(&self) -> Option<Key> {
            self.program
        }

        fn keeps(&self, path: &str, key: Key) -> bool {
            self.files.lock().unwrap().get(path).is_some_and(|(known, _)| *known == Some(key))
        }

        fn put_keyed(&self, path: &str, key: Key, bytes: Vec<u8>) {
            self.files.lock().unwrap().insert(path.to_owned(), (Some(key), bytes));
        }

        fn copy(&self, _: &str, _: &Attachment) {}
    }

    /// Whether the file of `model` was made.
    fn made(shelf: &Shelf, path: &str, model: &str) -> bool {
        let is_new = Cell::new(false);
        let make = || {
            is_new.set(true);
            Ok::<_, Infallible>(model.as_bytes().to_vec())
        };
        let Ok(()) = put_unless_kept(shelf, path, |program| Key::of(&(program, model)), make);
        let there = shelf.files.lock().unwrap()[path].1.clone();
        assert_eq!(there, model.as_bytes(), "whether it was made or kept");
        is_new.get()
    }

    #[test]
    fn what_was_made_from_the_same_by_the_same_program_is_kept() {
        let mut shelf = Shelf { program: Key::of(&1), ..Shelf::default() };
        assert!(made(&shelf, "a", "one"));
        assert!(!made(&shelf, "a", "one"));
        assert!(made(&shelf, "b", "one"), "another file");
        assert!(made(&shelf, "a", "two"), "another model");
        shelf.program = Key::of(&2);
        assert!(made(&shelf, "a", "two"), "another program");
        assert!(!made(&shelf, "a", "two"));
    }

    #[test]
    fn an_output_that_keeps_nothing_is_asked_for_nothing() {
        let shelf = Shelf::default();
        assert!(made(&shelf, "a", "one") && made(&shelf, "a", "one"));
        let Ok(()) =
            put_unless_kept(&shelf, "a", |_| unreachable!("no key is wanted"), || Ok::<_, Infallible>(Vec::new()));
    }

    #[test]
    fn addresses_of_the_main_site_are_as_they_are_on_sites_of_units() {
        let outward = |root: &str| Outward { root: root.to_owned(), main: "https://a.example/" };
        let html = "<a href=\"../../https://a.example/x/\">y</a>https://a.example/https://a.example/z";
        let applied = String::from_utf8(outward("../../").applied(html.into())).unwrap();
        assert_eq!(applied, "<a href=\"https://a.example/x/\">y</a>https://a.example/z");
        assert_ne!(Key::of(&outward("../../")), Key::of(&outward("../")));
    }
}
