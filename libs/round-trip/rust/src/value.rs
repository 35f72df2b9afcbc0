//! Messages by the names of their fields: see ../../README.md for the notation.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};
use serde_json::{Map, Value as Json, json};

use crate::Failure;

pub fn read_message(descriptor: MessageDescriptor, fields: &Json) -> Result<DynamicMessage, Failure> {
    let mut message = DynamicMessage::new(descriptor.clone());
    for (name, json) in fields.as_object().ok_or("a message is an object")? {
        let field = descriptor
            .get_field_by_name(name)
            .ok_or_else(|| format!("{} has no field `{name}`", descriptor.full_name()))?;
        message.try_set_field(&field, read_field(&field, json)?)?;
    }
    Ok(message)
}

fn read_field(field: &FieldDescriptor, json: &Json) -> Result<Value, Failure> {
    let kind = field.kind();
    if let (true, Kind::Message(entry)) = (field.is_map(), &kind) {
        let (key, value) = (entry.map_entry_key_field(), entry.map_entry_value_field());
        let pairs = json[""].as_array().ok_or("a map is its entries")?;
        let entries = pairs.iter().map(|pair| {
            let key = read_value(&key.kind(), &pair[0])?.into_map_key().ok_or("not a key")?;
            Ok((key, read_value(&value.kind(), &pair[1])?))
        });
        return Ok(Value::Map(entries.collect::<Result<_, Failure>>()?));
    }
    if field.is_list() {
        let items = json.as_array().ok_or("a list is an array")?;
        return Ok(Value::List(items.iter().map(|item| read_value(&kind, item)).collect::<Result<_, _>>()?));
    }
    read_value(&kind, json)
}

fn read_value(kind: &Kind, json: &Json) -> Result<Value, Failure> {
    if let Kind::Message(descriptor) = kind {
        return Ok(Value::Message(read_message(descriptor.clone(), json)?));
    }
    if let Kind::Bool = kind {
        return Ok(Value::Bool(json.as_bool().ok_or("a bool is true or false")?));
    }
    if let (Kind::Enum(_), Some(number)) = (kind, json.as_i64()) {
        return Ok(Value::EnumNumber(i32::try_from(number)?));
    }
    let text = json.as_str().ok_or("every other scalar is a text")?;
    Ok(match kind {
        Kind::Enum(values) => {
            let value = values.get_value_by_name(text).ok_or_else(|| format!("no enum value `{text}`"))?;
            Value::EnumNumber(value.number())
        }
        Kind::String => Value::String(text.to_owned()),
        Kind::Bytes => Value::Bytes(BASE64.decode(text)?.into()),
        Kind::Float if text == "NaN" => Value::F32(f32::NAN),
        Kind::Float => Value::F32(f32::from_bits(u32::from_str_radix(text, 16)?)),
        Kind::Double if text == "NaN" => Value::F64(f64::NAN),
        Kind::Double => Value::F64(f64::from_bits(u64::from_str_radix(text, 16)?)),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(text.parse()?),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(text.parse()?),
        Kind::Uint32 | Kind::Fixed32 => Value::U32(text.parse()?),
        Kind::Uint64 | Kind::Fixed64 => Value::U64(text.parse()?),
        Kind::Bool | Kind::Message(_) => unreachable!("read above"),
    })
}

pub fn write_message(message: &DynamicMessage) -> Result<Json, Failure> {
    let mut fields = Map::new();
    for (field, value) in message.fields() {
        fields.insert(field.name().to_owned(), write_value(&field.kind(), value)?);
    }
    Ok(Json::Object(fields))
}

fn write_value(kind: &Kind, value: &Value) -> Result<Json, Failure> {
    Ok(match value {
        Value::Bool(value) => json!(value),
        Value::I32(value) => json!(value.to_string()),
        Value::I64(value) => json!(value.to_string()),
        Value::U32(value) => json!(value.to_string()),
        Value::U64(value) => json!(value.to_string()),
        Value::F32(value) if value.is_nan() => json!("NaN"),
        Value::F32(value) => json!(format!("{:08x}", value.to_bits())),
        Value::F64(value) if value.is_nan() => json!("NaN"),
        Value::F64(value) => json!(format!("{:016x}", value.to_bits())),
        Value::String(value) => json!(value),
        Value::Bytes(value) => json!(BASE64.encode(value)),
        Value::EnumNumber(number) => match kind {
            Kind::Enum(values) => values.get_value(*number).map_or(json!(number), |value| json!(value.name())),
            _ => return Err("an enum number in a field that is no enum".into()),
        },
        Value::Message(message) => write_message(message)?,
        Value::List(items) => Json::Array(items.iter().map(|item| write_value(kind, item)).collect::<Result<_, _>>()?),
        Value::Map(entries) => {
            let Kind::Message(entry) = kind else { return Err("a map in a field that is none".into()) };
            let kind = entry.map_entry_value_field().kind();
            let pairs = entries.iter().map(|(key, value)| Ok(json!([write_key(key), write_value(&kind, value)?])));
            json!({ "": pairs.collect::<Result<Vec<_>, Failure>>()? })
        }
    })
}

fn write_key(key: &MapKey) -> Json {
    match key {
        MapKey::Bool(key) => json!(key),
        MapKey::I32(key) => json!(key.to_string()),
        MapKey::I64(key) => json!(key.to_string()),
        MapKey::U32(key) => json!(key.to_string()),
        MapKey::U64(key) => json!(key.to_string()),
        MapKey::String(key) => json!(key),
    }
}
