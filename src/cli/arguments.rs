//! What can be written after `doithoai`: the commands and their options, as clap reads them.
//!
//! Only names, kinds of values and defaults stand here; every word that people read stands in [`wording`](super::wording),
//! in both languages.

use crate::diagnostic::render::Format;
use crate::export::json_schema;
use crate::record::place::FileKind;
use camino::Utf8PathBuf;
use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::num::NonZeroUsize;

#[derive(Debug, Parser)]
#[command(name = "doithoai", version)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<LangName>,
    #[arg(long, global = true)]
    pub(super) no_color: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(InitArguments),
    New(NewArguments),
    Check(CheckArguments),
    Build(BuildArguments),
    Serve(ServeArguments),
    Import(ImportArguments),
    Export(ExportArguments),
    Due(DueArguments),
    Status(StatusArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    Completions(CompletionsArguments),
    Man(ManArguments),
    #[command(name = "__complete", hide = true)]
    Complete(CompleteArguments),
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    #[arg(value_name = "DIR")]
    pub(super) folder: Utf8PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[arg(value_name = "KIND")]
    pub(super) kind: Kind,
    #[arg(value_name = "PATH")]
    pub(super) path: String,
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[command(flatten)]
    pub(super) reporting: Reporting,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    #[arg(long, short)]
    pub(super) watch: bool,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct BuildArguments {
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<Utf8PathBuf>,
    #[arg(long, value_name = "ID", conflicts_with = "all_targets")]
    pub(super) target: Option<String>,
    #[arg(long)]
    pub(super) all_targets: bool,
    #[arg(long, value_name = "FILE.zip", conflicts_with = "all_targets")]
    pub(super) archive: Option<Utf8PathBuf>,
    #[command(flatten)]
    pub(super) reporting: Reporting,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    #[arg(long)]
    pub(super) precompress: bool,
    #[arg(long)]
    pub(super) verify: bool,
    #[arg(long)]
    pub(super) why: bool,
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(long, value_name = "ID")]
    pub(super) target: Option<String>,
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,
    #[arg(long, short, value_name = "PORT", default_value_t = 1111)]
    pub(super) port: u16,
    #[arg(long)]
    pub(super) open: bool,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct ImportArguments {
    #[arg(value_name = "FILE")]
    pub(super) file: Utf8PathBuf,
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(long, value_name = "ROUND/DIALOGUE")]
    pub(super) into: Option<String>,
    #[arg(long)]
    pub(super) write: bool,
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub(super) map: Vec<String>,
    #[arg(long, value_name = "COLUMN")]
    pub(super) ignore: Vec<String>,
    #[arg(long)]
    pub(super) include_hidden: bool,
    #[arg(long)]
    pub(super) split: bool,
    #[arg(long)]
    pub(super) allow_count: bool,
    #[arg(id = "table_format", long = "format", value_name = "FORMAT", default_value = "human")]
    pub(super) format: TableFormat,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(id = "tables", value_name = "DIR")]
    pub(super) folder: Utf8PathBuf,
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(long)]
    pub(super) public: bool,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct DueArguments {
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(id = "list_format", long = "format", value_name = "FORMAT", default_value = "human")]
    pub(super) format: ListFormat,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    #[arg(value_name = "ROOT", default_value = ".")]
    pub(super) root: Utf8PathBuf,
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<Utf8PathBuf>,
    #[arg(long, value_name = "PATH", conflicts_with = "out")]
    pub(super) published: Option<Utf8PathBuf>,
    #[arg(id = "table_format", long = "format", value_name = "FORMAT", default_value = "human")]
    pub(super) format: TableFormat,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    #[arg(id = "schema_kind", value_name = "KIND")]
    pub(super) kind: Option<SchemaKind>,
    #[arg(long, requires = "schema_kind")]
    pub(super) translation: bool,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    #[arg(value_name = "SHELL")]
    pub(super) shell: ShellName,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    #[arg(id = "pages", value_name = "DIR")]
    pub(super) folder: Option<Utf8PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompleteArguments {
    #[arg(id = "completed", value_name = "WHAT")]
    pub(super) what: String,
}

/// How diagnostics are told.
#[derive(Debug, Args)]
pub(super) struct Reporting {
    #[arg(long, short)]
    pub(super) verbose: bool,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    #[arg(long, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
}

/// What is treated as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

/// How a list is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
    Md,
    Ics,
}

/// How what has one form for people and one for programs is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Human,
    Json,
}

/// A language, as named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangName {
    Vi,
    En,
}

/// The kinds of record that `new` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    Unit,
    Topic,
    Procedure,
    Round,
    Dialogue,
    Question,
    Commitment,
    Document,
    Survey,
    Calendar,
    Page,
}

/// The shells that have completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellName {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

/// A kind of record file that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SchemaKind(pub(super) FileKind);

static SCHEMA_KINDS: [SchemaKind; json_schema::KINDS.len()] = {
    let mut all = [SchemaKind(FileKind::Site); json_schema::KINDS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = SchemaKind(json_schema::KINDS[at].1);
        at += 1;
    }
    all
};

impl ValueEnum for SchemaKind {
    fn value_variants<'a>() -> &'a [Self] {
        &SCHEMA_KINDS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, kind) = json_schema::KINDS.iter().find(|(_, kind)| *kind == self.0)?;
        let value = PossibleValue::new(*name);
        // The file is called so; the record is one topic.
        Some(if *kind == FileKind::Topics { value.alias("topics") } else { value })
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Human, Self::Short, Self::Json, Self::Github, Self::Gitlab]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Self::ALL.iter().find(|(_, format)| format == self).map(|(name, _)| PossibleValue::new(*name))
    }
}
