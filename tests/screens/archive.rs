//! The screens of the archive: sources, dossiers, from a dossier into an article and back.

use insta::assert_snapshot;
use onrecord::app::screens::{DossierView, Screen, SubjectList};
use onrecord::app::{
    Effect, Focus, Input, Message, Mouse, Overlay, Read, ReadAnswer, RequestId, Size, Write,
};
use onrecord::domain::{
    Analysis, EntityKind, SourceKind, SubjectChange, SubjectId, SubjectOrder, SubjectPage,
};

use super::articles::{Story, hostile, plain, shelf, tunnel, with};
use super::desk::Desk;
use super::{marked, show};

/// A second article with the source of the first one, and further sources with similar names.
fn budget() -> Story {
    let (text, attributions) = marked::read(
        "{0s|Ana Verrick} {0c|told} the council that {0i|the second tunnel would be “a truce, too”}.\n\n{1s|Tomas Verrick} {1c|said} {1d|“Ana Verrick is right”}, and {2s|漢字通信社} {2c|reported} {2i|that nobody laughed when the figures were read out, one after the other, for the better part of the afternoon}.",
        &[(Some(0), 0.93), (Some(1), 0.97), (Some(2), 0.42)],
    );
    let sources = vec![
        marked::source(SourceKind::Person, "Ana Verrick", "the chief engineer"),
        marked::source(SourceKind::Person, "Tomas Verrick", ""),
        marked::source(SourceKind::Organization, "漢字通信社", ""),
    ];
    let entities: [(EntityKind, &[&str]); 2] =
        [(EntityKind::Person, &["Ana Verrick"]), (EntityKind::Organization, &["漢字通信社"])];
    let analysis = marked::analysis(&text, attributions, sources, &entities);
    with(plain(41, "What a second tunnel would cost", 1, "2024-02-10T09:00:00Z"), text, analysis)
}

fn winter() -> Story {
    let (text, attributions) = marked::read(
        "{0d|“Not this winter,”} {0s|Verrick} {0c|said}. {1d|“Ask me again in spring.”}",
        &[(Some(0), 0.99), (Some(0), 0.98)],
    );
    let sources =
        vec![marked::source(SourceKind::Person, "Ana Verrick", "the chief engineer of the pass")];
    let names: [(EntityKind, &[&str]); 1] = [(EntityKind::Person, &["Ana Verrick", "Verrick"])];
    let analysis = marked::analysis(&text, attributions, sources, &names);
    with(plain(42, "The pass stays closed", 2, "2023-12-03"), text, analysis)
}

fn stories() -> Vec<Story> {
    let mut stories = shelf();
    stories.extend([budget(), winter()]);
    stories
}

fn desk(columns: u16, rows: u16) -> Desk {
    Desk::new(stories(), columns, rows)
}

fn list(desk: &Desk) -> &SubjectList {
    match desk.app.overlays.screen() {
        Some(Screen::Subjects(list)) => list,
        other => panic!("no list of subjects: {other:?}"),
    }
}

fn dossier(desk: &Desk) -> &DossierView {
    match desk.app.overlays.screen() {
        Some(Screen::Dossier(view)) => view,
        other => panic!("no dossier: {other:?}"),
    }
}

fn names(desk: &Desk) -> Vec<&str> {
    list(desk).rows.iter().map(|row| row.name.as_str()).collect()
}

fn status(desk: &Desk) -> &str {
    desk.app.status.text()
}

fn open(desk: &Desk) -> Option<i64> {
    desk.app.article.reader.as_ref().map(|reader| reader.article.row.id.0)
}

fn said(desk: &Desk) -> &str {
    let reader = desk.app.article.reader.as_ref().expect("an article is open");
    let found = reader.current_attribution().expect("a statement is current");
    found.content[0].of(&reader.article.body.text)
}

fn open_title(desk: &Desk) -> &str {
    desk.app.article.reader.as_ref().map_or("", |reader| &reader.article.row.title)
}

#[test]
fn all_sources_are_listed() {
    assert_snapshot!("sources-80x24", show(&desk(80, 24).keys("X j")));
    assert_snapshot!("sources-120x36", show(&desk(120, 36).keys("X j")));
    assert_snapshot!("sources-200x50", show(&desk(200, 50).keys("X j")));
    assert_snapshot!("sources-40x10", show(&desk(40, 10).keys("X j")));
    assert_snapshot!("names-80x24", show(&desk(80, 24).keys("P")));
}

