//! Tests of exports: rows of statements as CSV.

use crate::export::sample::{analysis, article};
use crate::export::{Document, quotes};

#[test]
fn csv_rows_have_the_fields_of_quotes() {
    let (mut article, analysis) = (article(), analysis());
    article.row.title = "=1+1".into();
    let document = Document::of(&article, Some(&analysis));
    assert_eq!(
        quotes::csv_header(),
        "article,title,feed,published,source,source_kind,description,cue,content,kind,confidence,\
         start,end,sources,negated,doubtful\r\n"
    );
    assert_eq!(
        quotes::csv_rows(&document, 0..9),
        "12,'=1+1,Harbour feed,2024-02-18T19:42:00+02:00,Isla Mackenzie,person,the captain,said,\
         \"“We got everyone off,”\",direct,0.97,0,22,Isla Mackenzie,false,false\r\n\
         12,'=1+1,Harbour feed,2024-02-18T19:42:00+02:00,Isla Mackenzie,person,the captain,denied,\
         that *any* warning <had> been given,indirect,0.4,68,103,Isla Mackenzie,true,true\r\n\
         12,'=1+1,Harbour feed,2024-02-18T19:42:00+02:00,,,,,\
         Two passengers & a dog were treated,indirect,0.8,132,167,,false,false\r\n"
    );
}
