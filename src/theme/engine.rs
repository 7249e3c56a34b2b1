//! Templates compiled and run: the only file that names tera.
//!
//! In: expanded templates of all layers in one language; a shell and a page model. Out: HTML, or where it went wrong. The
//! invariants: everything is escaped but what a template marks `safe`; each template is known by its layer's name and its
//! own (`default/question.html`), and found without the layer's name from the top layer down, so that an override may
//! extend the file it overrides. A template sees `page`, its `head`, its `root`, the `site`, and as `frame.<name>` the
//! templates of `frame/`, which see only `site` and `root` and are rendered once a root.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::value::Key;
use tera::{Context, Error, ErrorKind, Function, Kwargs, State, Tera, Value};

use super::asset::Assets;
use super::layer::Layer;
use super::locale::{Locale, Message};
use super::problem::{ThemeProblem, nearest, offset};
use super::source::{Expanded, Vocabulary, expand, next_place};

/// The folder of a theme that templates lie in.
const FOLDER: &str = "templates/";

/// The templates of one language.
pub(super) struct Engine {
    /// The language.
    pub(super) lang: String,
    tera: Tera,
    sources: BTreeMap<String, Source>,
}

/// The folder of templates that show nothing of a page but its root, so that they are rendered once a root.
const FRAME: &str = "frame/";

/// The room that a page's bytes begin with: most fit.
const PAGE: usize = 16 << 10;

/// How many folders deep pages lie whose frames are rendered beforehand.
const DEEPEST: usize = 8;

/// What is shared by all pages of a language.
#[derive(Clone)]
pub(super) struct Shared {
    /// The shell.
    site: Value,
    /// By root: the rendered templates of `frame/`, by name.
    frames: Arc<[(String, Value)]>,
}

/// A template as it was written and as it was compiled.
#[derive(Clone)]
struct Source {
    layer: String,
    path: String,
    text: String,
    expanded: Expanded,
}

impl Source {
    fn problem(&self, at: usize, message: impl Into<String>) -> ThemeProblem {
        ThemeProblem::at(&self.layer, &self.path, &self.text, at, message)
    }
}

impl Engine {
    /// Compiles the templates of some layers, the topmost first, in one language.
    pub(super) fn new(layers: &[Layer], vocabulary: Vocabulary<'_>) -> Result<Self, Vec<ThemeProblem>> {
        let Vocabulary { locale, assets, .. } = vocabulary;
        let mut problems = Vec::new();
        let sources = read(layers, vocabulary, &mut problems);
        let prefixes: Vec<String> = layers.iter().map(|layer| format!("{}/", layer.name)).collect();
        let mut engine = Self { lang: locale.lang.clone(), tera: prepared(&prefixes, locale, assets), sources };
        let texts = engine.sources.iter().map(|(name, source)| (name.as_str(), source.expanded.text.as_str()));
        if let Err(error) = engine.tera.add_raw_templates(texts) {
            problems.extend(engine.compile_problems(&error, &prefixes));
        }
        if problems.is_empty() { Ok(engine) } else { Err(problems) }
    }

    /// What is the same on all pages, prepared once.
    pub(super) fn share(&self, shell: &impl Serialize) -> Result<Shared, ThemeProblem> {
        let site = Value::try_from_serializable(shell).map_err(|error| self.problem("", &error))?;
        let roots = (0..=DEEPEST).map(|depth| if depth == 0 { "./".to_owned() } else { "../".repeat(depth) });
        let frames = roots.map(|root| self.frame(&site, &root).map(|frame| (root, frame)));
        Ok(Shared { frames: frames.collect::<Result<_, _>>()?, site })
    }

    /// The templates of `frame/` for one root.
    fn frame(&self, site: &Value, root: &str) -> Result<Value, ThemeProblem> {
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert("root", root);
        context.insert("here", "");
        let mut frame = BTreeMap::new();
        for source in self.sources.values() {
            let name = source.path.strip_prefix(FOLDER).unwrap_or_default();
            let Some(key) = name.strip_prefix(FRAME).and_then(|file| file.strip_suffix(".html")) else { continue };
            let html = self.tera.render(name, &context).map_err(|error| self.problem(name, &error))?;
            frame.insert(key, Value::safe_string(&html));
        }
        Value::try_from_serializable(&frame).map_err(|error| self.problem("", &error))
    }

    /// One page.
    pub(super) fn render(
        &self,
        shared: &Shared,
        template: &str,
        model: &impl Serialize,
    ) -> Result<Vec<u8>, ThemeProblem> {
        let page = Value::try_from_serializable(model).map_err(|error| self.problem(template, &error))?;
        let head = page.as_map().and_then(|map| map.get(&Key::Str("head"))).cloned().unwrap_or_else(Value::none);
        let root = head.as_map().and_then(|map| map.get(&Key::Str("root"))).cloned().unwrap_or_else(Value::none);
        let mut context = Context::new();
        context.insert_value("head", head);
        context.insert_value("page", page);
        let ready = root.as_str().and_then(|root| shared.frames.iter().find(|(known, _)| known == root));
        let frame = match ready {
            Some((_, frame)) => frame.clone(),
            None => self.frame(&shared.site, root.as_str().unwrap_or_default())?,
        };
        context.insert_value("frame", frame);
        context.insert_value("root", root);
        context.insert_value("site", shared.site.clone());
        // Bytes, not a text: what is made of texts need not be proven UTF-8 again.
        let mut html = Vec::with_capacity(PAGE);
        self.tera.render_to(template, &context, &mut html).map_err(|error| self.problem(template, &error))?;
        Ok(html)
    }