#[test]
fn a_dossier_goes_from_article_to_article() {
    assert_snapshot!("dossier-80x24", show(&desk(80, 24).keys("X enter")));
    assert_snapshot!("dossier-120x36", show(&desk(120, 36).keys("X enter n")));
    assert_snapshot!("dossier-200x50", show(&desk(200, 50).keys("X enter n")));
    assert_snapshot!("dossier-40x10", show(&desk(40, 10).keys("X enter n n")));
    assert_snapshot!("dossier-about-80x24", show(&desk(80, 24).keys("X enter tab")));
}

#[test]
fn the_list_is_ordered_and_narrowed_and_each_condition_is_taken_off_again() {
    let sorted = desk(120, 36).keys("X o o");
    assert_eq!(list(&sorted).query.order, SubjectOrder::Name);
    assert_eq!(names(&sorted)[0], "Ana Verrick");
    let narrowed = sorted.keys("t / ").types("verr").keys("enter");
    assert_eq!(names(&narrowed), ["Ana Verrick", "Tomas Verrick"]);
    let dated = narrowed.keys("d").types("2024-02..").keys("enter f").types("gazette");
    let dated = dated.keys("enter");
    let screen = show(&dated);
    let head = screen.lines().next().unwrap_or("");
    assert_eq!(
        head.trim(),
        "Sources  2 · persons · The Halden Gazette · 2024-02.. · /verr",
        "what is set stands on top"
    );
    let without = dated.keys("esc");
    assert!(list(&without).query.filter.is_empty() && list(&without).dates.is_set());
    let without = without.keys("esc");
    assert!(!list(&without).dates.is_set() && list(&without).query.feed.is_some());
    let without = without.keys("esc");
    assert!(list(&without).query.feed.is_none() && list(&without).kind() == Some("persons"));
    let without = without.keys("esc");
    assert!(list(&without).kind().is_none());
    assert!(without.keys("esc").app.overlays.top().is_none());
}

#[test]
fn a_span_of_time_is_chosen_by_one_key_and_enter_or_typed_and_mended() {
    let week = desk(80, 24).keys("X d enter");
    assert_eq!(list(&week).dates.text, "last 7 days");
    assert_eq!(list(&week).query.after, Some(week.app.env.now - 7 * 86_400));
    let month = week.keys("d enter");
    assert_eq!(list(&month).dates.text, "last 30 days");
    let other = month.keys("d up up enter");
    assert_eq!(list(&other).dates.text, "last 7 days");
    let wrong = other.keys("d").types("soon").keys("enter");
    assert!(status(&wrong).contains("“soon” is no span of time"), "{}", status(&wrong));
    assert!(wrong.app.commands.prompt.is_some());
    let mended = wrong.keys("ctrl-u").types("2024").keys("enter");
    assert_eq!((mended.app.commands.prompt.is_some(), &*list(&mended).dates.text), (false, "2024"));
}

#[test]
fn the_open_articles_feed_is_proposed_and_one_that_is_not_there_is_told() {
    let narrowed = desk(80, 24).keys("X f enter");
    assert_eq!(list(&narrowed).query.feed, Some(onrecord::domain::FeedId(1)));
    let wrong = narrowed.keys("f").types("nobody's").keys("enter");
    assert!(status(&wrong).contains("No feed is called “nobody's”"), "{}", status(&wrong));
    let all = wrong.keys("esc f enter");
    assert_eq!(list(&all).query.feed, None);
}

#[test]
fn what_is_typed_counts_at_once_and_leaving_takes_it_off() {
    let typed = desk(80, 24).keys("X /").types("night");
    assert_eq!(names(&typed), ["two members of the night crew"]);
    assert_eq!(list(&typed.keys("esc")).query.filter, "");
    let nobody = desk(80, 24).keys("X /").types("nobody").keys("enter");
    let screen = show(&nobody);
    assert!(screen.contains("No name has “nobody”.") && screen.contains("esc takes off"));
}

