//! Stages: the way of a round from raised to verified.
//!
//! A tally goes in; the count of each stage, and of how many it is, come out. The invariant: the first three stages are
//! of the questions that count for the answer rate, the last two of the commitments that count for the verified rate, so
//! a stage never exceeds what it is a part of, and the last stage of each is the rate's numerator.

use super::Tally;

/// A stage of the way from raised to verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Questions to be answered.
    Raised,
    /// Of those, referred to another level.
    Escalated,
    /// Of those, answered.
    Answered,
    /// Commitments to be kept.
    Promised,
    /// Of those, verified as done.
    Verified,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [Self::Raised, Self::Escalated, Self::Answered, Self::Promised, Self::Verified];

    /// As written in pages and data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "stage-raised",
            Self::Escalated => "stage-escalated",
            Self::Answered => "stage-answered",
            Self::Promised => "stage-promised",
            Self::Verified => "stage-verified",
        }
    }

    /// What is counted, in Vietnamese and in English.
    pub const fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Raised => ("Ý kiến cần trả lời", "Questions to be answered"),
            Self::Escalated => ("Ý kiến đã chuyển cấp có thẩm quyền", "Referred to the competent level"),
            Self::Answered => ("Ý kiến đã trả lời", "Answered"),
            Self::Promised => ("Cam kết cần thực hiện", "Commitments to be kept"),
            Self::Verified => ("Cam kết đã kiểm chứng hoàn thành", "Commitments verified as done"),
        }
    }
}

impl Tally {
    /// How many reached a stage, and of how many.
    pub const fn stage(&self, stage: Stage) -> (u32, u32) {
        let promised = self.commitments - self.cancelled - self.explained;
        match stage {
            Stage::Raised => (self.questions_counted, self.questions_counted),
            Stage::Escalated => (self.referred, self.questions_counted),
            Stage::Answered => (self.answered, self.questions_counted),
            Stage::Promised => (promised, promised),
            Stage::Verified => (self.verified, promised),
        }
    }
}
