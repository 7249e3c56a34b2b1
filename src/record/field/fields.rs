//! Fields: how an optional, a required or a repeated value is taken out of a table.
//!
//! A table and a key go in; the value comes out, or nothing and a diagnostic (S05, S06). Reading goes on either way.

use super::{Accepts, List, Node, Opt, Rare, Reading, Req, Shape, TableReader, Value, Visitor, in_brackets, type_name};
use crate::diagnostic::Code;
use crate::say;
use crate::text::span::At;
use toml::de::DeValue;

/// A field of a table: how it is taken out of it.
pub trait Field: Sized {
    /// What it is to a translation.
    const SHAPE: Shape;
    /// What it may be, for schemas.
    const ACCEPTS: Accepts;
    /// Whether it must be there.
    const REQUIRED: bool = false;
    /// Whether its text must say something.
    const FILLED: bool = false;
    /// Takes the value of `key` out of `table`.
    fn take(table: &TableReader<'_>, key: &'static str) -> Self;
    /// Shows the field to `visitor`.
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor);
}

impl<T: Value> Field for Opt<T> {
    const SHAPE: Shape = T::SHAPE;
    const ACCEPTS: Accepts = T::ACCEPTS;
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        let node = table.node(key)?;
        T::read(node, table.reading).map(|value| At::new(value, node.span))
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        if let Some(at) = self {
            at.value.visit(key, at.span, visitor);
        }
    }
}

impl<T: Value> Field for Rare<T> {
    const SHAPE: Shape = T::SHAPE;
    const ACCEPTS: Accepts = T::ACCEPTS;
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        <Opt<T> as Field>::take(table, key).map(Box::new)
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        if let Some(at) = self {
            at.value.visit(key, at.span, visitor);
        }
    }
}

impl<T: Value> Field for Req<T> {
    const SHAPE: Shape = T::SHAPE;
    const ACCEPTS: Accepts = T::ACCEPTS;
    const REQUIRED: bool = true;
    const FILLED: bool = T::EMPTY_IS_MISSING;
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        let Some(node) = table.node(key) else {
            table.missing_like(key, T::EXAMPLE);
            return Self(None);
        };
        let value = T::read(node, table.reading);
        if let Some(v) = &value
            && T::EMPTY_IS_MISSING
            && v.is_blank()
        {
            let reading = table.reading;
            reading.report(
                reading
                    .problem(Code::S06, node.span, say!("`{key}` không được để trống", "`{key}` must not be empty"))
                    .help(say!("hãy viết nội dung cho `{key}`", "write something for `{key}`")),
            );
        }
        Self(value.map(|value| At::new(value, node.span)))
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        self.0.visit(key, visitor);
    }
}

/// How many values a list has room for before any was read.
const ROOM: usize = 16;

/// Reports a single value where a list was wanted, with its brackets as the fix.
fn not_a_list(node: Node<'_>, reading: &Reading<'_>, example: &str) {
    let key = node.key;
    let raw = &reading.file.text[node.span.range()];
    let (vi, en) = type_name(node.value);
    let message = say!(
        "`{key}` phải là một danh sách trong ngoặc vuông, không phải {vi}",
        "`{key}` must be a list in square brackets, not {en}"
    );
    let fault = reading.problem(Code::S05, node.span, message);
    let single = raw.lines().count() == 1 && !matches!(node.value, DeValue::Table(_));
    reading.report(if single {
        fault
            .help(say!("đặt trong ngoặc vuông: `{key} = [{raw}]`", "put it in square brackets: `{key} = [{raw}]`"))
            .fix(node.span, format!("[{raw}]"))
    } else {
        fault.help(say!("ví dụ: `{key} = {example}`", "for example: `{key} = {example}`"))
    });
}

impl<T: Value> Field for List<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const ACCEPTS: Accepts = Accepts::List(&T::ACCEPTS, false);
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        let Some(node) = table.node(key) else { return Self::new() };
        let DeValue::Array(array) = node.value else {
            not_a_list(node, table.reading, &in_brackets(T::EXAMPLE));
            return Self::new();
        };
        let items = array.iter().filter_map(|item| {
            let span = table.reading.span(item.span());
            let node = Node { value: item.get_ref(), span, key: node.key };
            T::read(node, table.reading).map(|value| At::new(value, span))
        });
        // Of the length it has: collected without one it would have room for four, and a register has millions of lists. A
        // long one may be of what cannot be read, and gets its room when something was.
        let mut list = Self::with_capacity(array.len().min(ROOM));
        list.extend(items);
        list
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        for at in self {
            at.value.visit(key, at.span, visitor);
        }
    }
}

impl<T: Value> Field for Option<List<T>> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const ACCEPTS: Accepts = Accepts::List(&T::ACCEPTS, false);
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        table.node(key).map(|_| List::take(table, key))
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        if let Some(list) = self {
            list.visit(key, visitor);
        }
    }
}

/// A list that may be written without brackets where it holds one value.
#[derive(Debug, Clone)]
pub struct Many<T>(pub List<T>);

impl<T: Value> Field for Many<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const ACCEPTS: Accepts = Accepts::OneOrList(&T::ACCEPTS);
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        match table.node(key) {
            Some(Node { value: DeValue::Array(_), .. }) => Self(List::take(table, key)),
            _ => Self(<Opt<T> as Field>::take(table, key).into_iter().collect()),
        }
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        self.0.visit(key, visitor);
    }
}

/// A list that must be there, and hold something.
#[derive(Debug, Clone)]
pub struct ReqList<T>(pub List<T>);

impl<T: Value> Field for ReqList<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const ACCEPTS: Accepts = Accepts::List(&T::ACCEPTS, true);
    const REQUIRED: bool = true;
    fn take(table: &TableReader<'_>, key: &'static str) -> Self {
        let Some(node) = table.node(key) else {
            table.missing_like(key, &in_brackets(T::EXAMPLE));
            return Self(List::new());
        };
        if matches!(node.value, DeValue::Array(array) if array.is_empty()) {
            let reading = table.reading;
            reading.report(reading.problem(
                Code::S06,
                node.span,
                say!("`{key}` phải có ít nhất một mục", "`{key}` must have at least one entry"),
            ));
        }
        Self(List::take(table, key))
    }
    fn visit(&self, key: &'static str, visitor: &mut dyn Visitor) {
        self.0.visit(key, visitor);
    }
}
