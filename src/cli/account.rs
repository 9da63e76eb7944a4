//! `onrecord account` and `onrecord sync`: accounts at servers, and bringing them in step.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::domain::{Account, AccountId, AccountKind, NewAccount, SecretSource, clean};
use crate::ingest::kinds::Login;
use crate::ingest::{Caller, NetSettings, normal_address};
use crate::shell::password;
use crate::shell::sync::{SyncError, Synced, client, sync_accounts};
use crate::store::Store;

use super::account_args::{AccountAction, AccountArgs, AddAccountArgs, SyncArgs};
use super::error::Failure;
use super::output::{Output, print_stderr, with_noun};
use super::{Outcome, cancel, config, table};

/// Adds, lists, checks or removes accounts.
pub(super) fn run(store: Option<PathBuf>, args: &AccountArgs) -> Result<Outcome, Failure> {
    let (mut store, _) = config::open_store(store)?;
    match &args.action {
        AccountAction::Add(args) => add(&mut store, args),
        AccountAction::List => list(&store),
        AccountAction::Check { account } => check(&store, account.as_deref()),
        AccountAction::Remove { account } => {
            let found = find(&store, account)?;
            store.remove_account(found.id)?;
            let mut output = Output::new();
            output.write(&format!("removed: {}; its feeds and articles stay\n", words(&found)))?;
            output.flush()?;
            Ok(Outcome::Success)
        }
    }
}

/// Brings the accounts in step that the arguments name, or all.
pub(super) fn run_sync(store: Option<PathBuf>, args: &SyncArgs) -> Result<Outcome, Failure> {
    let (mut store, _) = config::open_store(store)?;
    let accounts = match &args.account {
        Some(name) => vec![find(&store, name)?],
        None => store.accounts()?,
    };
    if accounts.is_empty() {
        print_stderr(format_args!("there is no account: `onrecord account add` makes one"));
    }
    sync_all(&mut store, &accounts, false, &cancel::on_interrupt())
}

/// Brings accounts in step, one after the other, and prints the results unless `silent`. A failure is
/// reported, and the rest goes on.
pub(super) fn sync_all(
    store: &mut Store,
    accounts: &[Account],
    silent: bool,
    stop: &Arc<AtomicBool>,
) -> Result<Outcome, Failure> {
    let net = config::read_settings().net_settings();
    let (mut output, mut outcome) = (Output::new(), Outcome::Success);
    let mut printed = Ok(());
    sync_accounts(store, accounts, &net, stop, &mut |account, done| match done {
        Ok(synced) if printed.is_ok() && !silent => {
            printed = output.write(&format!("{}: {}\n", words(account), result(synced)));
        }
        Ok(_) => {}
        Err((why, hint)) => {
            let failure = Failure::new(format!("{}: {}", words(account), clean::one_line(&why)));
            let failure = match hint {
                Some(hint) => failure.hint(hint),
                None => failure,
            };
            failure.print();
            outcome = Outcome::PartialFailure;
        }
    })?;
    printed?;
    output.flush()?;
    Ok(if cancel::is_cancelled(stop) { Outcome::PartialFailure } else { outcome })
}

fn result(synced: Synced) -> String {
    let Synced { sent, new, changed, feeds } = synced;
    format!(
        "{}, {}, {changed} changed elsewhere, {}",
        with_noun(new as u64, "new article"),
        with_noun(feeds as u64, "feed"),
        with_noun(sent as u64, "change") + " sent",
    )
}

fn failure(account: &Account, error: &SyncError) -> Failure {
    let failure = Failure::new(format!("{}: {error}", words(account)));
    match error {
        SyncError::Server(problem) => match problem.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        },
        SyncError::Store(_) | SyncError::Cancelled => failure,
    }
}

fn caller(account: &Account, net: &NetSettings, stop: &Arc<AtomicBool>) -> Result<Caller, Failure> {
    Caller::new(net, &account.account.address, stop)
        .map_err(|error| Failure::new(format!("{}: {error}", words(account))))
}

fn login(account: &Account) -> Result<Login, Failure> {
    let password = password::read(&account.account.secret).map_err(|why| {
        Failure::new(format!("{}: {why}", words(account)))
            .hint("`onrecord account add` again, with another source of the password, replaces it")
    })?;
    Ok(Login { user: account.account.user.clone(), password })
}

/// Returns the account in words: its number, kind, user and address.
fn words(account: &Account) -> String {
    let NewAccount { kind, address, user, .. } = &account.account;
    let user = if user.is_empty() { String::new() } else { format!("{user} at ") };
    clean::one_line(&format!("account {} ({}, {user}{address})", account.id.0, kind.name()))
}

