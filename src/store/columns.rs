//! Names the columns of a query, so that rows are read by name and not by number.

/// Declares the columns of a query. `SQL` is their list, each other constant the index of a column,
/// and `WIDTH` their number. The names cost nothing at run time.
macro_rules! columns {
    ($(#[$doc:meta])* $module:ident: $first:ident = $sql:literal, $($name:ident = $more:literal,)*) => {
        $(#[$doc])*
        #[allow(dead_code)]
        pub(in crate::store) mod $module {
            pub(in crate::store) const SQL: &str = concat!($sql, $(", ", $more),*);
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Index {
                $first,
                $($name,)*
                WIDTH,
            }
            pub(in crate::store) const $first: usize = Index::$first as usize;
            $(pub(in crate::store) const $name: usize = Index::$name as usize;)*
            pub(in crate::store) const WIDTH: usize = Index::WIDTH as usize;
        }
    };
}

pub(super) use columns;
