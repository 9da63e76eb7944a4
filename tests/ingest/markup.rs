//! Tests of markup beyond paragraphs: table spans, superscripts, struck-out text, media.

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

#[track_caller]
fn check_accents(markup: &str, body: &str, accents: &str) {
    check_piece(markup, body);
    let page = format!("<html><body><main>{markup}</main></body></html>");
    let escaped = markup.replace('&', "&amp;").replace('<', "&lt;");
    let feed =
        format!("<rss><item><title>x</title><description>{escaped}</description></item></rss>");
    for text in [page, feed] {
        let parsed = onrecord::ingest::parse(text.as_bytes(), None).expect("an article");
        assert_eq!(super::accents(&parsed.drafts[0]), accents, "{text}");
    }
}

#[test]
fn what_is_struck_out_was_written() {
    check_accents(
        "<p>The ferry <del>sank</del> <s>burned</s> <strike>left</strike> <ins>stayed</ins> in port.</p>",
        "p The ferry sank burned left stayed in port.",
        "struck sank\nstruck burned\nstruck left",
    );
    check_piece(
        "<table><tr><td>Fare<td><s>4</s> 5<tr><td>Crew<td>3</table>",
        "table Fare⇥4 5⏎Crew⇥3",
    );
    let feed = "<rss><item><title>Fare &lt;s>4&lt;/s> 5</title></item></rss>";
    let parsed = onrecord::ingest::parse(feed.as_bytes(), None).unwrap();
    assert_eq!(parsed.drafts[0].title, "Fare 4 5");
}

#[test]
fn emphasis_and_code_are_set_apart() {
    check_accents(
        "<p>The <em>Corran</em> <b>never <i>ever</i> </b> runs <code>a b</code>.</p><p><strong>One</strong></p><hr><p>Two</p>",
        "p The Corran never ever runs a b.\np One\nrule ———\np Two",
        "emphasis corran\nstrong never ever\nemphasis ever\ncode a b\nstrong one",
    );
    let styled = "<p><b>One<p>two</b> <span style='text-decoration: underline line-through'>three</span></p><pre><b>x</b></pre><hr>";
    check_piece(styled, "p One\np two three\ncode x");
    let markdown = "A *b* **c** ~~d~~ `e`\n\n1. f\n\n   g\n";
    let parsed = onrecord::ingest::parse(markdown.as_bytes(), Some("a.md")).unwrap();
    let draft = &parsed.drafts[0];
    assert_eq!(super::accents(draft), "emphasis b\nstrong c\nstruck d\ncode e");
    assert!(super::marked(draft).contains("1. f\n+ g"), "{}", super::marked(draft));
}

#[test]
fn an_item_goes_on_in_its_paragraphs() {
    check_piece(
        "<ol><li>One<p>two</p><ul><li>Three<p>four</p></ul><p>five</p>six</ol><p>Seven</p><ul><li><blockquote>Eight</blockquote>nine</ul>",
        "1. One\n+ two\n  * Three\n  + four\n+ five\n+ six\np Seven\n> p Eight\n+ nine",
    );
}

#[test]
fn white_space_counts_where_a_style_says_so() {
    for style in ["white-space:pre-wrap", "color:red; White-Space: pre-line", "white-space: pre;"] {
        let markup = format!(
            "<div style='{style}'>Low tide\nHigh tide\n\nSlack <b>water</b>\n</div><p>End\nhere</p>"
        );
        check_piece(&markup, "p Low tide⏎High tide\np Slack water\np End here");
        check_body(&markup, "p Low tide⏎High tide\np Slack water\np End here");
    }
    check_piece(
        "<div style='white-space:pre-wrap'>\n  <p>At  noon\n    at six</p>\n  <p style='white-space:normal'>Not\nhere</p>\n</div>",
        "p At  noon⏎    at six\np Not here",
    );
    check_piece("<p><code style='white-space:pre'>a\n  b</code></p>", "code a⏎  b");
}

#[test]
fn readings_stand_in_brackets() {
    let expected = "p A 港(みなと) and 東(とう)京(きょう).";
    check_piece(
        "<p>A <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> and <ruby>東<rt>とう<rb>京<rt>きょう</ruby>.</p>",
        expected,
    );
    check_body(
        "<p>A <ruby>港<rt>みなと</rt></ruby> and <ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>.</p>",
        expected,
    );
}

