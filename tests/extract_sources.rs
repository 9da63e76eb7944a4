//! Sources and entities: who speaks, however they are called.

use onrecord::domain::{Analysis, EntityKind, SourceKind};
use std::sync::LazyLock;

use onrecord::extract::Engine;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

/// The sources of `text`, a line each: kind, name, description in brackets, number of statements.
fn check(text: &str, expected: &[&str]) {
    let analysis = sound(text);
    let line = |(index, source): (usize, &onrecord::domain::Source)| {
        let kind = match source.kind {
            SourceKind::Person => "person",
            SourceKind::Unnamed => "unnamed",
            SourceKind::Organization => "body",
            SourceKind::Document => "document",
        };
        let about = source.description.as_deref().map_or(String::new(), |it| format!(" ({it})"));
        let count = analysis.statements_by(onrecord::domain::SourceId(index as u32)).count();
        format!("{kind} {}{about} {count}", source.name)
    };
    let found: Vec<String> = analysis.sources.iter().enumerate().map(line).collect();
    assert_eq!(found, expected, "{text}");
}

/// The entities of `text` of one kind: their names, and how often they are mentioned.
fn check_entities(kind: EntityKind, text: &str, expected: &[&str]) {
    let analysis = sound(text);
    let of_kind = analysis.entities.iter().filter(|entity| entity.kind == kind);
    let found: Vec<String> =
        of_kind.map(|entity| format!("{} {}", entity.name, entity.mentions.len())).collect();
    assert_eq!(found, expected, "{text}");
}

fn sound(text: &str) -> Analysis {
    let analysis = ENGINE.analyse(text);
    assert_eq!(analysis.find_fault(text), None);
    analysis
}

#[test]
fn short_names_are_the_full_ones() {
    check(
        "Captain Isla Mackenzie said the ferry was late. “We sail at noon,” Mackenzie said.",
        &["person Isla Mackenzie (Captain) 2"],
    );
    check(
        "Mayor Omar al-Hadidi said he would pay. Hadidi said the bill was high.",
        &["person Omar al-Hadidi (Mayor) 2"],
    );
}

#[test]
fn namesakes_stay_apart() {
    check(
        "Ann Lee said the ferry was late. Bob Lee said it was early.",
        &["person Ann Lee 1", "person Bob Lee 1"],
    );
    check(
        "Ann Lee said it was late. Her son Bob Lee said it was early. Ms. Lee said she would sail.",
        &["person Ann Lee 2", "person Bob Lee (Her son) 1"],
    );
}

#[test]
fn roles_describe_people() {
    check(
        "The mayor's transport adviser Tom Baker said the ferry was late.",
        &["person Tom Baker (The mayor's transport adviser) 1"],
    );
    check(
        "“We sail,” said Isla Mackenzie, the captain of the ferry.",
        &["person Isla Mackenzie (the captain of the ferry) 1"],
    );
}

#[test]
fn pronouns_are_the_people_before() {
    check(
        "Isla Mackenzie said the ferry was late. She said it would sail at noon.",
        &["person Isla Mackenzie 2"],
    );
    check(
        "Isla Mackenzie met Tom Baker. She said the ferry was late. He said it was early.",
        &["person Isla Mackenzie 1", "person Tom Baker 1"],
    );
    check(
        "Mr. Penhale met Ms. Rowe. He said the ferry was late. She said it was early.",
        &["person Penhale 1", "person Rowe 1"],
    );
    check(
        "Two sailors said the engine was old. They said it would fail.",
        &["unnamed Two sailors 2"],
    );
    check(
        "The harbour board said the ferry was late. It said the engine was old.",
        &["body The harbour board 2"],
    );
}

#[test]
fn a_hyphen_parts_what_is_no_one_name() {
    check_entities(
        EntityKind::Place,
        "IRAQ-US TALKS RESUME\n\nThe talks between Iraq and the US resumed in Baghdad on Monday.",
        &["Iraq 2", "US 2", "Baghdad 1"],
    );
}

#[test]
fn who_has_a_title_is_somebody() {
    check_entities(EntityKind::Person, "Sudani met Mr. Penhale.", &["Sudani 1", "Penhale 1"]);
    check_entities(EntityKind::Person, "“Mr. President, it is late,” she said.", &[]);
}

#[test]
fn nobodies_stay_apart_when_the_text_says_so() {
    check(
        "An official said the ferry was late. Another official said it was early. \
         A separate, senior, harbour official said it had sailed.",
        &[
            "unnamed An official 1",
            "unnamed Another official 1",
            "unnamed A separate, senior, harbour official 1",
        ],
    );
}

#[test]
fn the_minister_is_the_one_before() {
    check(
        "Transport Minister Ann Lee said the ferry was late. The minister said it was old.",
        &["person Ann Lee (Transport Minister) 2"],
    );
    check(
        "A spokeswoman for the board said the ferry was late. The spokeswoman said it was old.",
        &["unnamed A spokeswoman for the board 2"],
    );
}

#[test]
fn capitals_and_states_speak_as_bodies() {
    check("Tehran says it will not pay.", &["body Tehran 1"]);
    check("The United States said it would pay.", &["body United States 1"]);
    check("Highland Ferries said it would pay.", &["body Highland Ferries 1"]);
    check("Her office said she would pay.", &["body Her office 1"]);
}

