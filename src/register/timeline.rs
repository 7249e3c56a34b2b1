//! Timelines: dated facts folded into states (`spec/states.md`).
//!
//! A record's facts up to the as-of date go in; its state, the course of events that led there, and every step that the
//! table of states does not allow come out. The state is never stored: folding is the only way to one. A fact that is
//! not allowed is still followed, so that one slip is reported once and not at every later fact.

use crate::choice;
use crate::record::commitment::{Commitment, UpdateState, VerificationResult};
use crate::record::question::{AnswerOutcome, Question};
use crate::text::span::Span;
use chrono::NaiveDate;
use thin_vec::ThinVec;

choice! {
    /// How a question stands.
    pub enum QuestionState {
        Received = "received" ("Đã tiếp nhận", "Received"),
        Assigned = "assigned" ("Đã giao đơn vị trả lời", "Assigned to a unit"),
        Referred = "referred" ("Đã chuyển cấp có thẩm quyền", "Referred to the competent level"),
        Merged = "merged" ("Đã gộp", "Merged"),
        Answered = "answered" ("Đã trả lời", "Answered"),
        OutOfCompetence = "out-of-competence" ("Không thuộc thẩm quyền", "Out of competence"),
        Reopened = "reopened" ("Mở lại", "Reopened"),
        Withdrawn = "withdrawn" ("Đã rút", "Withdrawn"),
        Closed = "closed" ("Kết thúc", "Closed"),
    }
}

impl QuestionState {
    /// Whether the table of states lets a question go from here to `next`; every state may follow itself.
    pub fn may_go_to(self, next: Self) -> bool {
        use QuestionState::{
            Answered, Assigned, Closed, Merged, OutOfCompetence, Received, Referred, Reopened, Withdrawn,
        };
        let allowed: &[Self] = match self {
            Received => &[Assigned, Referred, Answered, OutOfCompetence, Merged, Withdrawn],
            Assigned => &[Referred, Answered, OutOfCompetence, Merged, Withdrawn],
            Referred => &[Assigned, Answered, OutOfCompetence, Merged, Withdrawn],
            Merged | Withdrawn => &[],
            Answered | OutOfCompetence => &[Reopened, Closed],
            Reopened => &[Assigned, Referred, Answered, OutOfCompetence, Closed],
            Closed => &[Reopened],
        };
        self == next || allowed.contains(&next)
    }

    /// Whether it counts as answered in figures.
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Answered | Self::OutOfCompetence | Self::Closed)
    }

    /// Whether it still waits for an answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::Assigned | Self::Referred | Self::Reopened)
    }
}

choice! {
    /// How a commitment stands.
    pub enum CommitmentState {
        Planned = "planned" ("Đã lên kế hoạch", "Planned"),
        InProgress = "in-progress" ("Đang thực hiện", "In progress"),
        PartlyDone = "partly-done" ("Đã thực hiện một phần", "Partly done"),
        Deferred = "deferred" ("Lùi thời hạn (có lý do)", "Deferred (with reason)"),
        DoneReported = "done-reported" ("Đơn vị báo cáo hoàn thành", "Reported done by the unit"),
        Verified = "verified" ("Đã kiểm chứng hoàn thành", "Verified as done"),
        Explained = "explained" ("Đã giải trình, thông tin", "Explained"),
        Cancelled = "cancelled" ("Không thực hiện (có lý do)", "Cancelled (with reason)"),
        Reopened = "reopened" ("Mở lại", "Reopened"),
    }
}

impl CommitmentState {
    /// Whether the table of states lets a commitment go from here to `next`; every state may follow itself.
    pub fn may_go_to(self, next: Self) -> bool {
        use CommitmentState::{
            Cancelled, Deferred, DoneReported, Explained, InProgress, PartlyDone, Planned, Reopened, Verified,
        };
        let allowed: &[Self] = match self {
            Planned => return next != Verified,
            InProgress => &[PartlyDone, DoneReported, Deferred, Cancelled, Explained],
            PartlyDone => &[InProgress, DoneReported, Deferred, Cancelled, Explained],
            Deferred => &[InProgress, PartlyDone, DoneReported, Cancelled, Explained],
            DoneReported => &[Verified, PartlyDone, InProgress],
            Verified | Explained | Cancelled => &[Reopened],
            Reopened => &[InProgress, PartlyDone, DoneReported, Deferred, Cancelled, Explained],
        };
        self == next || allowed.contains(&next)
    }

