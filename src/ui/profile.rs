//! The sourcing profile in words: how many sources of each kind speak in an article.

use crate::domain::Profile;

use super::pen::width;

/// The profile, in words: `1 named · 2 unnamed · 2 bodies`; what there is none of is left out.
pub(super) fn words(profile: Profile) -> String {
    let plural = |count: u32, one: &str, many: &str| {
        let word = if count == 1 { one } else { many };
        (count > 0).then(|| format!("{count} {word}"))
    };
    let parts = [
        plural(profile.named, "named", "named"),
        plural(profile.unnamed, "unnamed", "unnamed"),
        plural(profile.organizations, "body", "bodies"),
        plural(profile.documents, "document", "documents"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The profile in two rows that have room for so many columns: people beside a title, bodies and
/// documents below it. All is below where it fits there, or where people do not fit beside.
pub(super) fn rows(profile: Profile, beside: u16, below: u16) -> (String, String) {
    let all = words(profile);
    let people = words(Profile { organizations: 0, documents: 0, ..profile });
    let rest = words(Profile { named: 0, unnamed: 0, ..profile });
    if width(&all) <= below || width(&people) > beside || rest.is_empty() {
        return (String::new(), all);
    }
    (people, rest)
}

/// How many sources there are in all.
pub(super) fn total(profile: Profile) -> u32 {
    profile.named + profile.unnamed + profile.organizations + profile.documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_none_of_is_left_out() {
        let profile = Profile { named: 1, unnamed: 2, organizations: 0, documents: 1 };
        assert_eq!(words(profile), "1 named · 2 unnamed · 1 document");
        assert_eq!(words(Profile::default()), "");
    }

    #[test]
    fn a_long_profile_takes_two_rows_and_is_not_cut() {
        let profile = Profile { named: 12, unnamed: 10, organizations: 2, documents: 1 };
        let (beside, below) = rows(profile, 21, 31);
        assert_eq!((&*beside, &*below), ("12 named · 10 unnamed", "2 bodies · 1 document"));
        let profile = Profile { named: 1, unnamed: 2, organizations: 2, documents: 0 };
        assert_eq!(rows(profile, 21, 31), (String::new(), "1 named · 2 unnamed · 2 bodies".into()));
    }
}