#[test]
fn papers_speak_as_documents() {
    check("The report said the engine was old.", &["document The report 1"]);
    check("A survey found that sailors were tired.", &["document A survey 1"]);
}

#[test]
fn a_spokesman_is_not_the_one_he_speaks_for() {
    check("Ann Lee's lawyer said the ferry was late.", &["unnamed Ann Lee's lawyer 1"]);
}

#[test]
fn who_is_the_one_before_the_comma() {
    check(
        "Isla Mackenzie, who said the ferry was late, sailed at noon.",
        &["person Isla Mackenzie 1"],
    );
}

#[test]
fn people_are_found_with_and_without_titles() {
    check_entities(
        EntityKind::Person,
        "Prime Minister Omar al-Hadidi met Tom Baker and Isla Mackenzie. Hadidi left. Mr. Baker stayed.",
        &["Omar al-Hadidi 2", "Tom Baker 2", "Isla Mackenzie 1"],
    );
    check_entities(EntityKind::Person, "On Monday the ferry left. Nobody was hurt.", &[]);
}

#[test]
fn organisations_keep_their_acronyms() {
    check_entities(
        EntityKind::Organization,
        "The National Ferry Association (NFA) met. The NFA left. The Ministry of Transport stayed.",
        &["National Ferry Association 3", "Ministry of Transport 1"],
    );
    check_entities(
        EntityKind::Organization,
        "Troops were sent to fight Islamic State in the west of Iraq, the minister said.",
        &["Islamic State 1"],
    );
}

#[test]
fn places_have_one_name_each() {
    check_entities(
        EntityKind::Place,
        "The US and Iraq met in Baghdad. The United States left Iraq.",
        &["United States 2", "Iraq 2", "Baghdad 1"],
    );
}

#[test]
fn peoples_dates_and_quantities_are_told_apart() {
    let text =
        "Iranian officials met British diplomats on Feb 6, 2024 with 2,500 troops and $5 million.";
    check_entities(EntityKind::Group, text, &["Iranian 1", "British 1"]);
    check_entities(
        EntityKind::Group,
        "A Shi'ite politician from the ruling coalition said the talks resumed.",
        &["Shi'ite 1"],
    );
    check_entities(
        EntityKind::Group,
        "Two Peruvians and a Sunni cleric left for Sunni Street.",
        &["Peruvians 1", "Sunni 1"],
    );
    check_entities(EntityKind::Date, text, &["Feb 6, 2024 1"]);
    check_entities(EntityKind::Quantity, text, &["2,500 1", "$5 million 1"]);
}

#[test]
fn the_one_who_is_quoted_is_not_in_his_own_words() {
    check(
        "Isla Mackenzie met the crew. “I like Tom Baker,” she said.",
        &["person Isla Mackenzie 1"],
    );
}

#[test]
fn a_description_after_a_comma_is_kept_apart() {
    check(
        "The government in Baghdad, a rare ally of both sides, said it would pay.",
        &["body The government in Baghdad (a rare ally of both sides) 1"],
    );
}

#[test]
fn names_of_bodies_are_whole() {
    use EntityKind::Organization;
    check_entities(
        Organization,
        "The Social Greens said they would vote for it. Later the Social Greens said that they had won.",
        &["Social Greens 2"],
    );
    check_entities(
        Organization,
        "She will speak at the Lisbon Film Festival in May, the organisers said on Monday evening.",
        &["Lisbon Film Festival 1"],
    );
    check_entities(
        Organization,
        "The US Bureau of Tidal Safety warned of storms. The BTS said they would come at night.",
        &["US Bureau of Tidal Safety 2"],
    );
}

#[test]
fn words_beside_a_name_tell_bodies_and_places_from_people() {
    use EntityKind::{Organization, Place};
    check_entities(
        Organization,
        "Champions Marvik, who had scored in each of their last ten matches, lost again.",
        &["Marvik 1"],
    );
    check_entities(
        Organization,
        "Kolan, a maker of pumps, said that it would grow. Kolan hired ninety people.",
        &["Kolan 2"],
    );
    check_entities(
        Place,
        "The coasts of Norway and Estria were empty when the boats of both had left.",
        &["Norway 1", "Estria 1"],
    );
}

#[test]
fn a_country_and_its_people_are_no_persons() {
    let text = "Meravia and Sarvenia went back to talks. The Meravian minister Jelena Korvath left. A \
                Sarvenian spokeswoman said yes. Meravia said that its neighbour armed men.";
    check_entities(EntityKind::Place, text, &["Meravia 2", "Sarvenia 1"]);
    check_entities(EntityKind::Person, text, &["Jelena Korvath 1"]);
}

#[test]
fn names_of_people_are_whole_and_without_courtesy() {
    use EntityKind::Person;
    check_entities(
        Person,
        "Most people were home when King Harald IV said that he would sail. Coun Ann Roe wept.",
        &["Harald IV 1", "Ann Roe 1"],
    );
    check_entities(
        Person,
        "The car ferry Nora Lind stopped at sea on Monday, the owners said.",
        &[],
    );
}
