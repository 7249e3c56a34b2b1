//! The program `doithoai`.
fn main() {}