    /// Whether there is such a template.
    pub(super) fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Every syntax error, else what the whole failed on.
    fn compile_problems(&self, error: &Error, prefixes: &[String]) -> Vec<ThemeProblem> {
        let mut problems = Vec::new();
        for (name, source) in &self.sources {
            let mut alone = Tera::default();
            let parsed = alone
                .set_fallback_prefixes(prefixes.iter().cloned())
                .and_then(|()| alone.add_raw_template(name, &source.expanded.text));
            if let Err(error) = parsed
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                problems.push(self.problem(name, &error));
            }
        }
        if problems.is_empty() {
            match error.kind() {
                ErrorKind::Msg(reports) => problems.extend(reports.split("\n\n").map(|report| self.report(report))),
                _ => problems.push(self.problem("", error)),
            }
        }
        problems
    }

    /// A problem from an error; the template is the one asked for when the error names none.
    fn problem(&self, template: &str, error: &Error) -> ThemeProblem {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let Some(source) = self.sources.get(report.filename()) else {
                    return ThemeProblem::of_file("", report.filename(), report.message());
                };
                source.problem(source.expanded.origin(report.span().range.start), report.message())
            }
            ErrorKind::MissingParent { current, parent } => {
                self.of_template(current, format!("no template `{parent}`"))
            }
            ErrorKind::CircularExtend { tpl, .. } => self.of_template(tpl, "the template extends itself"),
            ErrorKind::CircularInclude { tpl, .. } => self.of_template(tpl, "the template includes itself"),
            ErrorKind::TemplateNotFound(name) => {
                let known = self.sources.values().filter_map(|source| source.path.strip_prefix(FOLDER));
                let problem = self.of_template(template, format!("no template `{name}`"));
                match nearest(name, known) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem,
                }
            }
            _ => self.of_template(template, error.to_string()),
        }
    }

    fn of_template(&self, name: &str, message: impl Into<String>) -> ThemeProblem {
        match self.sources.get(name) {
            Some(source) => source.problem(0, message),
            None => ThemeProblem::of_file("", &format!("{FOLDER}{name}"), message),
        }
    }

    /// A problem from one of tera's printed reports: `error: <message>\n --> <template>:<line>:<column>\n…`.
    fn report(&self, report: &str) -> ThemeProblem {
        let mut lines = report.lines();
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let place = lines.find_map(|line| line.trim_start().strip_prefix("--> "));
        let parts = place.and_then(|place| {
            let (rest, column) = place.rsplit_once(':')?;
            let (name, line) = rest.rsplit_once(':')?;
            Some((self.sources.get(name)?, line.parse().ok()?, column.parse().ok()?))
        });
        match parts {
            Some((source, line, column)) => {
                source.problem(source.expanded.origin(offset(&source.expanded.text, line, column)), message)
            }
            None => self.of_template("", message),
        }
    }
}

/// Reads and expands the templates of all layers.
fn read(layers: &[Layer], vocabulary: Vocabulary<'_>, problems: &mut Vec<ThemeProblem>) -> BTreeMap<String, Source> {
    let mut sources = BTreeMap::new();
    for layer in layers {
        for file in layer.files.iter().filter(|file| file.path.starts_with(FOLDER)) {
            let Some(text) = file.text().filter(|_| is_html(&file.path)) else {
                let problem = ThemeProblem::of_file(&layer.name, &file.path, "not a template");
                problems.push(problem.help("templates are UTF-8 and their names end in `.html`"));
                continue;
            };
            let (expanded, faults) = expand(text, vocabulary);
            for fault in faults {
                let problem = ThemeProblem::at(&layer.name, &file.path, text, fault.at, fault.message);
                problems.push(ThemeProblem { help: fault.help, ..problem });
            }
            let source = Source { layer: layer.name.clone(), path: file.path.clone(), text: text.to_owned(), expanded };
            sources.insert(format!("{}/{}", layer.name, &file.path[FOLDER.len()..]), source);
        }
    }
    sources
}

/// Whether a path ends in `.html`: the names that tera escapes for.
fn is_html(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
}

/// An engine without templates: where it looks, and the two functions it knows.
fn prepared(prefixes: &[String], locale: &Locale, assets: &Assets) -> Tera {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes(prefixes.iter().cloned()).expect("there are no templates yet");
    tera.register_function("t", Texts(Arc::new(locale.clone())));
    tera.register_function("asset", Addresses(Arc::new(assets.clone())));
    tera
}

/// The function `t` where it is part of a larger expression.
struct Texts(Arc<Locale>);

impl Function<Result<String, Error>> for Texts {
    fn call(&self, arguments: Kwargs, _: &State) -> Result<String, Error> {
        let key = arguments.must_get::<&str>("key")?;
        let text = match self.0.get(key) {
            Some(Message::Plain(text)) => text,
            Some(Message::Counted { one, .. }) if arguments.get::<i128>("n")? == Some(1) => one,
            Some(Message::Counted { other, .. }) => other,
            None => return Err(Error::message(format!("no text `{key}` in `{}`", self.0.lang))),
        };
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, name, after)) = next_place(rest) {
            out.push_str(before);
            out.push_str(&arguments.must_get::<Value>(name)?.to_string());
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// The function `asset` where it is part of a larger expression.
struct Addresses(Arc<Assets>);

impl Function<Result<String, Error>> for Addresses {
    fn call(&self, arguments: Kwargs, _: &State) -> Result<String, Error> {
        let name = arguments.must_get::<&str>("name")?;
        self.0.path(name).map(str::to_owned).ok_or_else(|| Error::message(format!("no static file `{name}`")))
    }
}
