//! Who said it: the full name of whoever a pronoun, a role or a part of a name means.

use onrecord::extract::Engine;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

/// The sources' names of each statement of `text`, in order; several are joined by "+", and "-" is
/// nobody.
fn speakers(text: &str) -> Vec<String> {
    let analysis = ENGINE.analyse(text);
    assert_eq!(analysis.find_fault(text), None, "{text}");
    let names = |ids: &[onrecord::domain::SourceId]| {
        let names: Vec<&str> =
            ids.iter().map(|id| analysis.sources[id.index()].name.as_str()).collect();
        if names.is_empty() { "-".to_string() } else { names.join(" + ") }
    };
    analysis.attributions.iter().map(|it| names(&it.source_ids)).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

#[test]
fn an_owner_is_not_the_subject() {
    check(
        "Peter Holm's lawyer, Astrid Lund, answered within the hour. “My client is innocent,” she said.",
        &["Astrid Lund"],
    );
}

#[test]
fn a_company_is_no_she() {
    check(
        "Isla Mackenzie, the captain, was on the bridge when the fire began.\n\n\
         The ship's owner, Highland Ferries, declined to comment.\n\n\
         “We got everyone off in twenty minutes,” she said.",
        &["Highland Ferries", "Isla Mackenzie"],
    );
}

#[test]
fn a_role_is_whoever_has_it() {
    check(
        "Rovers manager Tom Baker praised his team. “They ran all day,” the manager said.",
        &["Tom Baker", "Tom Baker"],
    );
    check(
        "Highland Ferries sold three ships on Monday. The company said it would buy new ones.",
        &["Highland Ferries"],
    );
}

#[test]
fn kin_bear_the_same_name() {
    check(
        "Nora Baker runs the shop that her brother, Tom Baker, opened in 1990. “I never wanted it,” \
         her brother said.",
        &["Tom Baker"],
    );
}

#[test]
fn two_speak_together() {
    check("Ann Lee and Omar Holt said the plan was “dead on arrival”.", &["Ann Lee + Omar Holt"]);
    check(
        "Laura Pitt and her brother Mark Pitt said in a joint statement: “Our father would be proud.”",
        &["Laura Pitt + Mark Pitt"],
    );
}

#[test]
fn both_are_the_two_before() {
    check(
        "Ann Lee and Omar Holt met in Dover on Monday. Both said the talks had been useful.",
        &["Ann Lee + Omar Holt"],
    );
}

#[test]
fn the_head_of_a_phrase_speaks() {
    check(
        "“It was cold,” said a fisherman whom the Courier had interviewed.",
        &["a fisherman whom the Courier had interviewed"],
    );
    check("Dover South MP Lydia Crane said the bridge was old.", &["Lydia Crane"]);
    check(
        "A spokesman for Highland Ferries said the ship was safe.",
        &["A spokesman for Highland Ferries"],
    );
}

#[test]
fn the_first_of_two_is_not_the_second() {
    check(
        "“We are done,” one official said. A second official said: “We are not done.” The first \
         official later said he had been misquoted.",
        &["one official", "A second official", "one official"],
    );
}

#[test]
fn a_pronoun_may_come_before_the_name() {
    check(
        "After she told members that the roof “would not last”, Jane Moor added: “We have begun to \
         save.”",
        &["Jane Moor", "Jane Moor"],
    );
}

#[test]
fn whoever_holds_an_office_is_named_behind_it() {
    check(
        "Meravian Secretary of Trade Corin Stapley said the law was fair. Party spokeswoman for \
         farms Sandra Gillow said it was late. Mayor of London Sadia Khalid said the town was safe.",
        &["Corin Stapley", "Sandra Gillow", "Sadia Khalid"],
    );
    check(
        "Dover Department of Roads official Troy Robbins said the road was closed. “We will meet \
         him,” Rovers sporting director Toni Munez said.",
        &["Troy Robbins", "Toni Munez"],
    );
    check("A friend of actor Johnny Dell said he was ill.", &["A friend of actor Johnny Dell"]);
}

#[test]
fn whoever_writes_a_message_speaks() {
    check("According to a statement by Amy Cooke, the harbour was calm.", &["Amy Cooke"]);
}

#[test]
fn a_middle_name_and_a_short_name_in_brackets_are_enough() {
    check("Rosario Vega Prieto resigned. Vega said she was sad.", &["Rosario Vega Prieto"]);
    check(
        "The Association for Tidal Safety (Atisa) said storms rose. Atisa said they fell again.",
        &["Association for Tidal Safety", "Association for Tidal Safety"],
    );
}

#[test]
fn whoever_is_only_described_was_named_before() {
    check(
        "The striker Per Lindgren, who was born in Sweden, scored twice. “I have watched it six \
         times,” the Swede said.",
        &["Per Lindgren"],
    );
    check(
        "Anneke Verhoeven, ranked 14th in the world, beat her sister. “Maybe I am a collector,” the \
         world No. 14 said.",
        &["Anneke Verhoeven"],
    );
}

#[test]
fn two_quotations_in_a_paragraph_have_a_speaker_each() {
    check(
        "Ann Lee, 41, and her son Tom, 12, were on the boat. “We saw it come,” she said. “I was not \
         afraid,” her son said.",
        &["Ann Lee", "Tom"],
    );
}

#[test]
fn a_quotation_may_be_in_somebodys_words() {
    check("The plan is, in Omar Holt's words, “a bridge to nowhere.”", &["Omar Holt"]);
}

#[test]
fn what_somebody_does_is_doubtful_as_a_statement() {
    let text = "Ann Lee told the council that it was late. Omar Holt signed the treaty of Dover.";
    let analysis = ENGINE.analyse(text);
    let sure: Vec<&str> = analysis
        .attributions
        .iter()
        .filter(|it| !it.is_doubtful())
        .map(|it| it.cue[0].of(text))
        .collect();
    assert_eq!(sure, ["told"]);
}

#[test]
fn a_source_ends_with_its_sentence() {
    check("“We will see about number 7,” said Ann Lee. Otto Lind denied it.", &["Ann Lee"]);
}

#[test]
fn who_is_the_person_before_an_apposition() {
    check(
        "“The boats are late,” said Ann Roe, a pilot at Corvo Ferries (CF), who said “there is a lot of \
         fog on the water.” Otto Lind, 24, who led the crew, said he was afraid.",
        &["Ann Roe", "Ann Roe", "Otto Lind"],
    );
}

#[test]
fn whoever_asks_does_not_answer() {
    check(
        "A vendor said she had seen a fire by the gate. Questioned by Vera Lind, for the owners, the \
         woman accepted that it had been dark.",
        &["A vendor", "the woman"],
    );
}

#[test]
fn a_noun_that_meant_a_body_once_means_it_again() {
    check(
        "The Ministry of Ports said trade had slowed. “We will build quays,” the ministry said. Exports \
         rose. The ministry said that jobs would follow.",
        &["Ministry of Ports"; 3],
    );
}

#[test]
fn bodies_of_one_noun_stay_apart() {
    check(
        "The health ministry said the ward was full. The finance ministry said it had paid.",
        &["The health ministry", "The finance ministry"],
    );
    check(
        "Corvo Ferries said the sea was high. The pilots' union said it was certain of it. The pilots’ \
         union wrote that nobody would sail.",
        &["Corvo Ferries", "The pilots' union", "The pilots' union"],
    );
}

#[test]
fn a_report_is_no_ministry() {
    check(
        "The health ministry said the wards were full. The report found that nobody had counted them.",
        &["The health ministry", "The report"],
    );
}

#[test]
fn a_title_tells_namesakes_apart_at_the_beginning_of_a_paragraph_too() {
    check(
        "“There is no rift,” Leonard Lim said beside his sister, Vivian Lim.\n\nMs. Lim said that she \
         was tired.",
        &["Leonard Lim", "Vivian Lim"],
    );
}

#[test]
fn a_family_name_that_is_a_given_name_elsewhere_is_the_familys() {
    check(
        "Store owner Crystal Isaac opened her shop in May. “The boats are coming in,” Isaac said.",
        &["Crystal Isaac"],
    );
}

#[test]
fn a_source_may_stand_at_the_end_of_what_is_said() {
    check(
        "The ship was fit to sail, three people with knowledge of the voyage said.",
        &["three people with knowledge of the voyage"],
    );
}

#[test]
fn nobody_and_what_are_nobody() {
    check(
        "Why it failed was explained by nobody in the room. Ann Roe said it was late.",
        &["Ann Roe"],
    );
    check(
        "What patients say\n\nAnn Roe, known as “the Pilot”, said that it was late.",
        &["Ann Roe"],
    );
}

#[test]
fn a_quotation_goes_on_past_who_said_it_and_over_an_open_mark() {
    check(
        "“The net was torn,” Otto Lind said on Monday. Later Ann Roe mended it. “It took a lot of work,” \
         she revealed. “Sometimes I did not believe it. Now it holds.”",
        &["Otto Lind", "Ann Roe"],
    );
    check(
        "Boss Steve Dunn was asked about it. He added: “I will not say the fans have driven him out.\n\n\
         “He has had a hard time since the summer. “We would like him to stay.”\n\n\
         “We will meet soon,” said the buyer, Tonio Munez.",
        &["Steve Dunn", "Tonio Munez"],
    );
}

#[test]
fn a_quotation_that_opens_a_paragraph_is_not_the_next_speakers() {
    check(
        "David Heath said he accepted that it was hard but questioned why there were “no plans at all”.\n\n\
         “These people should be tried. Renewing the law is not an option.” Omar Holt said it was not \
         possible to overstate the matter.",
        &["David Heath", "Omar Holt"],
    );
    let text = "Ann Roe said that it was late.\n\n“The law is not an option.” Omar Holt said it was too early \
                to know.";
    let analysis = ENGINE.analyse(text);
    let said = analysis.attributions.last().map(|it| it.content[0].of(text));
    assert_eq!(said, Some("it was too early to know"));
}

#[test]
fn the_words_after_a_quotation_say_whose_it_is() {
    check(
        "Merle Katz seconded the plan of Omar Holt.\n\n“We stand ready” tweeted Holt “to provide \
         whatever help we can.”",
        &["Merle Katz", "Omar Holt"],
    );
    check(
        "“They hold out a palm branch,” wrote student protester Joshua Lind on Monday. “They have \
         conceded nothing in fact.”",
        &["Joshua Lind"],
    );
}

#[test]
fn an_office_may_have_a_comma_in_it() {
    check(
        "“He was the most able of us all,” said University of Corvo, Flores's chancellor, Prof Pradeep \
         Kosla. Prof Kosla wept.",
        &["Pradeep Kosla"],
    );
}

#[test]
fn an_actor_may_be_a_woman() {
    check(
        "Actor Alexa Tipping moved to Oslo. The ferry was late. “I was speechless,” she told the crowd.",
        &["Alexa Tipping"],
    );
}

#[test]
fn kin_and_newcomers_are_known() {
    check(
        "Desmond Kett hates drills. His son Fergal says that is generous. Fergal wants to sell cameras; \
         his father thinks alarms are for people who have already lost. “He would have us starve,” the \
         younger Kett says.",
        &["Desmond Kett", "Fergal", "Fergal", "Desmond Kett", "Fergal"],
    );
    check(
        "Ann Roe and Omar Holt met Lucian Abad at the port. Abad said that it was good.\n\n\
         Few in the valley have heard of it. A boatman I met there had. “It's a river,” he said. “It will \
         read it when it gets here.”",
        &["Lucian Abad", "A boatman"],
    );
}
