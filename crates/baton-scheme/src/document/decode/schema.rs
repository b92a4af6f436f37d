//! JSON Schema of the value types, for editors.

use super::{ByGroup, Formula, NumberOrWord, OneOrMany, Pairs, Quota, WordOr};
use crate::diagnostic::Spanned;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

macro_rules! schema {
    ($ty:ty, [$($generic:ident),*], $name:literal, |$generator:ident| $body:expr) => {
        impl<$($generic: JsonSchema),*> JsonSchema for $ty {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $body
            }
        }
    };
}

schema!(Spanned<T>, [T], "Value", |generator| T::json_schema(generator));
schema!(Formula, [], "Formula", |_generator| json_schema!({ "type": ["string", "number"] }));
schema!(OneOrMany<T>, [T], "OneOrMany", |generator| {
    let one = generator.subschema_for::<T>();
    json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
});
schema!(Pairs, [], "Pairs", |_generator| json_schema!({
    "type": "array",
    "items": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": ["number", "string"] } },
}));
schema!(ByGroup<T>, [T], "ByGroup", |generator| {
    let one = generator.subschema_for::<T>();
    json_schema!({ "anyOf": [one, { "type": "object", "additionalProperties": one }] })
});
schema!(Quota, [], "Quota", |_generator| json_schema!({ "type": "number", "minimum": 0 }));
schema!(WordOr<T>, [T], "WordOr", |generator| {
    let table = generator.subschema_for::<T>();
    json_schema!({ "anyOf": [{ "type": "string" }, table] })
});
schema!(NumberOrWord, [], "NumberOrWord", |_generator| json_schema!({ "type": ["number", "string"] }));
