//! A dialogue (`…/dialogue.md`).

use super::field::{Many, Opt, Req};
use super::value::{
    Channels, Day, DocumentRef, FileName, Form, Held, InputRef, LevelOfDialogue, Link, Quantity, QuestionRef,
    TargetRef, Text, UnitRef, Weekday,
};
use crate::text::span::At;
use crate::{choice, table};

choice! {
    /// What became of a dialogue that was not held as planned.
    pub enum OutcomeKind {
        Postponed = "postponed" ("hoãn", "postponed"),
        Cancelled = "cancelled" ("huỷ", "cancelled"),
        Converted = "converted" ("đổi hình thức", "converted"),
    }
}

choice! {
    /// Who may see a record.
    pub enum Audience {
        Public = "public" ("công khai", "public"),
        Internal = "internal" ("nội bộ", "internal"),
    }
}

table! {
    /// `outcome`.
    pub struct DialogueOutcome {
        /// What became of it.
        pub is: Req<OutcomeKind>,
        /// Since when.
        pub on: Opt<Day>,
        /// Why.
        pub reason: Opt<Text>,
        /// To when, or to which dialogue.
        pub to: Opt<Text>,
    }
}

table! {
    /// A part of a group of participants.
    pub struct Part {
        /// Who.
        pub group: Req<Text>,
        /// How many.
        pub count: Opt<Quantity>,
    }
}

table! {
    /// A group of participants.
    pub struct Participants {
        /// Who.
        pub group: Req<Text>,
        /// How many.
        pub count: Opt<Quantity>,
        /// Parts of the group.
        pub of_which: Vec<At<Part>>,
        /// Whether the parts make up the whole.
        pub complete: Opt<bool>,
    }
}

table! {
    /// Delegates sent from one unit to another's dialogue.
    pub struct Delegates {
        /// From which unit.
        pub from: Req<UnitRef>,
        /// To which unit.
        pub to: Req<UnitRef>,
        /// How many.
        pub count: Req<Quantity>,
    }
}

table! {
    /// An item of the agenda.
    pub struct AgendaItem {
        /// What.
        pub title: Req<Text>,
        /// How long, in minutes.
        pub minutes: Opt<Quantity>,
        /// The document presented.
        pub document: Opt<DocumentRef>,
    }
}

table! {
    /// A decision on the form under the conference rule.
    pub struct ModeDecision {
        /// The number of questions at the time.
        pub count: Req<Quantity>,
        /// Why.
        pub reason: Req<Text>,
        /// The document that says so.
        pub document: Opt<DocumentRef>,
    }
}

table! {
    /// A picture or recording.
    pub struct Media {
        /// The file.
        pub file: Req<FileName>,
        /// What is to be seen.
        pub alt: Opt<Text>,
        /// Whether those shown agreed.
        pub consent: Opt<bool>,
    }
}

table! {
    /// A press report.
    pub struct Coverage {
        /// Its title.
        pub title: Req<Text>,
        /// Its address.
        pub url: Req<Link>,
    }
}

table! {
    /// Where and when the dialogue was published by another system.
    pub struct Published {
        /// On which target.
        pub target: Req<TargetRef>,
        /// When.
        pub on: Req<Day>,
        /// Address.
        pub url: Opt<Link>,
        /// A copy.
        pub file: Opt<FileName>,
    }
}

table! {
    /// A dialogue.
    pub struct Dialogue {
        /// Its title.
        pub title: Req<Text>,
        /// Its level.
        pub level: Req<LevelOfDialogue>,
        /// The unit that holds it.
        pub unit: Req<UnitRef>,
        /// Its form.
        pub form: Req<Form>,
        /// When it was or will be held.
        pub held: Opt<Held>,
        /// The weekday printed in the plan.
        pub weekday: Opt<Weekday>,
        /// Where.
        pub place: Opt<Text>,
        /// The number of connected places.
        pub venues: Opt<Quantity>,
        /// Who presided: a role.
        pub chair: Opt<Text>,
        /// What became of it instead.
        pub outcome: Opt<DialogueOutcome>,
        /// Who took part.
        pub participants: Vec<At<Participants>>,
        /// Delegates sent on.
        pub delegates: Vec<At<Delegates>>,
        /// How many questions came by which channel.
        pub questions_by_channel: Opt<Channels>,
        /// The agenda.
        pub agenda: Vec<At<AgendaItem>>,
        /// Dialogues and documents that it builds on.
        pub inputs: Vec<At<InputRef>>,
        /// Questions that came up from below.
        pub takes_up: Option<Vec<At<QuestionRef>>>,
        /// The remediation report of the round before.
        pub previous_report: Opt<DocumentRef>,
        /// The programme.
        pub programme: Many<DocumentRef>,
        /// The minutes.
        pub minutes: Many<DocumentRef>,
        /// The conclusions.
        pub conclusions: Vec<At<Text>>,
        /// The decision on the form.
        pub mode_decision: Opt<ModeDecision>,
        /// Pictures.
        pub media: Vec<At<Media>>,
        /// Press reports.
        pub coverage: Vec<At<Coverage>>,
        /// Publications by other systems.
        pub published: Vec<At<Published>>,
        /// Who may see it.
        pub audience: Opt<Audience>,
        /// Corrections after publication.
        pub corrections: Vec<At<super::question::Correction>>,
    }
}
