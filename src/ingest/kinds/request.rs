//! What is sent to a server and what it answers, apart from how it is sent.

use serde_json::Value;

use crate::domain::base64;
use crate::ingest::FetchError;

use super::Problem;

/// What is done with what stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Read.
    Get,
    /// Send.
    Post,
    /// Replace.
    Put,
    /// Change in part.
    Patch,
    /// Delete.
    Delete,
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    None,
    /// Fields, as a form sends them.
    Form(Vec<(String, String)>),
    /// A JSON value.
    Json(Value),
}

/// One request to the server of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What is done.
    pub verb: Verb,
    /// What follows the address of the account, with its query; begins with `/` or `?`.
    pub path: String,
    /// Headers beside those that every request has.
    pub headers: Vec<(&'static str, String)>,
    /// What it carries.
    pub content: Content,
}

impl Request {
    /// A request that only reads.
    pub fn get(path: impl Into<String>) -> Request {
        Request { verb: Verb::Get, path: path.into(), headers: Vec::new(), content: Content::None }
    }

    /// A request that carries fields.
    pub fn form(path: impl Into<String>, fields: Vec<(String, String)>) -> Request {
        Request { verb: Verb::Post, content: Content::Form(fields), ..Request::get(path) }
    }

    /// A request that carries a JSON value.
    pub fn json(verb: Verb, path: impl Into<String>, value: Value) -> Request {
        Request { verb, content: Content::Json(value), ..Request::get(path) }
    }

    /// The same with one more header.
    pub fn header(mut self, name: &'static str, value: String) -> Request {
        self.headers.push((name, value));
        self
    }
}

/// What a server answers. A redirect is an answer too: none is followed, as it would carry the
/// password elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// The status.
    pub status: u16,
    /// Seconds to wait, where the server names them.
    pub retry_after: Option<u64>,
    /// What `Set-Cookie` holds, a header each.
    pub cookies: Vec<String>,
    /// The body, unpacked.
    pub bytes: Vec<u8>,
}

impl Received {
    /// The answer if its status is a success; else what the status means.
    pub fn ok(self) -> Result<Received, Problem> {
        match self.status {
            200..=299 => Ok(self),
            401 | 403 => Err(Problem::SignIn),
            300..=399 => Err(Problem::NotThisKind(format!("a redirect ({})", self.status))),
            404 | 405 => Err(Problem::NotThisKind(format!("status {}", self.status))),
            code => Err(FetchError::Status { code, retry_after: self.retry_after }.into()),
        }
    }

    /// The JSON value that it holds.
    pub fn value(&self) -> Result<Value, Problem> {
        serde_json::from_slice(&self.bytes)
            .map_err(|_| Problem::NotThisKind("no JSON where it was to be".to_owned()))
    }
}

/// Sends requests to the server of one account, below its address.
pub trait Wire {
    /// Sends one, and waits for the whole answer; bounded in time and bytes.
    fn send(&mut self, request: &Request) -> Result<Received, FetchError>;
}

/// Who signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The user's name.
    pub user: String,
    /// The secret.
    pub password: String,
}

impl Login {
    /// The `Authorization` header of HTTP's basic scheme.
    pub(super) fn basic(&self) -> String {
        let both = format!("{}:{}", self.user, self.password);
        format!("Basic {}", base64::encode_base64(both.as_bytes()))
    }
}

/// The secret is not for logs.
impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

/// A value as it stands in a query or a form.
pub(in crate::ingest) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(byte.into());
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Fields as a form sends them.
pub(in crate::ingest) fn encoded_form(fields: &[(String, String)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}