    /// Whether its type is open: something is still to be done or shown.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Verified | Self::Explained | Self::Cancelled)
    }
}

impl From<UpdateState> for CommitmentState {
    fn from(state: UpdateState) -> Self {
        match state {
            UpdateState::InProgress => Self::InProgress,
            UpdateState::PartlyDone => Self::PartlyDone,
            UpdateState::Done => Self::DoneReported,
            UpdateState::Deferred => Self::Deferred,
            UpdateState::Cancelled => Self::Cancelled,
            UpdateState::Explained => Self::Explained,
            UpdateState::Reopened => Self::Reopened,
        }
    }
}

/// A fact of a question, by its position in its list. The order of the variants is the order of facts of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionFact {
    /// `referrals[i]`.
    Referral(usize),
    /// `assigned[i]`.
    Assignment(usize),
    /// `answers[i]`.
    Answer(usize),
    /// `reopened[i]`.
    Reopening(usize),
    /// `withdrawn`.
    Withdrawal,
    /// Its round was closed.
    Closing,
    /// `merged_into`, which has no day of its own.
    Merging,
}

/// A fact of a commitment, by its position in its list. The order of the variants is the order of facts of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentFact {
    /// `updates[i]`.
    Update(usize),
    /// `verifications[i]`.
    Verification(usize),
}

/// A step that the table of states does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach<State> {
    /// Where the fact stands.
    pub span: Span,
    /// The state before.
    pub from: State,
    /// The state that the fact enters.
    pub to: State,
}

/// What a record's facts add up to.
#[derive(Clone, Debug)]
pub struct Course<State, Fact> {
    /// The state at the as-of date.
    pub state: State,
    /// The facts up to the as-of date, in order, each with its day and the state it entered.
    pub events: ThinVec<(NaiveDate, Fact, State)>,
    /// Steps that are not allowed.
    pub breaches: ThinVec<Breach<State>>,
    /// Places of facts later than the as-of date, which were left out.
    pub later: ThinVec<Span>,
}

impl<State: Copy, Fact> Course<State, Fact> {
    /// The course before any fact.
    pub(super) const fn begin(state: State) -> Self {
        Self { state, events: ThinVec::new(), breaches: ThinVec::new(), later: ThinVec::new() }
    }

    fn enter(&mut self, on: NaiveDate, fact: Fact, next: State, allowed: bool, span: Span) {
        if !allowed {
            self.breaches.push(Breach { span, from: self.state, to: next });
        }
        self.state = next;
        self.events.push((on, fact, next));
    }

    /// The course, with no more room than it needs: a register has one a question.
    fn finished(mut self) -> Self {
        self.events.shrink_to_fit();
        self
    }
}

/// A question's course.
pub type QuestionCourse = Course<QuestionState, QuestionFact>;
/// A commitment's course.
pub type CommitmentCourse = Course<CommitmentState, CommitmentFact>;

/// Folds a question's facts up to `as_of`; `closed` is the day on which its round was closed.
pub fn fold_question(facts: &Question, closed: Option<NaiveDate>, as_of: NaiveDate) -> QuestionCourse {
    let mut course = Course::begin(QuestionState::Received);
    for (on, fact, span) in question_facts(facts, closed) {
        if on > as_of {
            if fact != QuestionFact::Closing {
                course.later.push(span);
            }
            continue;
        }
        let next = match fact {
            QuestionFact::Referral(_) => QuestionState::Referred,
            QuestionFact::Assignment(_) => QuestionState::Assigned,
            QuestionFact::Answer(i) if facts.answers[i].outcome.copied() == Some(AnswerOutcome::OutOfCompetence) => {
                QuestionState::OutOfCompetence
            }
            QuestionFact::Answer(_) => QuestionState::Answered,
            QuestionFact::Reopening(_) => QuestionState::Reopened,
            QuestionFact::Withdrawal => QuestionState::Withdrawn,
            QuestionFact::Closing if course.state.is_answered() => QuestionState::Closed,
            QuestionFact::Closing | QuestionFact::Merging => continue,
        };
        let allowed = course.state.may_go_to(next);
        course.enter(on, fact, next, allowed, span);
    }
    if let Some(target) = &facts.merged_into {
        let allowed = course.state.may_go_to(QuestionState::Merged);
        let on = course.events.last().map_or(as_of, |e| e.0);
        course.enter(on, QuestionFact::Merging, QuestionState::Merged, allowed, target.span);
    }
    if let Some(day) = closed.filter(|d| *d <= as_of)
        && matches!(course.state, QuestionState::Answered | QuestionState::OutOfCompetence)
    {
        // What was answered after its round was closed is closed with that answer, so that events stay in order.
        let on = course.events.last().map_or(day, |e| e.0.max(day));
        course.enter(on, QuestionFact::Closing, QuestionState::Closed, true, Span::default());
    }
    course.finished()
}

