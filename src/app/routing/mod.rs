//! The front door of the app: each message, key, click and answer to the part that it concerns.

mod answers;
mod article;
mod commands;
mod comparing;
mod completion;
mod feeds;
mod keying;
mod listing;
mod looks;
mod marking;
mod mouse;
mod screens;
mod searching;
mod typing;
mod update;
