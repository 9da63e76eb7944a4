//! Fetches one address: redirects by hand, one time limit for all of it, sorted errors.

use std::env;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Request, Response, header};
use ureq::{Agent, Body};

use crate::domain::Validators;

use super::agent::{agent, is_hang_up, unsent};
use super::call::{self, Call};
use super::cookies::Cookies;
use super::proxy::Proxies;
use super::target::RequestTarget;
use super::way::RedirectChain;
use super::{
    FetchAnswer, FetchError, FetchRequest, MOST_REDIRECTS, Refusal, Reply, body, headers, roots,
};

/// How often a question is put again where a kept connection turns out to be closed.
const MOST_STALE: usize = 4;

/// How fetches are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetSettings {
    /// The time for one whole answer, redirects included.
    pub timeout: Duration,
    /// The most bytes of one answer, packed and unpacked.
    pub most_bytes: u64,
    /// Whether an address on the web may lead to one on the local network or this machine.
    pub allow_private: bool,
    /// How the program names itself to servers; none: its name and version.
    pub agent: Option<String>,
}

impl Default for NetSettings {
    fn default() -> Self {
        NetSettings {
            timeout: Duration::from_secs(30),
            most_bytes: 20 * 1024 * 1024,
            allow_private: false,
            agent: None,
        }
    }
}

/// Fetches from the web. Connections are kept for a while and shared by all threads that use it.
#[derive(Debug)]
pub struct Fetcher {
    settings: NetSettings,
    proxies: Proxies,
    /// For all but what goes through a tunnel.
    direct: Agent,
    /// For https through a proxy.
    tunnel: Option<Agent>,
    /// Why nothing can be fetched.
    problem: Option<String>,
}

impl Fetcher {
    /// Proxies and certificates are as the environment names them at this moment.
    pub fn new(settings: &NetSettings) -> Fetcher {
        Fetcher::in_environment(settings, |name| env::var(name).ok())
    }

