//! Newest: the day of the newest dated fact that a page shows.
//!
//! The register goes in, one day a record comes out, gathered once a build; a page of several records has the newest of
//! theirs. The invariants: no day is later than the as-of date, none is that of the build, and facts of internal records
//! and of what withheld ones led to move nothing.

use crate::page::plan::has_page;
use crate::page::route::Subject;
use crate::record::question::{Correction, Visibility};
use crate::register::Register;
use crate::register::index::{QuestionIx, TopicIx};
use crate::register::timeline::QuestionFact;
use crate::text::span::At;
use chrono::NaiveDate;

/// A day, where anything dated is known.
pub type Newest = Option<NaiveDate>;

/// The newest day of every record, and of the site.
#[derive(Debug, Default)]
pub struct NewestFacts {
    units: Vec<Newest>,
    topics: Vec<Newest>,
    documents: Vec<Newest>,
    pages: Vec<Newest>,
    rounds: Vec<Newest>,
    dialogues: Vec<Newest>,
    questions: Vec<Newest>,
    commitments: Vec<Newest>,
    surveys: Vec<Newest>,
    corrections: Newest,
    lists: Lists,
}

/// The newest day of all records of a kind, for the lists of them.
#[derive(Debug, Default)]
struct Lists {
    questions: Newest,
    commitments: Newest,
    documents: Newest,
    surveys: Newest,
    site: Newest,
}

impl NewestFacts {
    /// Gathers the days of all records that pages show.
    pub fn of(register: &Register<'_>) -> Self {
        let mut all = Self::default();
        all.gather_commitments(register);
        all.gather_questions(register);
        all.gather_papers(register);
        all.gather_dialogues(register);
        all.gather_owners(register);
        let newest = |days: &[Newest]| days.iter().copied().max().flatten();
        let site = [&all.units, &all.documents, &all.pages, &all.rounds, &all.surveys];
        all.lists = Lists {
            questions: newest(&all.questions),
            commitments: newest(&all.commitments),
            documents: newest(&all.documents),
            surveys: newest(&all.surveys),
            site: site.into_iter().map(|days| newest(days)).max().flatten(),
        };
        all
    }

    /// The day of a page.
    pub fn of_page(&self, subject: Subject) -> Newest {
        match subject {
            Subject::Round(ix) => self.rounds[ix.at()],
            // A report tells what became of earlier rounds too.
            Subject::Report(ix, _) | Subject::Remediation(ix, _) => {
                self.rounds[..=ix.at()].iter().copied().max().flatten()
            }
            Subject::Dialogue(ix, _) => self.dialogues[ix.at()],
            Subject::Question(ix) => self.questions[ix.at()],
            Subject::Commitment(ix) => self.commitments[ix.at()],
            Subject::Unit(ix, _) => self.units[ix.at()],
            Subject::Topic(ix, _) => self.topics[ix.at()],
            Subject::Document(ix) => self.documents[ix.at()],
            Subject::Survey(ix) => self.surveys[ix.at()],
            Subject::Page(ix) => self.pages[ix.at()],
            Subject::Questions(_) => self.lists.questions,
            Subject::Commitments(_) | Subject::Carried(_) => self.lists.commitments,
            Subject::Documents(_) => self.lists.documents,
            Subject::Surveys(_) => self.lists.surveys,
            Subject::Corrections(_) => self.corrections,
            Subject::Overdue(_) => self.lists.questions.max(self.lists.commitments),
            Subject::Coverage(_) => self.dialogues.iter().copied().max().flatten(),
            Subject::Calendar | Subject::CalendarYear(..) => self.lists.site.max(self.lists.commitments),
            Subject::Home
            | Subject::Rounds(_)
            | Subject::Units(_)
            | Subject::Topics(_)
            | Subject::Statistics
            | Subject::Data
            | Subject::Search
            | Subject::NotFound => self.lists.site,
        }
    }

    fn corrected(&mut self, register: &Register<'_>, corrections: &[At<Correction>]) -> Newest {
        let days = corrections.iter().filter_map(|c| c.on.get().map(|d| d.0));
        let newest = days.filter(|d| *d <= register.as_of).max();
        self.corrections = self.corrections.max(newest);
        newest
    }

    fn gather_commitments(&mut self, register: &Register<'_>) {
        for commitment in &register.commitments {
            let links = &commitment.links;
            if !links.public {
                self.commitments.push(None);
                continue;
            }
            let facts = links.course.events.iter().map(|e| e.0).max();
            let moved = commitment.facts.extensions.iter().filter_map(|e| e.on.get().map(|d| d.0));
            let moved = moved.filter(|d| *d <= register.as_of).max();
            let made = links.made.filter(|d| *d <= register.as_of);
            let corrected = self.corrected(register, &commitment.facts.corrections);
            self.commitments.push(facts.max(moved).max(made).max(corrected));
        }
    }

