//! What mark-up says beyond paragraphs: spans of tables, powers, what is struck out, media.

use super::html::{check_body, check_piece};

#[test]
fn figures_stand_under_their_heads() {
    check_piece(
        "<table><tr><th rowspan=2>Pier<th colspan=2>Boats<tr><th>In<th>Out\
         <tr><td rowspan='2'>North<td>4<td>5<tr><td>6<td>7</table>",
        "table with head Pier⇥Boats⇥⏎⇥In⇥Out⏎North⇥4⇥5⏎⇥6⇥7",
    );
    check_body(
        "<table><tr><td>A<td rowspan=2>B<tr><td>C<tr><td colspan=0>D<td colspan=x rowspan=0>E</table>",
        "table A⇥B⏎C⇥⏎D⇥E",
    );
    // A part of a table ends what reaches beyond it.
    check_piece(
        "<table><tbody><tr><td rowspan=9>A<td>B<tbody><tr><td>C<td>D</table>",
        "table A⇥B⏎C⇥D",
    );
}

#[test]
fn hostile_spans_stay_small() {
    let row = "<tr><td colspan=99999999999999999999999 rowspan=4294967296>x<td rowspan=-3>y";
    let markup = format!("<table>{}</table>", row.repeat(200));
    let parsed = onrecord::ingest::parse(
        format!("<html><body><main>{markup}</main></body></html>").as_bytes(),
        None,
    );
    let text = &parsed.expect("a page").drafts[0].body.text;
    assert!(text.contains("x\t"), "{text}");
    assert!(text.len() < 200 * 110, "{}", text.len());
}

#[test]
fn powers_and_formulas_keep_their_meaning() {
    for (markup, expected) in [
        ("10<sup>6</sup> boats", "p 10⁶ boats"),
        ("H<sub>2</sub>O and 10<sup>-12</sup> and x<sup>n</sup>", "p H₂O and 10⁻¹² and xⁿ"),
        ("Na<sup>+</sup>, <sup>14</sup>C", "p Na⁺, ¹⁴C"),
        ("x<sup>a+b</sup> and v<sub>max</sub>", "p x^(a+b) and v_(max)"),
        ("the 4<sup>th</sup>, the 1<sup>er</sup>, Quay<sup>TM</sup>", "p the 4th, the 1er, QuayTM"),
        ("note<sup>1</sup> and <sub>small print</sub>", "p note¹ and small print"),
        ("note<sup>[1]</sup>, note<sup>*</sup>", "p note[1], note*"),
        ("note<sup><a href=#n1>1</a></sup>", "p note[1]"),
        ("note<sup><a href=#n1>[1]</a></sup>", "p note[1]"),
    ] {
        check_piece(&format!("<p>{markup}</p>"), expected);
        check_body(&format!("<p>{markup}</p>"), expected);
    }
    check_piece(
        "<table><tr><td>Area<td>5 km<sup>2</sup><tr><td>Gas<td>CO<sub>2</sub></table>",
        "table Area⇥5 km²⏎Gas⇥CO₂",
    );
    check_piece("<pre>10<sup>6</sup>  x</pre>", "code 10⁶  x");
}

#[test]
fn what_is_struck_out_is_no_longer_said() {
    let markup = "<p>The ferry <del>sank</del> <s>burned</s> <strike>left</strike> \
        <ins>stayed</ins> in port.</p>";
    check_piece(markup, "p The ferry stayed in port.");
    check_body(markup, "p The ferry stayed in port.");
}

#[test]
fn a_link_around_a_picture_is_kept() {
    let expected = "image The lower gate\n[The lower gate] https://example.org/l";
    let image = "<img src=https://example.org/g.jpg alt='The lower gate'>";
    check_piece(&format!("<a href=https://example.org/l>{image}</a>"), expected);
    check_piece(&format!("<figure><a href=https://example.org/l>{image}</a></figure>"), expected);
    check_piece(&format!("<a href=https://example.org/l><figure>{image}</figure></a>"), expected);
    check_body(
        &format!("<p>Words.</p><p><a href=https://example.org/l>{image}</a></p>"),
        &format!("p Words.\n{expected}"),
    );
    check_piece(
        &format!("<p>Words <a href=https://example.org/l>{image}</a> go on.</p>"),
        "p Words go on.\nimage The lower gate\n[The lower gate] https://example.org/l",
    );
    check_piece(
        &format!("<a href=mailto:a@example.org>{image}</a>"),
        "image The lower gate\n[The lower gate] https://example.org/g.jpg",
    );
}

#[test]
fn media_leave_a_link() {
    check_piece(
        "<p>Before.</p><iframe src=https://example.org/v title='A boat &amp; its crew'></iframe><p>After.</p>",
        "p Before.\nimage frame: A boat & its crew\np After.\n\
         [frame: A boat & its crew] https://example.org/v",
    );
    check_piece(
        "<p>Words.</p><video><source src=https://example.org/v.mp4>No video here.</video>\
         <audio src=https://example.org/a.mp3 aria-label='The speech'></audio>",
        "p Words.\nimage embedded video\nimage recording: The speech\n\
         [embedded video] https://example.org/v.mp4\n\
         [recording: The speech] https://example.org/a.mp3",
    );
    check_piece(
        "<video src=https://example.org/v.mp4></video>",
        "image embedded video\n[embedded video] https://example.org/v.mp4",
    );
    // Nothing without an address that can be followed, and nothing for what counts visitors.
    check_piece(
        "<p>Words.</p><iframe></iframe><video title=x src=blob:1></video><embed src='javascript:x'>\
         <iframe src=https://example.org/count width=1 height=1></iframe>",
        "p Words.",
    );
    check_body(
        "<p>Words.</p><iframe src=https://example.org/ad title='Buy boats'></iframe>",
        "p Words.",
    );
}

