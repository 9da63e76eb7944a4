//! Fetches one address: handles redirects, one time limit for everything, and classified errors.

use std::env;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Request, Response, header};
use ureq::{Agent, Body};

use crate::domain::Validators;

use super::agent::{build_agent, error_before_answer, is_hang_up};
use super::call::{self, Call};
use super::cookies::Cookies;
use super::proxy::Proxies;
use super::target::RequestTarget;
use super::way::RedirectChain;
use super::{
    FetchAnswer, FetchError, FetchRequest, MOST_REDIRECTS, Refusal, Reply, body, headers, roots,
};

/// How often a request is repeated if a kept connection turns out to be closed.
const MOST_STALE: usize = 4;

/// The settings of fetches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetSettings {
    /// The time limit for an answer, including redirects.
    pub timeout: Duration,
    /// The size limit of an answer in bytes, before and after decompression.
    pub most_bytes: u64,
    /// Whether a public address may lead to one on the local network or this machine.
    pub allow_private: bool,
    /// The `User-Agent` of requests; `None` for the program's name and version.
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

/// Fetches from the web. Connections are kept for a while and shared by all threads that use the
/// fetcher.
#[derive(Debug)]
pub struct Fetcher {
    settings: NetSettings,
    proxies: Proxies,
    /// For everything except tunnels.
    direct: Agent,
    /// For https through a proxy.
    tunnel: Option<Agent>,
    /// The reason why nothing can be fetched, if there is one.
    problem: Option<String>,
}

impl Fetcher {
    /// Creates a fetcher with the proxies and certificates of the environment.
    pub fn new(settings: &NetSettings) -> Fetcher {
        Fetcher::in_environment(settings, |name| env::var(name).ok())
    }

    /// Creates a fetcher with the proxies and certificates that `variable` returns for HTTP_PROXY,
    /// HTTPS_PROXY, ALL_PROXY, NO_PROXY and SSL_CERT_FILE.
    pub fn in_environment(
        settings: &NetSettings,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Fetcher {
        let proxies = Proxies::from(&variable);
        let file = variable("SSL_CERT_FILE").filter(|file| !file.is_empty()).map(PathBuf::from);
        let (tls, problem) = roots::tls_config(file.as_deref());
        let tunnel = proxies.secure.clone();
        let tunnel = tunnel.map(|proxy| build_agent(settings, tls.clone(), Some(proxy)));
        Fetcher {
            settings: settings.clone(),
            direct: build_agent(settings, tls, None),
            tunnel,
            problem: problem.or_else(|| proxies.problem.clone()),
            proxies,
        }
    }

    /// Fetches an address that the user has chosen. It may be private if its name says so
    /// ("192.168.1.5", "localhost", "nas.local"). No redirect leads from a public address to a
    /// private one, unless the settings allow it.
    pub fn fetch(
        &self,
        ask: &FetchRequest,
        cancel: &AtomicBool,
    ) -> Result<FetchAnswer, FetchError> {
        self.follow(ask, true, cancel)
    }

    /// Fetches an address that occurred in content from `origin`, such as an article's page. From a
    /// public origin it must not be private, however it is written.
    pub fn fetch_from(
        &self,
        origin: &str,
        ask: &FetchRequest,
        cancel: &AtomicBool,
    ) -> Result<FetchAnswer, FetchError> {
        let is_local = RequestTarget::parse(origin).is_ok_and(|origin| origin.is_local());
        self.follow(ask, is_local, cancel)
    }

    /// Returns whether content from `origin` may refer to `address`. Public content must not refer
    /// to an address that is private by its name, unless the settings allow it.
    pub fn may_lead(&self, origin: &str, address: &str) -> bool {
        let is_local = |address| RequestTarget::parse(address).map(|target| target.is_local());
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
        let mut may_be_private = is_trusted && RequestTarget::parse(&way.at)?.is_local();
        for _ in 0..=MOST_REDIRECTS {
            let target = RequestTarget::parse(&way.at)?;
            may_be_private |= self.settings.allow_private;
            let proxy =
                self.proxies.for_host(target.is_secure, &target.host, target.port()).cloned();
            if proxy.is_some() && target.is_local() && !may_be_private {
                return Err(FetchError::refused(&way.at, Refusal::Private));
            }
            let call = Call { deadline, may_be_private, proxy, ..Call::NONE };
            let (hop, call) =
                call::run_call(cancel, call, || self.hop(ask, &target, &way, &mut cookies));
            match hop {
                Ok(Hop::Answer(answer)) => return Ok(answer),
                Ok(Hop::To { location, for_good }) => way.follow(&location, for_good)?,
                Err(error) => return Err(self.sorted(error, &way, &call, cancel)),
            }
            let was_private = call.was_private || (call.proxy.is_some() && target.is_local());
            may_be_private &= was_private;
        }
        Err(FetchError::TooManyRedirects)
    }

    /// Sends one request and reads its answer.
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
            cookies.store_from(target, &parts.headers);
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
                let bytes = body::read_body(body, &encodings, self.settings.most_bytes)?;
                let content_type = said(header::CONTENT_TYPE).unwrap_or_default();
                let kind = headers::media_type(&content_type);
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
            // An address behind a temporary redirect is not gone just because its target is.
            410 if way.is_for_good => Err(FetchError::Gone),
            code => {
                let after = said(header::RETRY_AFTER);
                let after = after.and_then(|after| headers::retry_after(&after, date.as_deref()));
                Err(FetchError::Status { code, retry_after: after })
            }
        }
    }

    /// Sends the request, again if a kept connection has been closed meanwhile.
    fn send(
        &self,
        ask: &FetchRequest,
        target: &RequestTarget,
        cookies: &Cookies,
    ) -> Result<Response<Body>, FetchError> {
        let is_tunnel = target.is_secure && call::with_current(|call| call.proxy.is_some());
        let agent = self.tunnel.as_ref().filter(|_| is_tunnel).unwrap_or(&self.direct);
        for _ in 0..MOST_STALE {
            call::with_current(|call| call.has_opened = false);
            match agent.run(request(ask, target, cookies)?) {
                Err(ureq::Error::Io(error))
                    if is_hang_up(&error) && !call::with_current(|call| call.has_opened) => {}
                sent => return sent.map_err(|error| error_before_answer(error, target)),
            }
        }
        Err(FetchError::broken("the server hangs up"))
    }

    /// Returns the error that is reported: the cause that ended the fetch takes precedence over its
    /// consequences.
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

/// The result of one request.
enum Hop {
    Answer(FetchAnswer),
    To { location: String, for_good: bool },
}

fn request(
    ask: &FetchRequest,
    target: &RequestTarget,
    cookies: &Cookies,
) -> Result<Request<()>, FetchError> {
    let mut request =
        Request::get(target.uri.clone()).header(header::ACCEPT, ask.wanted.accept_header());
    let sent_back = [
        (header::IF_NONE_MATCH, &ask.validators.etag),
        (header::IF_MODIFIED_SINCE, &ask.validators.last_modified),
        (header::AUTHORIZATION, &target.login),
        (header::COOKIE, &cookies.header_for(target)),
    ];
    for (name, value) in sent_back {
        if let Some(value) = value {
            request = request.header(name, value.as_bytes());
        }
    }
    request.body(()).map_err(FetchError::broken)
}

/// Returns a header as text; several of the same name as one list.
fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let values = headers.get_all(name);
    let values = values.iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.reduce(|all, value| format!("{all}, {value}").into()).map(|all| all.trim().to_owned())
}
