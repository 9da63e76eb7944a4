//! Sends requests to the server of an account: any method, with a body, without redirects.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use ureq::http::{Request as HttpRequest, header};

use super::agent::error_before_answer;
use super::call::{self, Call};
use super::fetcher::{Fetcher, text};
use super::target::RequestTarget;
use super::{FetchError, body, headers};
use crate::ingest::kinds::{Content, Received, Request, Verb, Wire, escaped};

/// Sends the requests of one account over HTTP. Counts requests and received bytes.
pub struct HttpWire<'a> {
    fetcher: &'a Fetcher,
    address: String,
    cancel: &'a AtomicBool,
    /// The number of requests so far.
    pub requests: usize,
    /// The number of bytes in the bodies of answers so far.
    pub bytes: u64,
}

impl<'a> HttpWire<'a> {
    /// Creates the wire to the server at `address`. A server that the user names may be private.
    pub fn new(fetcher: &'a Fetcher, address: &str, cancel: &'a AtomicBool) -> HttpWire<'a> {
        HttpWire { fetcher, address: address.to_owned(), cancel, requests: 0, bytes: 0 }
    }

    /// Returns the address of a request.
    fn address_of(&self, request: &Request) -> String {
        if request.path.starts_with('/') {
            format!("{}{}", self.address.trim_end_matches('/'), request.path)
        } else {
            format!("{}{}", self.address, request.path)
        }
    }
}

impl Wire for HttpWire<'_> {
    fn send(&mut self, request: &Request) -> Result<Received, FetchError> {
        self.requests += 1;
        let received = self.fetcher.exchange(&self.address_of(request), request, self.cancel)?;
        self.bytes += received.bytes.len() as u64;
        Ok(received)
    }
}

impl Fetcher {
    /// Sends one request to an address that the user has chosen, and returns the answer, whatever its
    /// status. Redirects are not followed.
    fn exchange(
        &self,
        address: &str,
        request: &Request,
        cancel: &AtomicBool,
    ) -> Result<Received, FetchError> {
        if let Some(problem) = &self.problem {
            return Err(FetchError::Unreachable(problem.clone()));
        }
        let target = RequestTarget::parse(address)?;
        let deadline = Instant::now().checked_add(self.settings.timeout);
        let proxy = self.proxies.for_host(target.is_secure, &target.host, target.port()).cloned();
        let may_be_private = self.settings.allow_private || target.is_local();
        let call = Call { deadline, may_be_private, proxy, ..Call::NONE };
        let work = || self.exchange_once(&target, request);
        let (answer, call) = call::run_call(cancel, call, work);
        answer.map_err(|error| self.sorted(error, address, &call, cancel))
    }

    fn exchange_once(
        &self,
        target: &RequestTarget,
        request: &Request,
    ) -> Result<Received, FetchError> {
        let is_tunnel = target.is_secure && call::with_current(|call| call.proxy.is_some());
        let agent = self.tunnel.as_ref().filter(|_| is_tunnel).unwrap_or(&self.direct);
        let response = agent
            .run(http_request(target, request)?)
            .map_err(|error| error_before_answer(error, target))?;
        let (parts, content) = response.into_parts();
        let said = |name| text(&parts.headers, name);
        let encodings = said(header::CONTENT_ENCODING).unwrap_or_default();
        let date = said(header::DATE);
        let retry_after = said(header::RETRY_AFTER)
            .and_then(|after| headers::retry_after(&after, date.as_deref()));
        let cookies = parts.headers.get_all(header::SET_COOKIE).iter();
        Ok(Received {
            status: parts.status.as_u16(),
            retry_after,
            cookies: cookies
                .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
                .collect(),
            bytes: body::read_body(content, &encodings, self.settings.most_bytes)?,
        })
    }
}

/// Returns the request as the library takes it.
fn http_request(
    target: &RequestTarget,
    request: &Request,
) -> Result<HttpRequest<Vec<u8>>, FetchError> {
    let method = match request.verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
        Verb::Put => "PUT",
        Verb::Patch => "PATCH",
        Verb::Delete => "DELETE",
    };
    let (kind, bytes) = match &request.content {
        Content::None => (None, Vec::new()),
        Content::Form(fields) => {
            let pair =
                |(name, value): &(String, String)| format!("{}={}", escaped(name), escaped(value));
            let form = fields.iter().map(pair).collect::<Vec<_>>().join("&");
            (Some("application/x-www-form-urlencoded"), form.into_bytes())
        }
        Content::Json(value) => (Some("application/json"), value.to_string().into_bytes()),
    };
    let mut built = HttpRequest::builder()
        .method(method)
        .uri(target.uri.clone())
        .header(header::ACCEPT, "application/json, */*;q=0.5");
    if let Some(kind) = kind {
        built = built.header(header::CONTENT_TYPE, kind);
    }
    if let Some(login) = &target.login {
        built = built.header(header::AUTHORIZATION, login.as_bytes());
    }
    for (name, value) in &request.headers {
        built = built.header(*name, value.as_str());
    }
    built.body(bytes).map_err(FetchError::broken)
}