#[test]
fn a_long_list_is_read_in_pages_and_only_what_is_near_is_held() {
    let mut desk = desk(120, 36);
    desk.library.more = 300_000;
    let mut desk = desk.keys("X");
    assert_eq!(list(&desk).total, 300_007);
    for _ in 0..200 {
        desk = desk.keys("pagedown");
        let shown = list(&desk);
        assert!(shown.rows.len() <= 1300, "{}", shown.rows.len());
        assert!(shown.shown().all(|place| shown.row(place).is_some()));
    }
    let here = list(&desk).selected;
    let name = list(&desk).selected_row().expect("a row").name.clone();
    let mut desk = desk.keys("G");
    assert_eq!(list(&desk).selected_row().map(|row| &*row.name), Some("Speaker 300006"));
    for _ in 0..100 {
        desk = desk.keys("pageup");
        assert!(list(&desk).shown().all(|place| list(&desk).row(place).is_some()));
    }
    let back = desk.keys("g g").keys(&"pagedown ".repeat(200));
    assert_eq!(list(&back).selected, here);
    assert_eq!(list(&back).selected_row().map(|row| &row.name), Some(&name));
}

#[test]
fn an_answer_that_comes_too_late_is_dropped_and_rows_to_come_are_seen_as_such() {
    let mut desk = desk(80, 24);
    desk.library.silent = true;
    let desk = desk.keys("X");
    assert!(show(&desk).contains("Reading the archive…"));
    let asked = |desk: &Desk| -> RequestId {
        let found = desk.log.iter().rev().find_map(|effect| match effect {
            Effect::Read(request, Read::Subjects(..)) => Some(*request),
            _ => None,
        });
        found.expect("the list was asked for")
    };
    let first = asked(&desk);
    let desk = desk.keys("o");
    let page = SubjectPage { total: 70_000, ..SubjectPage::default() };
    let desk = desk.tell(Message::Read(first, ReadAnswer::Subjects(page.clone())));
    assert!(!list(&desk).loaded);
    let failed = asked(&desk);
    let desk = desk.tell(Message::Failed(Some(failed), "The store is locked.".into()));
    assert!(status(&desk).contains("locked") && show(&desk).contains("Nothing could be read."));
}

#[test]
fn the_way_into_an_article_and_back_is_exact() {
    let there = desk(120, 36).keys("j j j X enter } n");
    let before = show(&there);
    let shown_behind = open_title(&there).to_owned();
    let article = there.keys("enter");
    assert_eq!(open_title(&article), "The pass stays closed");
    assert_eq!(said(&article), "“Not this winter,”");
    assert_eq!(article.app.focus, Focus::Body);
    assert!(status(&article).contains("esc goes back to the dossier of “Ana Verrick”"));
    let read_on = article.keys("n N n j");
    let screen = show(&read_on);
    assert!(screen.contains("esc back to the dossier"), "{screen}");
    let back = read_on.keys("esc");
    assert_eq!(show(&back), before);
    let closed = back.keys("esc esc");
    assert_eq!((open_title(&closed), closed.app.focus), (&*shown_behind, Focus::List));
}

#[test]
fn jumps_lead_from_dossier_to_dossier_and_all_the_way_back() {
    let deep = desk(120, 36).keys("X enter enter d n enter");
    assert!(deep.app.can_return());
    let second = deep.keys("backspace");
    assert_eq!(dossier(&second).name(), "Ana Verrick");
    let article = second.keys("esc");
    assert!(article.app.overlays.top().is_none() && article.app.can_return());
    assert_eq!(
        said(&article),
        "“The mountain moved four centimetres and we moved four thousand tonnes,”"
    );
    let first = article.keys("esc");
    assert_eq!(dossier(&first).name(), "Ana Verrick");
    assert_eq!(list(&first.keys("esc")).total, 7);
}

#[test]
fn an_article_that_the_list_does_not_hold_stays_open_until_one_moves_on() {
    // The list shows one feed; the statement stands in an article of another one.
    let away = desk(120, 36).keys("F j j j enter X enter n enter");
    assert_eq!(said(&away), "“I would not call it a victory. I would call it a truce.”");
    let open = open_title(&away).to_owned();
    let away = away.tell(Message::StoreChanged);
    assert_eq!(open_title(&away), open);
    let starred = away.keys("*");
    let star = starred.log.iter().rev().find_map(|effect| match effect {
        Effect::Write(_, Write::SetStarred(ids, _)) => Some(ids.clone()),
        _ => None,
    });
    assert_eq!(star, Some(vec![onrecord::domain::ArticleId(1)]));
    let on = starred.keys("J");
    assert_ne!(open_title(&on), open);
    assert!(!on.app.can_return());
}

