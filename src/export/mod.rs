//! Articles, quotations and dossiers as Markdown, HTML, JSON, CSV, brat and plain text: domain values in, text out.
