//! Small components written into the templates that call them: a call costs a microsecond, the written-out body a third.
//!
//! In: the component definitions of all layers; a call such as `<link l={e.unit} />`. Out: the component's body with its
//! parameters replaced by the arguments. The invariant: what is written out renders the same as the call; where that is
//! not certain (a body that sets variables, an argument that is no plain path, a loop variable of the same name) the call
//! is left as it is.

use std::collections::BTreeMap;

use super::layer::Layer;

/// The components that may be written out, by name; the topmost layer's definition counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Components(BTreeMap<String, Component>);

/// A component's parameters and body.
#[derive(Debug, Clone)]
struct Component {
    parameters: Vec<String>,
    /// The names that loops in the body use.
    loops: Vec<String>,
    body: String,
}

impl Components {
    /// The components of some layers, the topmost first.
    pub(super) fn new(layers: &[Layer]) -> Self {
        let mut found = BTreeMap::new();
        for layer in layers.iter().rev() {
            for text in layer.files.iter().filter(|file| file.path.ends_with("html")).filter_map(|file| file.text()) {
                for (name, component) in definitions(text) {
                    match component {
                        Some(component) => found.insert(name.to_owned(), component),
                        None => found.remove(name),
                    };
                }
            }
        }
        Self(found)
    }

    /// The body of a called component with the arguments in place; none when the call must stay.
    pub(super) fn write_out(&self, call: &str) -> Option<String> {
        let inner = call.strip_prefix('<')?.strip_suffix("/>")?.trim();
        let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let component = self.0.get(name)?;
        let mut arguments = Vec::with_capacity(component.parameters.len());
        while !rest.trim_start().is_empty() {
            let (parameter, after) = rest.trim_start().split_once("={")?;
            let (value, after) = after.split_once('}')?;
            let first = value.split('.').next()?;
            if !is_path(value) || component.loops.iter().any(|variable| variable == first) {
                return None;
            }
            arguments.push((parameter, value));
            rest = after;
        }
        let all = component.parameters.iter().all(|name| arguments.iter().any(|(given, _)| given == name));
        (all && arguments.len() == component.parameters.len()).then(|| substitute(&component.body, &arguments))
    }
}

/// The components that a template defines; none where one cannot be written out.
fn definitions(text: &str) -> Vec<(&str, Option<Component>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{% component ") {
        let Some((signature, after)) = after.split_once("%}") else { break };
        let Some((body, after)) = after.split_once("{% endcomponent") else { break };
        rest = after;
        let Some((name, list)) = signature.trim().split_once('(') else { continue };
        let names: Vec<&str> = list.trim_end_matches(')').split(',').map(str::trim).collect();
        let plain = names.iter().all(|name| is_path(name.trim_start_matches('@')) || name.is_empty());
        let component = (plain && !body.contains("{% set") && !body.contains("{{ body")).then(|| Component {
            parameters: names.iter().filter(|name| is_path(name)).map(|name| (*name).to_owned()).collect(),
            loops: body
                .split("{% for ")
                .skip(1)
                .filter_map(|part| part.split_whitespace().next())
                .map(str::to_owned)
                .collect(),
            body: body.to_owned(),
        });
        found.push((name, component));
    }
    found
}

/// Whether an expression is names joined by dots.
fn is_path(expression: &str) -> bool {
    !expression.is_empty() && expression.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
}

/// A body with its parameters replaced in code, outside of strings, field names and argument names.
fn substitute(body: &str, arguments: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(body.len() * 2);
    let (mut code, mut quote, mut at) = (false, None, 0);
    while at < body.len() {
        let rest = &body[at..];
        let c = rest.chars().next().unwrap_or_default();
        let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(rest, |end| &rest[..end]);
        let step = if code && quote.is_none() && !word.is_empty() {
            let field = out.ends_with('.');
            let after = rest[word.len()..].trim_start();
            let named = after.starts_with('=') && !after.starts_with("==");
            let value = arguments.iter().find(|(name, _)| *name == word && !field && !named);
            out.push_str(value.map_or(word, |(_, value)| value));
            word.len()
        } else {
            match (code, quote, c) {
                (false, _, '{') if rest.starts_with("{{") || rest.starts_with("{%") => code = true,
                (true, None, '}' | '%') if rest.starts_with("}}") || rest.starts_with("%}") => code = false,
                (true, None, '"' | '\'' | '`') => quote = Some(c),
                (true, Some(open), c) if open == c => quote = None,
                _ => {}
            }
            out.push(c);
            c.len_utf8()
        };
        at += step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::layer::LayerFile;

    fn components(text: &str) -> Components {
        let file = LayerFile { path: "templates/parts.html".into(), bytes: text.as_bytes().to_vec().into() };
        Components::new(&[Layer::new("x", vec![file])])
    }

    #[test]
    fn parameters_give_way_to_arguments_in_code_only() {
        let parts = components(
            "{% component link(l, @root) %}l {% if l.href and a.l == \"l\" %}{{ <due l={l.due} /> }}{{ t(key=\"x\", l=l) }}{% endif %}{% endcomponent link %}",
        );
        assert_eq!(
            parts.write_out("<link l={e.unit} />").unwrap(),
            "l {% if e.unit.href and a.l == \"l\" %}{{ <due l={e.unit.due} /> }}{{ t(key=\"x\", l=e.unit) }}{% endif %}"
        );
    }

    #[test]
    fn calls_that_might_mean_something_else_stay() {
        let parts = components(
            "{% component each(list) %}{% for e in list %}{{ e }}{% endfor %}{% endcomponent each %}{% component s(a) %}{% set b = a %}{% endcomponent s %}",
        );
        assert_eq!(parts.write_out("<each list={e.list} />"), None, "the loop would hide `e`");
        assert_eq!(parts.write_out("<each list={a ~ b} />"), None, "an argument that is no path");
        assert_eq!(parts.write_out("<each />"), None, "a missing argument is for the engine to report");
        assert_eq!(parts.write_out("<s a={a} />"), None, "a body that sets variables");
        assert!(parts.write_out("<each list={page.list} />").is_some());
    }
}
