//! `table!`: a record's fields, declared once.
//!
//! From the declaration come the struct, its reader with every S-code of its keys, its shape for translations, its schema
//! for editors and its visit for rules. A field says what it means twice: in English as its documentation, in Vietnamese
//! after `=>`. `one_of [a, b]` after the fields names keys of which exactly one must be there.

/// Declares a table: the struct, its reader and its visit.
#[macro_export]
macro_rules! table {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[doc = $doc:literal])* pub $field:ident: $type:ty $(= $key:literal)? => $vi:literal,)* } $(one_of [$($one:ident),*])?) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name {
            /// Where the table stands.
            pub span: $crate::text::span::Span,
            $($(#[doc = $doc])* pub $field: $type,)*
        }

        impl $name {
            /// The keys of the table.
            pub const KEYS: &'static [&'static str] = &[$($crate::table!(@key $field $($key)?),)*];

            /// The shape of each key's value, in the same order.
            pub const SHAPES: &'static [(&'static str, $crate::record::field::Shape)] =
                &[$(($crate::table!(@key $field $($key)?), <$type as $crate::record::field::Field>::SHAPE),)*];

            /// What each key means and may be, for schemas.
            pub const ACCEPTED: $crate::record::field::TableAccepts = $crate::record::field::TableAccepts {
                fields: &[$($crate::record::field::FieldAccepts {
                    key: $crate::table!(@key $field $($key)?),
                    vi: $vi,
                    en: concat!($($doc),*),
                    required: <$type as $crate::record::field::Field>::REQUIRED,
                    filled: <$type as $crate::record::field::Field>::FILLED,
                    accepts: <$type as $crate::record::field::Field>::ACCEPTS,
                },)*],
                one_of: &[$($(stringify!($one),)*)?],
            };

            /// Reads the fields without looking for keys that do not exist.
            pub fn read_quietly(table: &$crate::record::field::TableReader<'_>) -> Self {
                Self {
                    span: table.span,
                    $($field: $crate::record::field::Field::take(table, $crate::table!(@key $field $($key)?)),)*
                }
            }

            /// Reads the table and reports every key that does not exist.
            pub fn read_table(table: &$crate::record::field::TableReader<'_>) -> Self {
                table.finish(Self::KEYS);
                Self::read_quietly(table)
            }
        }

        impl $crate::record::field::Visit for $name {
            fn visit(&self, visitor: &mut dyn $crate::record::field::Visitor) {
                $($crate::record::field::Field::visit(&self.$field, $crate::table!(@key $field $($key)?), visitor);)*
            }
        }

        impl $crate::record::field::Value for $name {
            const SHAPE: $crate::record::field::Shape = $crate::record::field::Shape::Table(Self::SHAPES);
            const ACCEPTS: $crate::record::field::Accepts = $crate::record::field::Accepts::Table(&Self::ACCEPTED);
            const EXAMPLE: &'static str = $crate::record::field::A_TABLE;
            fn read(node: $crate::record::field::Node<'_>, reading: &$crate::record::field::Reading<'_>) -> Option<Self> {
                let toml::de::DeValue::Table(table) = node.value else {
                    let example = format!("{{ {} = … }}", Self::KEYS.first().copied().unwrap_or_default());
                    return node.wrong_type(reading, ("một bảng", "a table"), &example);
                };
                Some(Self::read_table(&$crate::record::field::TableReader::new(table, node.span, reading)))
            }
            fn visit(&self, _: &'static str, _: $crate::text::span::Span, visitor: &mut dyn $crate::record::field::Visitor) {
                $crate::record::field::Visit::visit(self, visitor);
            }
        }
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
