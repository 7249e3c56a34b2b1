//! The search page.
//!
//! The root of the index and the words of its script go in, as JSON; the model of `search.html` comes out.

use super::head;
use super::model::part::{Html, Link};
use super::model::search::SearchPage;
use super::route::{Route, Subject};
use super::view::View;

/// The search page; `index` is the root of the index and `labels` what [`crate::page::model::search::SearchPage`] says.
pub fn search<'a>(view: &'a View<'_>, route: Route, index: &'a str, labels: String) -> SearchPage<'a> {
    let description = view.say(
        "Tìm ý kiến, câu trả lời, cam kết, đơn vị và văn bản; có dấu hay không dấu đều được.",
        "Search questions, answers, commitments, units and documents, with or without Vietnamese marks.",
    );
    let list = |title: (&'static str, &'static str), subject: Subject| Link {
        title: view.label(title).into(),
        href: Some(view.href(subject).into()),
        lang: None,
    };
    SearchPage {
        head: head::head(view, route, description),
        index_json: Html(index.into()),
        labels_json: Html(labels.into()),
        lists: vec![
            list(("Ý kiến của người học", "Questions from learners"), Subject::Questions(1)),
            list(("Cam kết khắc phục", "Commitments"), Subject::Commitments(1)),
            list(("Các đơn vị", "Units"), Subject::Units(1)),
            list(("Các lĩnh vực", "Topics"), Subject::Topics(1)),
            list(("Các đợt đối thoại", "Dialogue rounds"), Subject::Rounds(1)),
            list(("Văn bản và biểu mẫu", "Documents and forms"), Subject::Documents(1)),
        ],
    }
}