#[test]
fn enter_on_a_source_opens_its_dossier_and_on_a_statement_its_place() {
    let source = desk(120, 36).keys("l n n tab k enter");
    assert_eq!(dossier(&source).name(), "Ana Verrick");
    let statement = source.keys("esc j enter");
    assert!(statement.app.overlays.top().is_none());
    assert_eq!(statement.app.focus, Focus::Body);
    let entity = desk(120, 36).keys("e tab tab enter");
    assert_eq!((&*dossier(&entity).name(), dossier(&entity).query.about), ("Ana Verrick", true));
}

#[test]
fn the_dossier_of_the_current_statements_source_is_one_key_away_in_every_pane() {
    let body = desk(120, 36).keys("l n n d");
    assert_eq!(dossier(&body).name(), "Ana Verrick");
    let from_list = body.keys("esc h d");
    assert_eq!(dossier(&from_list).name(), "Ana Verrick");
    let none = desk(120, 36).keys("d");
    assert!(status(&none).contains("Choose a statement first"), "{}", status(&none));
}

#[test]
fn two_are_merged_by_two_keys_undone_and_done_again() {
    let marked = desk(120, 36).keys("X / ").types("Tomas").keys("enter m esc");
    assert_eq!(status(&marked), "Nothing is merged.");
    let marked = marked.keys("m");
    assert!(status(&marked).contains("“Tomas Verrick” is marked"), "{}", status(&marked));
    let filtered = marked.keys("/ ctrl-u enter");
    let merged = filtered.keys("g g m");
    assert_eq!(status(&merged), "“Tomas Verrick” merged into “Ana Verrick”.");
    assert!(!names(&merged).contains(&"Tomas Verrick"));
    let undone = merged.keys("U");
    assert_eq!(status(&undone), "Undo: “Tomas Verrick” taken out of “Ana Verrick” again.");
    assert!(names(&undone).contains(&"Tomas Verrick"));
    let again = undone.keys("ctrl-r");
    assert!(!names(&again).contains(&"Tomas Verrick"));
}

#[test]
fn who_may_be_the_same_is_merged_and_taken_out_by_enter() {
    let perhaps = desk(120, 36).keys("X enter N");
    assert_snapshot!("dossier-perhaps-120x36", show(&perhaps));
    let merged = perhaps.keys("enter");
    assert_eq!(status(&merged), "“Tomas Verrick” merged into “Ana Verrick”.");
    let known = dossier(&merged).known.as_ref().expect("it is known");
    assert_eq!((known.subject.statements, known.merged.len()), (7, 1));
    let out = merged.keys("g g N enter");
    assert_eq!(status(&out), "“Tomas Verrick” taken out of “Ana Verrick” again.");
    assert!(dossier(&out).known.as_ref().expect("it is known").merged.is_empty());
}

#[test]
fn an_article_about_somebody_else_is_split_off_and_comes_back() {
    let split = desk(120, 36).keys("X enter } p");
    assert_eq!(
        status(&split),
        "“Ana Verrick” is somebody else in “What a second tunnel would cost”."
    );
    assert_eq!(dossier(&split).total, 2);
    let undone = split.keys("U");
    assert_eq!(dossier(&undone).total, 3);
    let changes: Vec<SubjectChange> = (undone.log.iter())
        .filter_map(|effect| match effect {
            Effect::Write(_, Write::ChangeSubject(change)) => Some(*change),
            _ => None,
        })
        .collect();
    let article = onrecord::domain::ArticleId(41);
    let who = SubjectId(1);
    assert_eq!(changes, [SubjectChange::Split(who, article), SubjectChange::Unsplit(who, article)]);
}

#[test]
fn a_dossier_is_narrowed_and_its_conditions_are_taken_off() {
    let narrowed = desk(120, 36).keys("X enter d").types("2023").keys("enter");
    assert_eq!(dossier(&narrowed).total, 1);
    let nothing = narrowed.keys("f").types("courier").keys("enter");
    assert!(show(&nothing).contains("No article is left by what is set on top."));
    let all = nothing.keys("esc esc");
    assert_eq!(dossier(&all).total, 3);
}