    fn gather_questions(&mut self, register: &Register<'_>) {
        for (i, question) in register.questions.iter().enumerate() {
            let links = &question.links;
            if !has_page(register, QuestionIx(i as u32)) {
                self.questions.push(None);
                continue;
            }
            let known = |d: &NaiveDate| *d <= register.as_of;
            // Merging has no day of its own.
            let facts = links.course.events.iter().filter(|e| e.1 != QuestionFact::Merging).map(|e| e.0).max();
            let mut newest = facts.max(links.received.filter(known));
            if links.visibility != Visibility::Withheld {
                let arrived = question.facts.referrals.iter().filter_map(|r| r.received.as_ref().map(|d| d.0));
                let promised = links.commitments.iter().map(|c| self.commitments[c.at()]).max().flatten();
                let corrected = self.corrected(register, &question.facts.corrections);
                newest = newest.max(arrived.filter(known).max()).max(promised).max(corrected);
            }
            self.questions.push(newest);
        }
    }

    fn gather_papers(&mut self, register: &Register<'_>) {
        for document in &register.documents {
            let corrected =
                if document.links.public { self.corrected(register, &document.facts.corrections) } else { None };
            let issued = document.facts.date.copied().map(|d| d.0);
            let issued = issued.filter(|d| document.links.public && *d <= register.as_of);
            self.documents.push(issued.max(corrected));
        }
        for page in &register.pages {
            let corrected = if page.draft { None } else { self.corrected(register, &page.facts.corrections) };
            self.pages.push(corrected);
        }
        for survey in &register.surveys {
            let corrected =
                if survey.links.public { self.corrected(register, &survey.facts.corrections) } else { None };
            self.surveys.push(corrected);
        }
    }

    fn gather_dialogues(&mut self, register: &Register<'_>) {
        for dialogue in &register.dialogues {
            let links = &dialogue.links;
            if !links.public {
                self.dialogues.push(None);
                continue;
            }
            let held =
                links.held.and_then(|(first, last)| [last, first].into_iter().find(|day| *day <= register.as_of));
            let outcome = dialogue.facts.outcome.as_ref().and_then(|o| o.on.as_ref()).map(|d| d.0);
            let outcome = outcome.filter(|d| *d <= register.as_of);
            let corrected = self.corrected(register, &dialogue.facts.corrections);
            let inner = links.questions.iter().map(|q| self.questions[q.at()]).max().flatten();
            let promised = links.commitments.iter().map(|c| self.commitments[c.at()]).max().flatten();
            let papers = links.documents.iter().map(|d| self.documents[d.at()]).max().flatten();
            self.dialogues.push(held.max(outcome).max(corrected).max(inner).max(promised).max(papers));
        }
    }

    fn gather_owners(&mut self, register: &Register<'_>) {
        for round in &register.rounds {
            let links = &round.links;
            let corrected = if round.draft { None } else { self.corrected(register, &round.facts.corrections) };
            let closed = round.facts.closed.as_ref().filter(|_| links.closed).map(|d| d.0);
            let done = links.schedule.steps.iter().filter_map(|s| s.done.map(|d| d.1)).max();
            let dialogues = links.dialogues.iter().map(|d| self.dialogues[d.at()]).max().flatten();
            let promised = links.commitments.iter().map(|c| self.commitments[c.at()]).max().flatten();
            let papers = links.documents.iter().map(|d| self.documents[d.at()]).max().flatten();
            self.rounds.push(corrected.max(closed).max(done).max(dialogues).max(promised).max(papers));
        }
        for unit in &register.units {
            let links = &unit.links;
            let corrected = if unit.draft { None } else { self.corrected(register, &unit.facts.corrections) };
            let dialogues = links.dialogues.iter().map(|d| self.dialogues[d.at()]).max().flatten();
            let asked = links.asked_of.iter().map(|q| self.questions[q.at()]).max().flatten();
            let promised = links.commitments.iter().map(|c| self.commitments[c.at()]).max().flatten();
            let papers = links.documents.iter().map(|d| self.documents[d.at()]).max().flatten();
            self.units.push(corrected.max(dialogues).max(asked).max(promised).max(papers));
        }
        for topic in &register.topics {
            self.topics.push(topic.links.questions.iter().map(|q| self.questions[q.at()]).max().flatten());
        }
        // A topic shows what lies below it, however deep; a circle is an error of its own (S16).
        for _ in 0..register.topics.len().min(16) {
            let above = |i: usize| {
                let children = &register.topics[i].links.children;
                children.iter().map(|TopicIx(c)| self.topics[*c as usize]).max().flatten()
            };
            let raised: Vec<Newest> = (0..self.topics.len()).map(|i| self.topics[i].max(above(i))).collect();
            if raised == self.topics {
                break;
            }
            self.topics = raised;
        }
    }
}