#[test]
fn formulas_keep_their_operators() {
    for (inside, expected) in [
        (
            "<mi>E</mi><mo>=</mo><mi>m</mi><mo>&#x2062;</mo><msup><mi>c</mi><mn>2</mn></msup>",
            "E = mc²",
        ),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<mn>1</mn><mfrac><mn>3</mn><mn>4</mn></mfrac>", "1 3/4"),
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac><mi>c</mi>", "(a/b)c"),
        ("<msqrt><mi>x</mi><mo>-</mo><mn>1</mn></msqrt>", "√(x - 1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>",
            "∑_(i = 1)ⁿ x_i",
        ),
        (
            "<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mi>T</mi></msup><mo>≤</mo><mo>-</mo><mn>3</mn>",
            "(a + b)^T ≤ -3",
        ),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "sin x"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v\u{20d7}"),
        (
            "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable><mo>]</mo>",
            "[[1, 0; 0, 1]]",
        ),
        (
            "<semantics><mrow><mi>x</mi><mo>∈</mo><mi>A</mi></mrow><annotation encoding='application/x-tex'>x \\in A</annotation></semantics>",
            "x ∈ A",
        ),
    ] {
        let markup = format!("<p>So <math>{inside}</math> holds.</p>");
        check_piece(&markup, &format!("p So {expected} holds."));
        check_body(&markup, &format!("p So {expected} holds."));
    }
    // The same formula once more, as it looks.
    let math = "<math><mi>x</mi><mo>+</mo><mi>y</mi></math>";
    for twice in [
        format!(
            "<span class=katex><span class=katex-mathml>{math}</span><span class=katex-html aria-hidden=true>x<span>+</span>y</span></span>"
        ),
        format!(
            "<mjx-container><mjx-math aria-hidden=true><mjx-mi>x</mjx-mi>+y</mjx-math><mjx-assistive-mml>{math}</mjx-assistive-mml></mjx-container>"
        ),
        format!(
            "<span><span>{math}</span><img class='mwe-math-fallback-image-inline' src=x.svg alt='{{\\displaystyle x+y}}'></span>"
        ),
        format!(
            "<span><span style='display: none'>{math}</span><img class='mwe-math-fallback-image-inline' src=x.svg alt='{{\\displaystyle x + y}}'></span>"
        ),
    ] {
        check_piece(&format!("<p>So {twice} holds.</p>"), "p So x + y holds.");
    }
    for (markup, expected) in [
        ("e<sup>ix</sup> and 2<sup>nk</sup>, x<sup>a</sup>", "e^(ix) and 2^(nk), xa"),
        ("M<sup>me</sup> X, n<sup>o</sup> 2, the 22<sup>nd</sup>", "Mme X, no 2, the 22nd"),
    ] {
        check_piece(&format!("<p>{markup}</p>"), &format!("p {expected}"));
    }
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
fn captions_are_kept() {
    let markup = "<p>Words.</p><figure><img src=https://example.org/g.jpg alt='The lower gate'>\
        <figcaption>The gate in <b>May</b></figcaption></figure><p>More.</p>";
    check_piece(
        markup,
        "p Words.\nimage The lower gate\np The gate in May\np More.\n\
         [The lower gate] https://example.org/g.jpg",
    );
    check_body(
        markup,
        "p Words.\nimage The lower gate\np The gate in May\np More.\n\
         [The lower gate] https://example.org/g.jpg",
    );
    check_body(
        "<p>Words.</p><figure><img src=https://example.org/g.jpg alt=Gate><figcaption>© A. Lee</figcaption></figure>",
        "p Words.\nimage Gate\n[Gate] https://example.org/g.jpg",
    );
    check_piece(
        "<figure><img src=https://example.org/g.jpg alt='The gate'><figcaption>The  gate</figcaption></figure>",
        "image The gate\n[The gate] https://example.org/g.jpg",
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
    let marked =
        super::marked(&onrecord::ingest::parse(feed.as_bytes(), None).expect("a feed").drafts[0]);
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

#[test]
fn all_text_in_a_figure_is_kept() {
    let told = "“We wait here for the next boat, all of us, whatever the weather brings,” she said on the quay.";
    for (figure, expected) in [
        (
            "<p>A paragraph.</p><img src='javascript:x' alt='A gate'><p>Another.</p>",
            "p A paragraph.\nimage A gate\np Another.",
        ),
        (
            "<figcaption>Low tide</figcaption><img src='javascript:x' alt='A gate'><ul><li>one</ul><h3>two</h3><pre>three</pre>",
            "p Low tide\nimage A gate\n* one\nh3 two\ncode three",
        ),
        (
            "<img src='javascript:x' alt='A gate'><blockquote>We wait.</blockquote><figcaption>Ann Lee</figcaption>",
            "image A gate\n> p We wait.\np Ann Lee",
        ),
        (
            &format!("<div><img src='javascript:x' alt='A gate'></div><div>{told}</div>"),
            &format!("image A gate\np {told}"),
        ),
    ] {
        let markup = format!("<p>Before.</p><figure>{figure}</figure><p>After.</p>");
        check_piece(&markup, &format!("p Before.\n{expected}\np After."));
        check_body(&markup, &format!("p Before.\n{expected}\np After."));
    }
    check_piece(
        "<figure>Bare <img src='javascript:x' alt='A gate'> words</figure><p>After.",
        "p Bare words\nimage A gate\np After.",
    );
    check_piece(
        "<figure><img src='javascript:x' alt='A gate'><p>One<p>Two",
        "image A gate\np One\np Two",
    );
}

#[test]
fn images_stay_in_their_sentence() {
    for (markup, expected) in [
        ("Press <img src=x.png alt='the gear'>, then wait", "p Press the gear, then wait"),
        (
            "Let <img src=x.svg alt='{\\displaystyle A^{2}}'> be <img class=latex src=y.png alt='$B$'>.",
            "p Let A^{2} be B.",
        ),
        ("<img class=tex src=y.png alt='x+1'> holds", "p x+1 holds"),
        ("Tap <img src=x.png width=16 alt='Menu icon'> twice", "p Tap Menu icon twice"),
        (
            "We saw <img src=x.png width=640 alt='a long jetty'> there",
            "p We saw there\nimage a long jetty",
        ),
        (
            "It ended. <img src=x.png alt='a jetty at dusk'> Then it rained.",
            "p It ended. Then it rained.\nimage a jetty at dusk",
        ),
    ] {
        check_piece(&format!("<p>{markup}</p>"), expected);
    }
}

#[test]
fn names_of_files_are_no_words() {
    for alt in [
        "DSC_4448",
        "IMG1234",
        "0225-anna-berg-02",
        "quay.webp",
        "d41d8cd98f00b204e980",
        "screenshot_2024",
    ] {
        check_piece(&format!("<p>Words.</p><img src=x alt='{alt}'>"), "p Words.");
    }
    for alt in ["COVID-19", "Ferry", "Route 66", "north-west quay"] {
        check_piece(
            &format!("<p>Words.</p><img src=x alt='{alt}'>"),
            &format!("p Words.\nimage {alt}"),
        );
    }
}

#[test]
fn pictures_that_load_late_have_their_address() {
    let late = "https://a.example/gate.webp";
    for image in [
        "<img src='data:image/gif;base64,R0' data-src='https://a.example/gate.webp' alt='A gate'>",
        "<img src='https://a.example/lazy.gif' data-lazy-src='https://a.example/gate.webp' alt='A gate'>",
        "<img src='https://a.example/placeholder.png' srcset='https://a.example/s.webp 320w, https://a.example/gate.webp 800w' alt='A gate'>",
        "<img data-srcset='https://a.example/gate.webp 2x, https://a.example/s.webp' alt='A gate'>",
        "<picture><source srcset='https://a.example/gate.webp'><img alt='A gate'></picture>",
        "<img src='data:,' alt='A gate'> <noscript><img src='https://a.example/gate.webp' alt='A gate'></noscript>",
        "<noscript>Turn on scripts! <img src='https://a.example/gate.webp' alt='A gate'></noscript>",
    ] {
        check_piece(
            &format!("<p>Words.</p>{image}"),
            &format!("p Words.\nimage A gate\n[A gate] {late}"),
        );
    }
    let page = "<p>Words.</p><p><img src='data:image/gif;base64,R0' data-src='https://a.example/gate.webp' alt='A gate'></p>";
    check_body(page, &format!("p Words.\nimage A gate\n[A gate] {late}"));
}