#[test]
fn while_analyses_are_made_a_list_says_that_it_is_not_complete_and_is_read_again_at_the_end() {
    let working = desk(120, 36).keys("X j j");
    let going_on = working.tell(Message::Progress("Analysing".into(), 1204, 10_000));
    assert!(show(&going_on).contains("not complete: 1,204 of 10,000 articles analysed"));
    let before = list(&going_on).selected;
    let asked = going_on.log.len();
    let done = going_on.tell(Message::Progress("Analysing".into(), 10_000, 10_000));
    assert!(!show(&done).contains("not complete"));
    assert!(done.log[asked..].iter().any(|it| matches!(it, Effect::Read(_, Read::Subjects(..)))));
    assert_eq!(list(&done).selected, before);
}

#[test]
fn the_mouse_selects_and_scrolls() {
    let clicked = desk(80, 24).keys("X").tell(Message::Input(Input::Mouse(Mouse::Click(10, 5))));
    assert_eq!(list(&clicked).selected, 2);
    let size = Size { columns: 60, rows: 14 };
    let opened = clicked.tell(Message::Input(Input::Resize(size))).keys("g g enter");
    let opened = opened.tell(Message::Input(Input::Mouse(Mouse::WheelDown(10, 10))));
    assert_eq!(dossier(&opened).top, 3);
    let place = opened.tell(Message::Input(Input::Mouse(Mouse::Click(10, 8))));
    let line = &dossier(&place).lines[3 + 5];
    assert!(line.spot.is_some() && dossier(&place).selected == line.spot);
}

#[test]
fn what_is_selected_in_a_dossier_is_always_in_view_and_what_enter_opens() {
    let seen = |desk: &Desk| {
        let view = dossier(desk);
        let shown = view.lines.iter().skip(view.top).take(view.rows);
        shown.filter(|line| line.spot.is_some() && line.spot == view.selected).count()
    };
    let spots = |desk: &Desk| {
        let mut all: Vec<_> = dossier(desk).lines.iter().filter_map(|line| line.spot).collect();
        all.dedup();
        all
    };
    for rows in [12, 14, 24] {
        let opened = || desk(60, rows).keys("X g g enter");
        let all = spots(&opened());
        assert!(all.len() > 2);
        for keys in ["j", "space", "ctrl-d"] {
            let mut down = opened();
            let mut met = vec![dossier(&down).selected.expect("one is selected")];
            for _ in 0..60 {
                down = down.keys(keys);
                assert!(seen(&down) > 0, "{keys} at {rows} rows");
                met.push(dossier(&down).selected.expect("one is selected"));
            }
            assert_eq!(met.last(), all.last());
            met.dedup();
            if keys == "j" {
                assert!(all.ends_with(&met), "every thing is met in its order");
            }
            for _ in 0..60 {
                down = down.keys("k");
                assert!(seen(&down) > 0);
            }
            assert_eq!((dossier(&down).selected, dossier(&down).top), (all.first().copied(), 0));
        }
        let wheel = opened().tell(Message::Input(Input::Mouse(Mouse::WheelDown(10, 10))));
        assert!(seen(&wheel) > 0);
    }
}

#[test]
fn the_help_lies_over_a_screen_and_leaves_it_as_it_was() {
    let screen = desk(120, 36).keys("X enter n");
    let before = show(&screen);
    let help = screen.keys("?");
    assert!(matches!(help.app.overlays.top(), Some(Overlay::Help(_))));
    assert_eq!(show(&help.keys("esc")), before);
}

#[test]
fn another_size_keeps_the_place() {
    let there = desk(120, 36).keys("X enter n n n");
    let before = dossier(&there).selected;
    let resized = there.tell(Message::Input(Input::Resize(Size { columns: 60, rows: 12 })));
    assert_eq!(dossier(&resized).selected, before);
    let line = dossier(&resized).line_of(before.expect("one is selected")).expect("it has lines");
    assert!((dossier(&resized).top..dossier(&resized).top + 8).contains(&line));
}

#[test]
fn nobody_speaks_in_an_archive_without_statements() {
    let (article, _) = tunnel();
    let none = Desk::new(vec![(article, Some(Analysis::default()))], 80, 24).keys("X");
    assert!(show(&none).contains("Nobody speaks in the archive yet."));
    assert!(show(&none.keys("enter j G")).contains("Nobody speaks"));
}

#[test]
fn hostile_names_and_statements_lose_their_teeth() {
    let desk = Desk::new(vec![hostile()], 80, 24).keys("X");
    assert_snapshot!("sources-hostile", show(&desk));
    assert_snapshot!("dossier-hostile", show(&desk.keys("enter")));
}

