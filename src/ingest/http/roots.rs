//! Root certificates.

use std::fs;
use std::path::Path;

use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

/// Returns the TLS configuration. It uses Mozilla's root certificates, which are part of the
/// program and so are the same on every machine. A file named in SSL_CERT_FILE replaces them (own
/// certificates, inspecting proxies). The second value is an error in that file.
pub(super) fn tls_config(file: Option<&Path>) -> (TlsConfig, Option<String>) {
    let own = file.map(|file| (file, read(file)));
    let (roots, problem) = match own {
        None => (RootCerts::WebPki, None),
        Some((_, Ok(roots))) => (roots, None),
        Some((file, Err(why))) => {
            (RootCerts::WebPki, Some(format!("SSL_CERT_FILE: {}: {why}", file.display())))
        }
    };
    (TlsConfig::builder().root_certs(roots).build(), problem)
}

fn read(file: &Path) -> Result<RootCerts, String> {
    let pem = fs::read(file).map_err(|error| error.to_string())?;
    let certificates = parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    if certificates.is_empty() {
        return Err("no certificate in it".to_owned());
    }
    Ok(RootCerts::from(certificates))
}