/// Returns the account that is named by its number, or by a part of its kind, user or address that no
/// other has.
fn find(store: &Store, name: &str) -> Result<Account, Failure> {
    let accounts = store.accounts()?;
    let number = name.parse().ok().map(AccountId);
    let lower = name.to_lowercase();
    let fits = |account: &&Account| match number {
        Some(number) => account.id == number,
        None => words(account).to_lowercase().contains(&lower),
    };
    let mut found = accounts.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(account), None) => Ok(account.clone()),
        (Some(_), Some(_)) => Err(Failure::new(format!("“{name}” fits several accounts"))
            .hint("name it by its number: `onrecord account list`")),
        _ => Err(Failure::new(format!("no account fits “{name}”"))
            .hint("`onrecord account list` shows all")),
    }
}

fn add(store: &mut Store, args: &AddAccountArgs) -> Result<Outcome, Failure> {
    let names: Vec<&str> = AccountKind::ALL.iter().map(|kind| kind.name()).collect();
    let Some(kind) = AccountKind::from_name(&args.kind) else {
        return Err(Failure::usage(format!("“{}” is no kind of account", args.kind))
            .hint(format!("the kinds are {}", names.join(", "))));
    };
    let address = normal_address(&args.address)
        .map_err(|error| Failure::new(format!("{}: {error}", args.address)))?;
    if crate::domain::secret::has_secret(&address) {
        return Err(Failure::usage("the address contains a user or a password")
            .hint("name the user with --user, and a source of the password with --password-command, --password-variable or --password-file"));
    }
    let secret = match (&args.password_command[..], &args.password_variable, &args.password_file) {
        ([], Some(name), None) => SecretSource::Variable(name.clone()),
        ([], None, Some(path)) => {
            let path = std::path::absolute(path)
                .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
            SecretSource::File(path.display().to_string())
        }
        ([], None, None) => {
            return Err(Failure::usage("no source of the password is named")
                .hint("--password-command, --password-variable or --password-file names one"));
        }
        (command, None, None) => SecretSource::Command(command.to_vec()),
        _ => return Err(Failure::usage("several sources of the password are named")),
    };
    let account = NewAccount { kind, address, user: args.user.clone().unwrap_or_default(), secret };
    let id = store.add_account(&account)?;
    let added = store.accounts()?.into_iter().find(|it| it.id == id);
    let mut output = Output::new();
    if let Some(added) = &added {
        output.write(&format!("added: {}\n", words(added)))?;
        output.flush()?;
    }
    if args.no_check { Ok(Outcome::Success) } else { check(store, Some(&id.0.to_string())) }
}

fn list(store: &Store) -> Result<Outcome, Failure> {
    let row = |account: &Account| {
        let when = account.synced_at.and_then(|at| chrono::DateTime::from_timestamp(at, 0));
        let when = when.map_or("never in step".to_owned(), |at| {
            at.with_timezone(&chrono::Local).format("in step %Y-%m-%d %H:%M").to_string()
        });
        let error = account.last_error.as_deref();
        vec![
            account.id.0.to_string(),
            account.account.kind.name().to_owned(),
            clean::one_line(&account.account.user),
            clean::one_line(&account.account.address),
            with_noun(account.feeds, "feed"),
            with_noun(account.articles, "article"),
            with_noun(account.waiting, "change") + " waiting",
            when,
            error.map_or(String::new(), |why| clean::one_line(&format!("failed: {why}"))),
        ]
    };
    let rows: Vec<Vec<String>> = store.accounts()?.iter().map(row).collect();
    let mut output = Output::new();
    for line in table::layout_rows(&rows, &[0]) {
        output.write(&format!("{line}\n"))?;
    }
    output.flush()?;
    Ok(Outcome::Success)
}

/// Signs in at the servers of accounts, and reports what each can do.
fn check(store: &Store, name: Option<&str>) -> Result<Outcome, Failure> {
    let accounts = match name {
        Some(name) => vec![find(store, name)?],
        None => store.accounts()?,
    };
    let stop = cancel::on_interrupt();
    let net = config::read_settings().net_settings();
    let (mut output, mut outcome) = (Output::new(), Outcome::Success);
    for account in &accounts {
        let done = login(account).and_then(|login| {
            let mut wire = caller(account, &net, &stop)?;
            let mut kind = client(account.account.kind, login);
            let server = kind
                .sign_in(&mut wire)
                .map_err(|problem| failure(account, &SyncError::Server(problem)))?;
            Ok((server, kind.abilities()))
        });
        match done {
            Ok((server, can)) => {
                let can = [
                    (true, "reads and marks articles"),
                    (can.add, "adds and removes feeds"),
                    (can.arrange, "renames and moves feeds"),
                ];
                let can: Vec<&str> =
                    can.iter().filter(|(can, _)| *can).map(|(_, it)| *it).collect();
                let server = clean::one_line(&server);
                output.write(&format!("{}: {server}; {}\n", words(account), can.join(", ")))?;
                output.flush()?;
            }
            Err(failure) => {
                failure.print();
                outcome = Outcome::PartialFailure;
            }
        }
    }
    Ok(outcome)
}
