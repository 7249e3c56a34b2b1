//! Topics by title and by keyword.
//!
//! The register's topics and a text in, a topic's id out. A title is compared folded; keywords as whole words with their
//! marks, because without them "thi" would be found in every "thì".

use crate::import::words::key;
use crate::register::Register;
use crate::text::vietnamese::canonical_tone;

/// The topics of the register.
pub(crate) struct Topics {
    all: Vec<Topic>,
}

struct Topic {
    id: String,
    title: String,
    lead: Vec<String>,
    keywords: Vec<String>,
}

/// Words in front of a topic's name that say nothing.
const OPENINGS: [&str; 9] =
    ["cong tac ", "linh vuc ", "nhom van de ", "van de ", "nhom ", "ve ", "noi dung ", "mang ", "cac van de ve "];

impl Topics {
    pub(crate) fn new(register: &Register<'_>) -> Self {
        let topic = |topic: &crate::register::Topic| {
            let facts = &topic.facts;
            Topic {
                id: topic.slug().to_owned(),
                title: key(facts.title.get().map_or("", |t| t.as_str())),
                lead: facts.lead.0.iter().map(|unit| unit.value.as_str().to_owned()).collect(),
                keywords: facts.keywords.iter().map(|word| words(word.value.as_str())).collect(),
            }
        };
        Self { all: register.topics.iter().filter(|t| !t.draft).map(topic).collect() }
    }

    /// The topic whose title or id a text is; then the only one whose title holds it, or is held in it.
    pub(crate) fn by_title(&self, text: &str) -> Option<&str> {
        let wanted = key(text);
        let bare = OPENINGS.iter().find_map(|opening| wanted.strip_prefix(opening)).unwrap_or(&wanted);
        if bare.is_empty() {
            return None;
        }
        let same = |topic: &&Topic| {
            let own = OPENINGS.iter().find_map(|opening| topic.title.strip_prefix(opening)).unwrap_or(&topic.title);
            topic.title == wanted || own == bare || key(&topic.id) == wanted
        };
        if let Some(topic) = self.all.iter().find(same) {
            return Some(&topic.id);
        }
        let holds = |outer: &str, inner: &str| inner.len() > 3 && format!(" {outer} ").contains(&format!(" {inner} "));
        self.only(|topic| holds(&topic.title, bare)).or_else(|| self.only(|topic| holds(bare, &topic.title)))
    }

    /// The topic with most keywords in a text; none when two have as many.
    pub(crate) fn by_keyword(&self, text: &str) -> Option<&str> {
        let text = words(text);
        let weight = |topic: &Topic| {
            let found = topic.keywords.iter().filter(|word| !word.trim().is_empty() && text.contains(&***word));
            found.map(|word| word.split_whitespace().count()).sum::<usize>()
        };
        let weights: Vec<usize> = self.all.iter().map(weight).collect();
        let most = weights.iter().copied().max().filter(|most| *most > 0)?;
        let mut best = weights.iter().zip(&self.all).filter(|(weight, _)| **weight == most);
        let (_, topic) = best.next()?;
        best.next().is_none().then_some(&topic.id)
    }

    /// The only topic that a unit leads.
    pub(crate) fn led_by(&self, unit: &str) -> Option<&str> {
        self.only(|topic| topic.lead.iter().any(|lead| lead == unit))
    }

    /// The topic for the rest, where the register has one.
    pub(crate) fn other(&self) -> Option<&str> {
        self.all.iter().find(|topic| topic.id == "khac").map(|topic| &*topic.id)
    }

    /// The titles' ids, for a message.
    pub(crate) fn ids(&self) -> String {
        self.all.iter().map(|topic| format!("`{}`", topic.id)).collect::<Vec<_>>().join(", ")
    }

    fn only(&self, test: impl Fn(&Topic) -> bool) -> Option<&str> {
        let mut found = self.all.iter().filter(|topic| test(topic));
        let first = found.next()?;
        found.next().is_none().then_some(&first.id)
    }
}

/// Lower-case words with single spaces between and around, in one style of tones.
fn words(text: &str) -> String {
    let lower = canonical_tone(text).to_lowercase();
    let mut words = String::from(" ");
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.push_str(word);
        words.push(' ');
    }
    words
}
