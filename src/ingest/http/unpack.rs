//! Decompresses answers: gzip, deflate, brotli, zstd.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::FetchError;

/// The `Accept-Encoding` header.
pub(super) const KNOWN: &str = "gzip, br, zstd, deflate";

/// The most layers of compression.
const MOST_LAYERS: usize = 3;

/// The largest window of zstd (bytes), which is memory: the limit of RFC 9659 for the web.
const ZSTD_WINDOW: u64 = 8 << 20;

/// A stream of bytes that is read once.
pub(super) type Bytes<'a> = Box<dyn Read + 'a>;

/// Decompresses a stream. `encodings` is the header, in which the last encoding was applied last.
pub(super) fn unpack<'a>(mut bytes: Bytes<'a>, encodings: &str) -> Result<Bytes<'a>, FetchError> {
    let names = encodings.split(',').map(|name| name.trim().to_ascii_lowercase());
    let names: Vec<String> =
        names.filter(|name| !matches!(name.as_str(), "" | "identity" | "none")).collect();
    if names.len() > MOST_LAYERS {
        return Err(FetchError::broken("it is packed in too many layers"));
    }
    for name in names.iter().rev() {
        bytes = layer(bytes, name)?;
    }
    Ok(bytes)
}

fn layer<'a>(bytes: Bytes<'a>, name: &str) -> Result<Bytes<'a>, FetchError> {
    let (start, bytes) = peeked(bytes).map_err(FetchError::broken)?;
    if start.is_empty() {
        return Ok(bytes);
    }
    Ok(match name {
        // Some servers declare gzip and send plain text.
        "gzip" | "x-gzip" if !start.starts_with(GZIP) => bytes,
        "gzip" | "x-gzip" => Box::new(Gzip { now: Some(GzDecoder::new(BufReader::new(bytes))) }),
        // The header means zlib, but many servers send raw deflate.
        "deflate" if is_zlib(&start) => Box::new(ZlibDecoder::new(BufReader::new(bytes))),
        "deflate" => Box::new(DeflateDecoder::new(BufReader::new(bytes))),
        "br" => Box::new(brotli_decompressor::Decompressor::new(bytes, 4096)),
        "zstd" => Box::new(Zstd::new(BufReader::new(bytes)).map_err(FetchError::broken)?),
        _ => return Err(FetchError::broken(format!("it is packed in a way not known ({name})"))),
    })
}

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Returns whether the bytes are a zlib header (RFC 1950, 2.2).
fn is_zlib(start: &[u8]) -> bool {
    matches!(start, [first, second, ..] if first & 15 == 8 && (u32::from(*first) << 8 | u32::from(*second)) % 31 == 0)
}

/// Returns the first bytes (at most 4), and the stream including them.
fn peeked(mut bytes: Bytes<'_>) -> io::Result<(Vec<u8>, Bytes<'_>)> {
    let mut start = Vec::new();
    bytes.by_ref().take(4).read_to_end(&mut start)?;
    Ok((start.clone(), Box::new(Cursor::new(start).chain(bytes))))
}

/// Reads the members of a gzip stream one after the other, and ignores anything else after them.
struct Gzip<R> {
    now: Option<GzDecoder<BufReader<R>>>,
}

impl<R: Read> Read for Gzip<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.now {
            let read = member.read(room)?;
            if read > 0 || room.is_empty() {
                return Ok(read);
            }
            let Some(mut rest) = self.now.take().map(GzDecoder::into_inner) else { break };
            if rest.fill_buf()?.starts_with(GZIP) {
                self.now = Some(GzDecoder::new(rest));
            }
        }
        Ok(0)
    }
}

/// Reads the frames of a zstd stream one after the other.
struct Zstd<R: Read> {
    now: Option<StreamingDecoder<BufReader<R>, FrameDecoder>>,
}

impl<R: Read> Zstd<R> {
    fn new(source: BufReader<R>) -> io::Result<Zstd<R>> {
        let mut frame = FrameDecoder::new();
        frame.set_max_window_size(ZSTD_WINDOW);
        let now = StreamingDecoder::new_with_decoder(source, frame).map_err(io::Error::other)?;
        Ok(Zstd { now: Some(now) })
    }
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.now {
            let read = frame.read(room)?;
            if read > 0 || room.is_empty() {
                return Ok(read);
            }
            let Some(mut rest) = self.now.take().map(StreamingDecoder::into_inner) else { break };
            if rest.fill_buf()?.starts_with(&ZSTD[..1]) {
                *self = Zstd::new(rest)?;
            }
        }
        Ok(0)
    }
}