fn question_facts(facts: &Question, closed: Option<NaiveDate>) -> Vec<(NaiveDate, QuestionFact, Span)> {
    let mut all = Vec::new();
    all.extend(
        facts
            .referrals
            .iter()
            .enumerate()
            .filter_map(|(i, f)| Some((f.on.get()?.0, QuestionFact::Referral(i), f.span))),
    );
    all.extend(
        facts
            .assigned
            .iter()
            .enumerate()
            .filter_map(|(i, f)| Some((f.on.get()?.0, QuestionFact::Assignment(i), f.span))),
    );
    all.extend(
        facts.answers.iter().enumerate().filter_map(|(i, f)| Some((f.on.get()?.0, QuestionFact::Answer(i), f.span))),
    );
    all.extend(
        facts
            .reopened
            .iter()
            .enumerate()
            .filter_map(|(i, f)| Some((f.on.get()?.0, QuestionFact::Reopening(i), f.span))),
    );
    all.extend(facts.withdrawn.iter().filter_map(|f| Some((f.on.get()?.0, QuestionFact::Withdrawal, f.span))));
    all.extend(closed.map(|day| (day, QuestionFact::Closing, Span::default())));
    all.sort_by_key(|(on, fact, _)| (*on, *fact));
    all
}

/// Folds a commitment's updates and verifications up to `as_of`.
pub fn fold_commitment(facts: &Commitment, as_of: NaiveDate) -> CommitmentCourse {
    let mut course = Course::begin(CommitmentState::Planned);
    for (on, fact, span) in commitment_facts(facts) {
        if on > as_of {
            course.later.push(span);
            continue;
        }
        let (next, allowed) = match fact {
            CommitmentFact::Update(i) => {
                let Some(state) = facts.updates[i].state.copied() else { continue };
                let next = CommitmentState::from(state);
                // From done-reported only a verification leads on.
                let by_update = course.state != CommitmentState::DoneReported || next == CommitmentState::DoneReported;
                (next, by_update && course.state.may_go_to(next))
            }
            CommitmentFact::Verification(i) => {
                // A verification of what was not reported done is W07, not W01, and changes nothing.
                let news = course.state == CommitmentState::Verified;
                if course.state != CommitmentState::DoneReported && !news {
                    continue;
                }
                let Some(result) = facts.verifications[i].result.copied() else { continue };
                let next = match result {
                    VerificationResult::Confirmed => CommitmentState::Verified,
                    VerificationResult::Partial => CommitmentState::PartlyDone,
                    VerificationResult::Rejected => CommitmentState::InProgress,
                };
                (next, course.state.may_go_to(next))
            }
        };
        course.enter(on, fact, next, allowed, span);
    }
    course.finished()
}

fn commitment_facts(facts: &Commitment) -> Vec<(NaiveDate, CommitmentFact, Span)> {
    let mut all = Vec::new();
    all.extend(
        facts.updates.iter().enumerate().filter_map(|(i, f)| Some((f.on.get()?.0, CommitmentFact::Update(i), f.span))),
    );
    all.extend(
        facts
            .verifications
            .iter()
            .enumerate()
            .filter_map(|(i, f)| Some((f.on.get()?.0, CommitmentFact::Verification(i), f.span))),
    );
    all.sort_by_key(|(on, fact, _)| (*on, *fact));
    all
}
