//! Tests of following feeds: the real program against a real server.

mod support;

#[path = "refresh/adding.rs"]
mod adding;
#[path = "refresh/courtesy.rs"]
mod courtesy;
#[path = "refresh/desk.rs"]
mod desk;
#[path = "refresh/ending.rs"]
mod ending;
#[path = "refresh/hostile.rs"]
mod hostile;
#[path = "refresh/news.rs"]
mod news;
#[path = "refresh/pages.rs"]
mod pages;
#[path = "refresh/saving.rs"]
mod saving;
#[path = "refresh/sharing.rs"]
mod sharing;
#[path = "refresh/syncing.rs"]
mod syncing;
#[path = "refresh/watching.rs"]
mod watching;
