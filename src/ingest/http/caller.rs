//! Calls the server of an account: any method, with content, and the answer whatever its status.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use ureq::Agent;
use ureq::http::{Method, Request as Message, Response, header};

use crate::ingest::kinds::{Content, Received, Request, Verb, Wire, encoded_form};

use super::agent::{build_agent, error_before_answer};
use super::call::{self, Call};
use super::proxy::Proxies;
use super::target::RequestTarget;
use super::{FetchError, NetSettings, body, headers, roots};

/// Calls below one address. It may be private: the reader has chosen it. Redirects are not
/// followed, as passwords would follow them.
#[derive(Debug)]
pub struct Caller {
    settings: NetSettings,
    base: String,
    agent: Agent,
    proxies: Proxies,
    cancel: Arc<AtomicBool>,
}

impl Caller {
    /// For the server at `base`; proxies and certificates are as the environment names them. Once
    /// `cancel` is true, the call under way ends.
    pub fn new(
        settings: &NetSettings,
        base: &str,
        cancel: &Arc<AtomicBool>,
    ) -> Result<Caller, FetchError> {
        let variable = |name: &str| std::env::var(name).ok();
        let proxies = Proxies::from(variable);
        let file = variable("SSL_CERT_FILE").filter(|file| !file.is_empty());
        let (tls, problem) = roots::tls_config(file.map(std::path::PathBuf::from).as_deref());
        if let Some(problem) = problem.or_else(|| proxies.problem.clone()) {
            return Err(FetchError::Unreachable(problem));
        }
        let target = RequestTarget::parse(base)?;
        let proxy = proxies.for_host(target.is_secure, &target.host, target.port()).cloned();
        let tunnel = proxy.filter(|_| target.is_secure);
        Ok(Caller {
            agent: build_agent(settings, tls, tunnel),
            settings: settings.clone(),
            base: base.to_owned(),
            proxies,
            cancel: Arc::clone(cancel),
        })
    }

    /// The address of a request. A path that begins with `/` goes below an address without its
    /// last slash.
    fn address(&self, path: &str) -> String {
        let base = if path.starts_with('/') { self.base.trim_end_matches('/') } else { &self.base };
        format!("{base}{path}")
    }

    /// Sends it, inside its call.
    fn attempt(&self, request: &Request, target: &RequestTarget) -> Result<Received, FetchError> {
        let message = Message::builder().method(method(request.verb)).uri(target.uri.clone());
        let message = message.header(header::ACCEPT, "application/json");
        let message = request
            .headers
            .iter()
            .fold(message, |message, (name, value)| message.header(*name, value.as_bytes()));
        let (kind, bytes) = match &request.content {
            Content::None => {
                let sent = self.agent.run(message.body(()).map_err(FetchError::broken)?);
                return self.received(sent.map_err(|error| error_before_answer(error, target))?);
            }
            Content::Form(fields) => ("application/x-www-form-urlencoded", encoded_form(fields)),
            Content::Json(value) => ("application/json", value.to_string()),
        };
        let message = message.header(header::CONTENT_TYPE, kind).body(bytes);
        let sent = self.agent.run(message.map_err(FetchError::broken)?);
        self.received(sent.map_err(|error| error_before_answer(error, target))?)
    }

    fn received(&self, response: Response<ureq::Body>) -> Result<Received, FetchError> {
        let (parts, body) = response.into_parts();
        let said = |name| {
            let value = parts.headers.get(name);
            value.map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
        };
        let after = said(header::RETRY_AFTER);
        let date = said(header::DATE);
        let cookies = parts.headers.get_all(header::SET_COOKIE).iter();
        let cookies = cookies.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let encodings = said(header::CONTENT_ENCODING).unwrap_or_default();
        Ok(Received {
            status: parts.status.as_u16(),
            retry_after: after.and_then(|after| headers::retry_after(&after, date.as_deref())),
            cookies: cookies.collect(),
            bytes: body::read_body(body, &encodings, self.settings.most_bytes)?,
        })
    }
}

impl Wire for Caller {
    fn send(&mut self, request: &Request) -> Result<Received, FetchError> {
        let target = RequestTarget::parse(&self.address(&request.path))?;
        let call = Call {
            deadline: Instant::now().checked_add(self.settings.timeout),
            may_be_private: true,
            proxy: self.proxies.for_host(target.is_secure, &target.host, target.port()).cloned(),
            ..Call::NONE
        };
        let (received, call) =
            call::run_call(&self.cancel, call, || self.attempt(request, &target));
        received.map_err(|error| {
            if self.cancel.load(Ordering::Relaxed) {
                FetchError::Cancelled
            } else if call.deadline.is_some_and(|end| end <= Instant::now()) {
                FetchError::Timeout
            } else {
                error
            }
        })
    }
}

fn method(verb: Verb) -> Method {
    match verb {
        Verb::Get => Method::GET,
        Verb::Post => Method::POST,
        Verb::Put => Method::PUT,
        Verb::Patch => Method::PATCH,
        Verb::Delete => Method::DELETE,
    }
}