    /// Proxies and certificates are as `variable` names them: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY,
    /// NO_PROXY, SSL_CERT_FILE.
    pub fn in_environment(
        settings: &NetSettings,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Fetcher {
        let proxies = Proxies::from(&variable);
        let file = variable("SSL_CERT_FILE").filter(|file| !file.is_empty()).map(PathBuf::from);
        let (tls, problem) = roots::config(file.as_deref());
        let tunnel = proxies.secure.clone();
        let tunnel = tunnel.map(|proxy| agent(settings, tls.clone(), Some(proxy)));
        Fetcher {
            settings: settings.clone(),
            direct: agent(settings, tls, None),
            tunnel,
            problem: problem.or_else(|| proxies.problem.clone()),
            proxies,
        }
    }

    /// Fetches an address that the reader has chosen. It may be private if it says so by its name
    /// ("192.168.1.5", "localhost", "nas.local"); from one on the web no redirect leads to one
    /// that is private, unless the settings allow it.
    pub fn fetch(
        &self,
        ask: &FetchRequest,
        cancel: &AtomicBool,
    ) -> Result<FetchAnswer, FetchError> {
        self.follow(ask, true, cancel)
    }

    /// Fetches an address that stood in what `origin` gave, such as an article's page: from an
    /// origin on the web it may not be private, however it is written.
    pub fn fetch_from(
        &self,
        origin: &str,
        ask: &FetchRequest,
        cancel: &AtomicBool,
    ) -> Result<FetchAnswer, FetchError> {
        let is_local = RequestTarget::read(origin).is_ok_and(|origin| origin.is_local());
        self.follow(ask, is_local, cancel)
    }

    /// Whether what came from `origin` may name `address`: a page on the web names none that says
    /// itself that it is private, unless the settings allow it.
    pub fn may_lead(&self, origin: &str, address: &str) -> bool {
        let is_local = |address| RequestTarget::read(address).map(|target| target.is_local());
        match is_local(address) {
            Ok(true) => self.settings.allow_private || is_local(origin).unwrap_or(false),
            Ok(false) => true,
            Err(_) => false,
        }
    }

    fn follow(
        &self,
        ask: &FetchRequest,
        is_trusted: bool,
        cancel: &AtomicBool,
    ) -> Result<FetchAnswer, FetchError> {
        if let Some(problem) = &self.problem {
            return Err(FetchError::Unreachable(problem.clone()));
        }
        let deadline = Instant::now().checked_add(self.settings.timeout);
        let mut way = RedirectChain::begin(ask.address)?;
        let mut cookies = Cookies::default();
        let mut may_be_private = is_trusted && RequestTarget::read(&way.at)?.is_local();
        for _ in 0..=MOST_REDIRECTS {
            let target = RequestTarget::read(&way.at)?;
            may_be_private |= self.settings.allow_private;
            let proxy = self.proxies.of(target.is_secure, &target.host, target.port()).cloned();
            if proxy.is_some() && target.is_local() && !may_be_private {
                return Err(FetchError::refused(&way.at, Refusal::Private));
            }
            let call = Call { deadline, may_be_private, proxy, ..Call::NONE };
            let (hop, call) =
                call::during(cancel, call, || self.hop(ask, &target, &way, &mut cookies));
            match hop {
                Ok(Hop::Answer(answer)) => return Ok(answer),
                Ok(Hop::To { location, for_good }) => way.go(&location, for_good)?,
                Err(error) => return Err(self.sorted(error, &way, &call, cancel)),
            }
            let was_private = call.was_private || (call.proxy.is_some() && target.is_local());
            may_be_private &= was_private;
        }
        Err(FetchError::TooManyRedirects)
    }

    /// One question and what comes back.
    fn hop(
        &self,
        ask: &FetchRequest,
        target: &RequestTarget,
        way: &RedirectChain,
        cookies: &mut Cookies,
    ) -> Result<Hop, FetchError> {
        let response = self.send(ask, target, cookies)?;
        let (parts, body) = response.into_parts();
        let said = |name| text(&parts.headers, name);
        let status = parts.status.as_u16();
        if let (301..=303 | 307..=308, Some(location)) = (status, said(header::LOCATION)) {
            cookies.take(target, &parts.headers);
            return Ok(Hop::To { location, for_good: matches!(status, 301 | 308) });
        }
        let date = said(header::DATE);
        let reply = Reply {
            address: way.at.clone(),
            moved_to: way.moved_to(),
            links: said(header::LINK),
            fresh_for: headers::fresh_for(
                said(header::CACHE_CONTROL).as_deref(),
                said(header::EXPIRES).as_deref(),
                date.as_deref(),
                said(header::AGE).as_deref(),
            ),
            validators: Validators {
                etag: said(header::ETAG),
                last_modified: said(header::LAST_MODIFIED),
            },
            ..Reply::default()
        };
        match status {
            206 => Err(FetchError::broken("a part (206) without having been asked for one")),
            200..=299 => {
                let encodings = said(header::CONTENT_ENCODING).unwrap_or_default();
                let bytes = body::read(body, &encodings, self.settings.most_bytes)?;
                let content_type = said(header::CONTENT_TYPE).unwrap_or_default();
                let kind = headers::kind(&content_type);
                let charset = headers::charset(&content_type);
                Ok(Hop::Answer(FetchAnswer::Fresh(Reply { bytes, kind, charset, ..reply })))
            }
            304 if *ask.validators != Validators::default() => {
                let known = ask.validators.clone();
                let validators = Validators {
                    etag: reply.validators.etag.or(known.etag),
                    last_modified: reply.validators.last_modified.or(known.last_modified),
                };
                Ok(Hop::Answer(FetchAnswer::Unchanged(Reply { validators, ..reply })))
            }
            304 => Err(FetchError::broken("304 (unchanged) without having been asked that")),
            // What is only for now elsewhere is not gone because it is not there.
            410 if way.is_for_good => Err(FetchError::Gone),
            code => {
                let after = said(header::RETRY_AFTER);
                let after = after.and_then(|after| headers::retry_after(&after, date.as_deref()));
                Err(FetchError::Status { code, retry_after: after })
            }
        }
    }

    /// Sends the question; again where a connection that was kept has been closed meanwhile.
    fn send(
        &self,
        ask: &FetchRequest,
        target: &RequestTarget,
        cookies: &Cookies,
    ) -> Result<Response<Body>, FetchError> {
        let is_tunnel = target.is_secure && call::with(|call| call.proxy.is_some());
        let agent = self.tunnel.as_ref().filter(|_| is_tunnel).unwrap_or(&self.direct);
        for _ in 0..MOST_STALE {
            call::with(|call| call.has_opened = false);
            match agent.run(request(ask, target, cookies)?) {
                Err(ureq::Error::Io(error))
                    if is_hang_up(&error) && !call::with(|call| call.has_opened) => {}
                sent => return sent.map_err(|error| unsent(error, target)),
            }
        }
        Err(FetchError::broken("the server hangs up"))
    }

    /// The error as it is told: what ended the fetch comes before what that led to.
    fn sorted(
        &self,
        error: FetchError,
        way: &RedirectChain,
        call: &Call,
        cancel: &AtomicBool,
    ) -> FetchError {
        let is_final = matches!(
            error,
            FetchError::Gone | FetchError::Status { .. } | FetchError::TooLarge { .. }
        );
        if cancel.load(Ordering::Relaxed) {
            FetchError::Cancelled
        } else if is_final {
            error
        } else if call.refused.is_some() {
            FetchError::refused(&way.at, Refusal::Private)
        } else if call.deadline.is_some_and(|end| end <= Instant::now()) {
            FetchError::Timeout
        } else {
            error
        }
    }
}

/// What one question led to.
enum Hop {
    Answer(FetchAnswer),
    To { location: String, for_good: bool },
}

fn request(
    ask: &FetchRequest,
    target: &RequestTarget,
    cookies: &Cookies,
) -> Result<Request<()>, FetchError> {
    let mut request = Request::get(target.uri.clone()).header(header::ACCEPT, ask.wanted.accept());
    let sent_back = [
        (header::IF_NONE_MATCH, &ask.validators.etag),
        (header::IF_MODIFIED_SINCE, &ask.validators.last_modified),
        (header::AUTHORIZATION, &target.login),
        (header::COOKIE, &cookies.header(target)),
    ];
    for (name, value) in sent_back {
        if let Some(value) = value {
            request = request.header(name, value.as_bytes());
        }
    }
    request.body(()).map_err(FetchError::broken)
}

/// A header as text; several of the same name as one list.
fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let values = headers.get_all(name);
    let values = values.iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.reduce(|all, value| format!("{all}, {value}").into()).map(|all| all.trim().to_owned())
}