#[test]
fn keys_that_mean_nothing_here_say_so() {
    let desk = desk(80, 24).keys("X z");
    assert!(status(&desk).contains("does nothing here"));
}

#[test]
fn a_dossier_is_opened_by_a_name_from_anywhere_in_the_archive() {
    let named =
        |name: &str| desk(120, 36).keys(":").types(&format!("dossier {name}")).keys("enter");
    assert_eq!(dossier(&named("tomas verrick")).name(), "Tomas Verrick", "of another article");
    assert_eq!(dossier(&named("tomas")).name(), "Tomas Verrick", "the only one with that word");
    let desk = named("verrick");
    assert_eq!(names(&desk), ["Ana Verrick", "Tomas Verrick"]);
    assert_eq!(status(&desk), "Several have “verrick” in their names: choose one");
    let desk = desk.keys(":").types("dossier tomas").keys("enter");
    assert_eq!(dossier(&desk).name(), "Tomas Verrick", "from a screen");
    assert_eq!(names(&desk.keys("esc")).len(), 2, "the screen lies below it");
}

#[test]
fn a_name_that_nobody_has_stays_to_be_mended() {
    let desk = desk(120, 36).keys(":").types("dossier Tomaz Verrick").keys("enter");
    assert_eq!(status(&desk), "Nobody in the archive is called “Tomaz Verrick”.");
    let prompt = desk.app.commands.prompt.as_ref().expect("the line");
    assert_eq!(prompt.line.text, "dossier Tomaz Verrick");
}

#[test]
fn a_dossier_is_written_to_a_file_of_its_own_name() {
    let desk = desk(120, 36).keys(":").types("dossier Tomas Verrick").keys("enter w");
    let prompt = desk.app.commands.prompt.as_ref().expect("the line");
    assert_eq!(prompt.line.text, "dossier markdown tomas-verrick.md");
}

#[test]
fn screens_that_a_command_left_do_not_come_back() {
    let desk = desk(120, 36).keys("X enter :").types("scope starred").keys("enter X esc");
    assert!(desk.app.overlays.screen().is_none(), "nothing lies below the new list");
}

#[test]
fn the_way_back_and_forward_leads_over_dossiers_with_the_screens_below_them() {
    let desk = desk(120, 36).keys("X enter enter");
    assert!(desk.app.overlays.screen().is_none());
    let read = open(&desk);
    let desk = desk.keys("ctrl-o");
    let name = dossier(&desk).name();
    assert!(names(&desk.keys("esc")).contains(&name.as_str()), "the list lies below");

    let desk = self::desk(120, 36).keys("X enter enter ctrl-o ctrl-e");
    assert_eq!((desk.app.overlays.screen().is_none(), open(&desk)), (true, read));
    let desk = desk.keys("esc");
    assert_eq!(dossier(&desk).name(), name, "a step back does the same after going forward");
    let desk = desk.keys("ctrl-o");
    assert_eq!(status(&desk), "There is no place further back.");
    assert!(desk.keys("esc esc").app.overlays.top().is_none());
}

#[test]
fn the_way_back_leads_through_a_dossier_to_what_was_read_before_it() {
    let desk = desk(120, 36).keys("l :").types("dossier Ana Verrick").keys("enter } } enter");
    let (first, second) = (open(&self::desk(120, 36).keys("l")), open(&desk));
    assert_ne!(first, second);
    let desk = desk.keys("ctrl-o");
    assert_eq!((desk.app.overlays.screen().is_some(), open(&desk)), (true, first));
    let desk = desk.keys("ctrl-o");
    assert_eq!((desk.app.overlays.screen().is_none(), open(&desk)), (true, first));
    let desk = desk.keys("ctrl-e ctrl-e");
    assert_eq!((desk.app.overlays.screen().is_none(), open(&desk)), (true, second));
}

#[test]
fn how_somebody_was_described_is_forgotten_with_the_article_that_is_split_off() {
    let desk = desk(120, 36).keys(":").types("dossier Ana Verrick").keys("enter");
    let pass = "the chief engineer of the pass".to_owned();
    assert!(dossier(&desk).descriptions.contains(&pass));
    let desk = desk.keys("G N p");
    assert!(!dossier(&desk).descriptions.contains(&pass), "{:?}", dossier(&desk).descriptions);
    assert!(dossier(&desk.keys("U")).descriptions.contains(&pass));
}
