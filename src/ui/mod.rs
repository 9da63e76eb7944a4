//! Drawing: it only borrows the app.
