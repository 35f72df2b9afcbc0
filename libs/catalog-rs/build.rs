//! Compiles the contracts from a descriptor set, so that no protoc is needed.

use std::{env, error::Error, fs, path::Path};

use prost::Message;
use prost_types::FileDescriptorSet;

/// Written by `nx run contracts:generate`.
const DESCRIPTOR_SET: &str = "proto/contracts.binpb";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DESCRIPTOR_SET}");
    let path = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(DESCRIPTOR_SET);
    let bytes = fs::read(&path)
        .map_err(|error| format!("{}: {error}. Run `nx run contracts:generate`, which writes it.", path.display()))?;
    let contracts = FileDescriptorSet::decode(bytes.as_slice())?;
    // The transport is the choice of the application that makes the channel.
    tonic_prost_build::configure().build_transport(false).compile_fds(contracts)?;
    Ok(())
}
