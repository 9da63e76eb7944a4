//! Attributions in their stored form. The first source is also stored alone, for programs that read
//! only one.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::{Mode, SourceId, Span, analysis};

/// An attribution as read from the store. Analyses of earlier versions have only `source_id`.
#[derive(Deserialize)]
pub(super) struct Attribution {
    kind: Mode,
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    #[serde(default)]
    source_ids: Vec<SourceId>,
    #[serde(default)]
    source_id: Option<SourceId>,
    #[serde(default)]
    negated: bool,
    confidence: f32,
}

impl From<Attribution> for analysis::Attribution {
    fn from(read: Attribution) -> Self {
        let mut source_ids: Vec<SourceId> = Vec::new();
        let alone = read.source_id.filter(|_| read.source_ids.is_empty());
        for id in read.source_ids.into_iter().chain(alone) {
            if !source_ids.contains(&id) {
                source_ids.push(id);
            }
        }
        analysis::Attribution {
            kind: read.kind,
            source: read.source,
            cue: read.cue,
            content: read.content,
            source_ids,
            negated: read.negated,
            confidence: read.confidence,
        }
    }
}

impl Serialize for analysis::Attribution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_struct("Attribution", 8)?;
        written.serialize_field("kind", &self.kind)?;
        written.serialize_field("source", &self.source)?;
        written.serialize_field("cue", &self.cue)?;
        written.serialize_field("content", &self.content)?;
        written.serialize_field("source_ids", &self.source_ids)?;
        written.serialize_field("source_id", &self.source_id())?;
        written.serialize_field("negated", &self.negated)?;
        written.serialize_field("confidence", &self.confidence)?;
        written.end()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Attribution;
    use super::*;

    fn read(ids: &str) -> Attribution {
        let json = format!(
            r#"{{"kind":"direct","source":[],"cue":[],"content":[],{ids}"confidence":0.5}}"#
        );
        serde_json::from_str(&json).expect("it can be read")
    }

    #[test]
    fn an_attribution_of_an_earlier_version_has_the_one_source_that_it_names() {
        assert_eq!(read(r#""source_id":3,"#).source_ids, [SourceId(3)]);
        assert_eq!(read(r#""source_id":null,"#).source_ids, []);
        assert_eq!(read("").source_ids, []);
    }

    #[test]
    fn several_sources_are_written_with_the_first_one_by_itself() {
        let several = read(r#""source_ids":[4,1,4],"source_id":4,"#);
        assert_eq!(several.source_ids, [SourceId(4), SourceId(1)]);
        assert_eq!(several.source_id(), Some(SourceId(4)));
        let written = serde_json::to_value(&several).expect("it can be written");
        assert_eq!(written["source_ids"], serde_json::json!([4, 1]));
        assert_eq!(written["source_id"], 4);
        assert_eq!(serde_json::from_value::<Attribution>(written).unwrap(), several);
    }
}
