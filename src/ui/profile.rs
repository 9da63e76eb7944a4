//! The sourcing profile in words: how many sources of each kind speak in an article.

use crate::domain::Profile;

/// The profile, in words: `1 named · 2 unnamed · 2 bodies`; what there is none of is left out.
pub(super) fn words(profile: Profile) -> String {
    let plural = |count: u32, one: &str, many: &str| {
        let word = if count == 1 { one } else { many };
        (count > 0).then(|| format!("{count} {word}"))
    };
    let parts = [
        plural(profile.named, "named", "named"),
        plural(profile.unnamed, "unnamed", "unnamed"),
        plural(profile.bodies, "body", "bodies"),
        plural(profile.documents, "document", "documents"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How many sources there are in all.
pub(super) fn total(profile: Profile) -> u32 {
    profile.named + profile.unnamed + profile.bodies + profile.documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_none_of_is_left_out() {
        let profile = Profile { named: 1, unnamed: 2, bodies: 0, documents: 1 };
        assert_eq!(words(profile), "1 named · 2 unnamed · 1 document");
        assert_eq!(words(Profile::default()), "");
    }
}