#[test]
fn feeds_keep_captions() {
    let markup = "<p>Words.</p><figure><img src=https://example.org/g.jpg alt='The lower gate'>\
        <figcaption>The gate in <b>May</b></figcaption></figure><p>More.</p>";
    check_piece(
        markup,
        "p Words.\nimage The lower gate\np The gate in May\np More.\n\
         [The lower gate] https://example.org/g.jpg",
    );
    check_body(
        markup,
        "p Words.\nimage The lower gate\np More.\n[The lower gate] https://example.org/g.jpg",
    );
}

#[test]
fn pictures_of_nothing_are_left_out() {
    check_piece("<p>Words.</p><p><img src=x alt=c></p><img alt='* * *'>", "p Words.");
    check_piece("<p>Fine <img alt='☀'> and <b><img alt=A></b>ll well</p>", "p Fine ☀ and All well");
    check_piece("<p><img alt=T> he gate</p>", "p T he gate");
}

/// The text of the first entry of an Atom feed with that content.
fn in_place(content: &str) -> String {
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:h='http://www.w3.org/1999/xhtml'>\
         <entry><id>1</id><title>x</title>{content}</entry></feed>"
    );
    let marked = super::marked(&onrecord::ingest::parse(feed.as_bytes(), None).unwrap().drafts[0]);
    marked.split_once("--\n").expect("a line before the body").1.to_owned()
}

#[test]
fn cdata_inside_mark_up_loses_nothing() {
    for (content, expected) in [
        (
            "<content type='xhtml'><div><p>Low tide.</p><script><![CDATA[if (a < b) x('</p>')]]></script>\
             <p>High tide.</p></div></content>",
            "p Low tide.\np High tide.",
        ),
        (
            "<content type='xhtml'><div><p>Say:</p><pre><![CDATA[a <b> && c]]></pre><p>Done <![CDATA[<u>& dusted</u>]]>.</p></div></content>",
            "p Say:\ncode a <b> && c\np Done <u>& dusted</u>.",
        ),
        (
            "<summary><p>One</p><![CDATA[<p>Two</p>]]><p>Three <![CDATA[<b>and</b> more]]></p></summary>",
            "p One\np Two\np Three and more",
        ),
        ("<content type='xhtml'><![CDATA[<p>All of it.</p>]]></content>", "p All of it."),
    ] {
        assert_eq!(in_place(content), expected, "{content}");
    }
}

#[test]
fn elements_that_close_themselves_hide_nothing() {
    for (element, shown) in [
        ("<script src='a.js'/>", ""),
        ("<style/>", ""),
        ("<svg width='3'/>", ""),
        ("<title/>", ""),
        ("<textarea name='t' />", ""),
        ("<canvas/>", ""),
        ("<select id='s'/>", ""),
        ("<noscript/>", ""),
        ("<iframe src='https://a.example/v'/>", "\nimage embedded frame"),
        ("<audio src='https://a.example/s.ogg'/>", "\nimage recording"),
    ] {
        let markup = format!("<p>One {element} two.</p><p>Three.</p>");
        let link = shown.split_once(' ').map(|(_, words)| {
            let file = if words == "recording" { "s.ogg" } else { "v" };
            format!("\n[{words}] https://a.example/{file}")
        });
        let expected = format!("p One two.{shown}\np Three.{}", link.unwrap_or_default());
        check_piece(&markup, &expected);
        assert_eq!(
            in_place(&format!("<content type='xhtml'><div>{markup}</div></content>")),
            expected
        );
    }
    check_piece("<p>One <script src='a'/>x()</script>two.</p>", "p One two.");
    check_body(
        "<p>One.</p><script src='a.js'/><style/><iframe src='x'/><p>Two.</p>",
        "p One.\np Two.",
    );
}

#[test]
fn html_under_a_prefix_keeps_its_structure() {
    for content in [
        "<content type='xhtml'><h:div><h:p>One</h:p><h:ul><h:li>Two</h:li></h:ul><h:p>Three<h:br/>four</h:p></h:div></content>",
        "<content type='xhtml'><y:div xmlns:y='http://www.w3.org/1999/xhtml'><y:p>One</y:p><y:ul><y:li>Two</y:li></y:ul>\
         <y:p>Three<y:br></y:br>four</y:p></y:div></content>",
        "<summary><xhtml:p>One</xhtml:p><xhtml:ul><xhtml:li>Two</xhtml:li></xhtml:ul><xhtml:p>Three<xhtml:br/>four</xhtml:p></summary>",
    ] {
        assert_eq!(in_place(content), "p One\n* Two\np Three⏎four", "{content}");
    }
}
