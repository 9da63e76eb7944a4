//! Reads the body of an answer within limits, before and after decompression.

use std::cell::Cell;
use std::io::{self, Read};

use ureq::Body;

use super::{FetchError, call, unpack};

/// The number of bytes that are read at a time.
const PIECE: usize = 16 * 1024;

/// Reads the whole body, decompressed. At most `most` bytes are taken from the network, and at most
/// `most` are returned.
pub(super) fn read_body(body: Body, encodings: &str, most: u64) -> Result<Vec<u8>, FetchError> {
    if body.content_length().is_some_and(|length| length > most) {
        return Err(FetchError::TooLarge { most });
    }
    let packed = Cell::new(0);
    let counted = Counted { inner: body.into_reader(), count: &packed, most };
    let read = unpack::unpack(Box::new(counted), encodings).and_then(|mut bytes| {
        let mut all = Vec::new();
        let mut piece = vec![0; PIECE];
        loop {
            call::time_left().map_err(FetchError::broken)?;
            let amount = bytes.read(&mut piece).map_err(|error| broken(&error, packed.get()))?;
            if amount == 0 {
                return Ok(all);
            }
            if (all.len() + amount) as u64 > most {
                return Err(FetchError::TooLarge { most });
            }
            all.extend_from_slice(&piece[..amount]);
        }
    });
    if packed.get() > most { Err(FetchError::TooLarge { most }) } else { read }
}

fn broken(error: &io::Error, taken: u64) -> FetchError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset => {
            FetchError::Broken(format!("it broke off after {taken} bytes"))
        }
        _ => FetchError::broken(error),
    }
}

/// Counts the bytes that are read, and stops one byte after the limit.
struct Counted<'a, R> {
    inner: R,
    count: &'a Cell<u64>,
    most: u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.count.get() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let amount = self.inner.read(room)?;
        self.count.set(self.count.get() + amount as u64);
        Ok(amount)
    }
}
