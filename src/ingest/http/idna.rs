//! Converts international host names to ASCII (punycode, RFC 3492).

use unicode_normalization::UnicodeNormalization;

/// Returns the host in ASCII and lower case; `None` if it is invalid.
pub(super) fn to_ascii(host: &str) -> Option<String> {
    let host: String = host.nfkc().flat_map(char::to_lowercase).nfc().collect();
    // Other full stops separate labels, too.
    let host = host.replace(['。', '．', '｡'], ".");
    let labels: Option<Vec<String>> = host.split('.').map(label).collect();
    labels.map(|labels| labels.join("."))
}

fn label(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    let encoded = format!("xn--{}", punycode(label)?);
    (encoded.len() <= 63).then_some(encoded)
}

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;

fn punycode(text: &str) -> Option<String> {
    let letters: Vec<u32> = text.chars().map(u32::from).collect();
    if letters.len() > 63 {
        return None;
    }
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let plain = u32::try_from(out.len()).ok()?;
    if plain > 0 {
        out.push('-');
    }
    let (mut from, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, plain);
    while (handled as usize) < letters.len() {
        let next = letters.iter().copied().filter(|letter| *letter >= from).min()?;
        delta = delta.checked_add((next - from).checked_mul(handled + 1)?)?;
        from = next;
        for letter in &letters {
            if *letter < from {
                delta = delta.checked_add(1)?;
            }
            if *letter == from {
                write_number(delta, bias, &mut out);
                bias = adapted(delta, handled + 1, handled == plain);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        from += 1;
    }
    Some(out)
}

fn write_number(mut number: u32, bias: u32, out: &mut String) {
    let mut at = BASE;
    loop {
        let threshold = at.saturating_sub(bias).clamp(LEAST, MOST);
        if number < threshold {
            break;
        }
        out.push(digit(threshold + (number - threshold) % (BASE - threshold)));
        number = (number - threshold) / (BASE - threshold);
        at += BASE;
    }
    out.push(digit(number));
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, BASE).unwrap_or('a')
}

fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut steps = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        steps += BASE;
    }
    steps + (BASE - LEAST + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_the_name_system_knows_them() {
        for (name, known) in [
            ("Example.ORG", "example.org"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("BÜCHER.example", "xn--bcher-kva.example"),
            ("bu\u{308}cher.example", "xn--bcher-kva.example"),
            ("münchen。de", "xn--mnchen-3ya.de"),
            ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
            ("правда.example", "xn--80aafi6cg.example"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ] {
            assert_eq!(to_ascii(name).as_deref(), Some(known), "{name}");
        }
        assert_eq!(to_ascii(&"ü".repeat(64)), None);
    }
}
