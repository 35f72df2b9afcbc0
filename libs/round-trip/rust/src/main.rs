//! Speaks the contracts in Rust: see ../README.md for the protocol.

mod value;

use std::{
    error::Error,
    io::{ErrorKind, Read, Write, stdin, stdout},
};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor};
use serde_json::{Value, json};

type Failure = Box<dyn Error>;

/// The fields of a message, and the message as its generated type writes it.
type Decoded = (DynamicMessage, Vec<u8>);

static CONTRACTS: &[u8] = include_bytes!("../../../catalog-rs/proto/contracts.binpb");

/// What is done with a generated type whose name is known at run time only.
struct Generated {
    name: &'static str,
    /// Sets the fields of the generated type and writes it.
    encode: fn(&DynamicMessage) -> Result<Vec<u8>, Failure>,
    /// Reads the generated type, gives its fields, and writes it again.
    decode: fn(&[u8], MessageDescriptor) -> Result<Decoded, Failure>,
}

fn encode<T: Message + Default>(fields: &DynamicMessage) -> Result<Vec<u8>, Failure> {
    Ok(fields.transcode_to::<T>()?.encode_to_vec())
}

fn decode<T: Message + Default>(bytes: &[u8], descriptor: MessageDescriptor) -> Result<Decoded, Failure> {
    let message = T::decode(bytes)?;
    let mut fields = DynamicMessage::new(descriptor);
    fields.transcode_from(&message)?;
    Ok((fields, message.encode_to_vec()))
}

macro_rules! generated {
    ($($name:literal => $message:ty,)*) => {
        static GENERATED: &[Generated] = &[
            $(Generated { name: $name, encode: encode::<$message>, decode: decode::<$message> },)*
        ];
    };
}
include!(concat!(env!("OUT_DIR"), "/generated.rs"));

fn main() -> Result<(), Failure> {
    let pool = DescriptorPool::decode(CONTRACTS)?;
    let (mut input, mut output) = (stdin().lock(), stdout().lock());
    while let Some(request) = read_frame(&mut input)? {
        let response = answer(&pool, &request).unwrap_or_else(|error| json!({ "error": error.to_string() }));
        let bytes = serde_json::to_vec(&response)?;
        output.write_all(&u32::try_from(bytes.len())?.to_be_bytes())?;
        output.write_all(&bytes)?;
        output.flush()?;
    }
    Ok(())
}

/// The next request; none at the end of the input.
fn read_frame(input: &mut impl Read) -> Result<Option<Value>, Failure> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    input.read_exact(&mut bytes)?;
    Ok(Some(serde_json::from_slice(&bytes)?))
}

fn answer(pool: &DescriptorPool, request: &Value) -> Result<Value, Failure> {
    let Some(name) = request["type"].as_str() else {
        return Ok(json!({ "types": GENERATED.iter().map(|generated| generated.name).collect::<Vec<_>>() }));
    };
    let generated = GENERATED
        .iter()
        .find(|generated| generated.name == name)
        .ok_or_else(|| format!("no message is called `{name}`"))?;
    let descriptor = pool.get_message_by_name(name).ok_or("the descriptor set lacks the message")?;
    if let Some(values) = request["values"].as_array() {
        let messages = values
            .iter()
            .map(|fields| Ok(BASE64.encode((generated.encode)(&value::read_message(descriptor.clone(), fields)?)?)))
            .collect::<Result<Vec<_>, Failure>>()?;
        return Ok(json!({ "messages": messages }));
    }
    let (mut values, mut messages) = (Vec::new(), Vec::new());
    for text in request["messages"].as_array().ok_or("neither values nor messages")? {
        let bytes = BASE64.decode(text.as_str().ok_or("a message is a text")?)?;
        let (fields, again) = (generated.decode)(&bytes, descriptor.clone())?;
        values.push(value::write_message(&fields)?);
        messages.push(BASE64.encode(again));
    }
    Ok(json!({ "values": values, "messages": messages }))
}
