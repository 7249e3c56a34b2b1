//! The stable codes and the severity each is born with (`spec/diagnostics.md`).
//!
//! A code is a letter for its family and two digits. The prose of a code stands with its rule in `check::rules`; here is
//! only what every layer may need to name one.

use super::Severity;

macro_rules! codes {
    ($($code:ident $severity:ident),* $(,)?) => {
        /// A stable diagnostic code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Code { $(#[doc = concat!("`", stringify!($code), "`.")] $code,)* }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// As printed: `R01`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)* }
            }

            /// The severity where the project says nothing else.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    S01 Error, S02 Error, S03 Error, S04 Error, S05 Error, S06 Error, S07 Error, S08 Error, S09 Error, S10 Error,
    S11 Error, S12 Error, S13 Error, S14 Error, S15 Error, S16 Error,
    R01 Error, R02 Warning, R03 Error, R04 Error,
    W01 Error, W02 Error, W03 Error, W04 Error, W05 Error, W06 Error, W07 Error, W08 Error, W09 Warning, W10 Error,
    W11 Warning, W12 Warning, W13 Warning, W14 Error, W15 Warning, W16 Warning, W17 Warning, W18 Warning, W19 Warning,
    T01 Error, T02 Error, T03 Error, T04 Warning, T05 Error, T06 Warning, T07 Warning, T08 Error, T09 Info,
    C01 Error, C02 Error, C03 Warning, C04 Error,
    D01 Error, D02 Error, D03 Warning, D04 Warning, D05 Info, D06 Warning,
    U01 Error, U02 Warning, U03 Error, U04 Error,
    L01 Info, L02 Error, L03 Warning, L05 Error,
    A01 Error,
    P01 Error, P02 Error, P03 Error, P04 Error, P05 Warning, P06 Warning, P07 Error, P08 Error, P09 Warning, P10 Error,
    P12 Error,
}

impl Code {
    /// The code written `name`, whatever its case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.as_str().eq_ignore_ascii_case(name.trim()))
    }

    /// Whether `[rules.levels]` may change its severity: those of form (S) and privacy (P) are fixed.
    pub fn adjustable(self) -> bool {
        !self.as_str().starts_with(['S', 'P'])
    }
}
