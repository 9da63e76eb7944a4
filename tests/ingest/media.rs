//! Tests of the files and authors of entries, in the dialects of feeds.

use onrecord::ingest::parse;

/// The files of the first entry, a line each: address, kind, bytes, words.
fn files(markup: &str) -> String {
    let parsed = parse(markup.as_bytes(), None).expect("a feed");
    let lines = parsed.drafts[0].enclosures.iter().map(|file| {
        let mut line = file.url.clone();
        line.extend(file.kind.iter().map(|kind| format!(" {kind}")));
        line.extend(file.bytes.map(|bytes| format!(" {bytes}")));
        line.extend(file.title.iter().map(|title| format!(" \"{title}\"")));
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn rss(item: &str) -> String {
    format!(
        "<rss xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>\
         <channel><link>https://a.example/</link><item><title>x</title>{item}</item></channel></rss>"
    )
}

#[track_caller]
fn check(markup: &str, expected: &str) {
    assert_eq!(files(markup), expected, "{markup}");
}

#[test]
fn recordings_have_their_kind_length_and_duration() {
    check(
        &rss("<enclosure url='https://a.example/1.mp3' type='Audio/MPEG' length='12345'/>\
              <itunes:duration>3723</itunes:duration><enclosure url='/2.pdf' type='application/pdf' length='0'/>"),
        "https://a.example/1.mp3 audio/mpeg 12345 \"1:02:03\"\nhttps://a.example/2.pdf application/pdf",
    );
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'><entry><link href='x'/>\
         <link rel='enclosure' href='1.ogg' type='audio/ogg' length='7' title='The &lt;b>interview'/></entry></feed>",
        "https://a.example/1.ogg audio/ogg 7 \"The <b>interview\"",
    );
    check(
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_text\":\"x\",\"attachments\":[\
         {\"url\":\"https://a.example/1.mp3\",\"mime_type\":\"audio/mpeg\",\"size_in_bytes\":9,\"duration_in_seconds\":61.5},\
         {\"url\":\"javascript:x\"},{\"url\":\"https://a.example/2\",\"title\":\"Notes\"}]}]}",
        "https://a.example/1.mp3 audio/mpeg 9 \"1:01\"\nhttps://a.example/2 \"Notes\"",
    );
}

#[test]
fn pictures_say_what_they_show() {
    check(
        &rss(
            "<media:content url='https://a.example/1.jpg' medium='image'><media:description>The &lt;i>empty&lt;/i> quay</media:description></media:content>\
              <media:group><media:title>Two views</media:title><media:content url='https://a.example/2.jpg' type='image/jpeg' fileSize='5'/>\
              <media:content url='https://a.example/3.jpg'><media:text>A gull</media:text></media:content></media:group>\
              <enclosure url='https://a.example/1.jpg' type='image/jpeg'/>",
        ),
        "https://a.example/1.jpg image \"The empty quay\"\nhttps://a.example/2.jpg image/jpeg 5 \"Two views\"\n\
         https://a.example/3.jpg \"A gull\"",
    );
}

#[test]
fn hostile_files_are_left_out_or_cleaned() {
    check(
        &rss("<enclosure url='javascript:x()'/><enclosure/><enclosure url='file:///etc/passwd'/>\
              <enclosure url='https://a.example/\u{1b}[31m' type='a\u{1b}]0;x\u{7}' length='-1'/>\
              <media:content url='https://a.example/2'><media:title>a\u{1b}[31mb\u{202e}c</media:title></media:content>"),
        "https://a.example/%1B[31m\nhttps://a.example/2 \"abc\"",
    );
    let many = "<enclosure url='https://a.example/NUMBER'/>".repeat(10);
    let many: String = (0..100).map(|n| many.replace("NUMBER", &n.to_string())).collect();
    assert_eq!(files(&rss(&many)).lines().count(), 50);
}

#[test]
fn authors_are_the_entrys_or_its_sources_or_the_feeds() {
    let parsed = parse(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><author><name>The Desk</name></author>\
          <entry><author><name>Ann Lee</name></author></entry>\
          <entry><source><author><name>Bo Ek</name></author></source></entry><entry/></feed>",
        None,
    );
    let authors: Vec<_> =
        parsed.unwrap().drafts.iter().map(|draft| draft.authors.join("|")).collect();
    assert_eq!(authors, ["Ann Lee", "Bo Ek", "The Desk"]);
}

#[test]
fn a_description_inside_a_group_is_the_text() {
    let parsed = parse(
        rss("<media:group><media:description>All of it.</media:description></media:group>")
            .as_bytes(),
        None,
    );
    assert_eq!(parsed.unwrap().drafts[0].body.text, "All of it.");
}

#[test]
fn items_without_authors_are_by_those_of_the_feed() {
    let parsed = parse(
        br#"{"version":"https://jsonfeed.org/version/1","author":{"name":"The Desk"},"items":[
            {"id":"1","content_text":"x"},{"id":"2","content_text":"x","author":{"name":"Ann Lee"}},
            {"id":"3","content_text":"x","authors":[]}]}"#,
        None,
    );
    let authors: Vec<_> =
        parsed.unwrap().drafts.iter().map(|draft| draft.authors.join("|")).collect();
    assert_eq!(authors, ["The Desk", "Ann Lee", "The Desk"]);
}

#[test]
fn a_person_is_named_however_it_is_described() {
    for (author, name) in [
        ("<author>Ann Lee (ann@paper.example)</author>", "Ann Lee"),
        ("<author>ann@paper.example (Ann Lee)</author>", "Ann Lee"),
        (
            "<dc:creator><rdf:Description><foaf:mbox>a@b.example</foaf:mbox><foaf:name>Bo Ek</foaf:name></rdf:Description></dc:creator>",
            "Bo Ek",
        ),
        (
            "<author><person><name>Cy Day</name><email>c@d.example</email></person></author>",
            "Cy Day",
        ),
    ] {
        let parsed = parse(rss(author).as_bytes(), None).unwrap();
        assert_eq!(parsed.drafts[0].authors, [name], "{author}");
    }
}
