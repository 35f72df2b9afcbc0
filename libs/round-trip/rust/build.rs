//! Lists the generated type of every message, so that a new message is compared without an edit here.

use std::{env, error::Error, fmt::Write, fs, path::Path};

use prost::Message;
use prost_types::FileDescriptorSet;

const DESCRIPTOR_SET: &str = "../../catalog-rs/proto/contracts.binpb";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DESCRIPTOR_SET}");
    let path = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(DESCRIPTOR_SET);
    let bytes = fs::read(&path)
        .map_err(|error| format!("{}: {error}. Run `nx run contracts:generate`, which writes it.", path.display()))?;
    let mut table = String::from("generated! {\n");
    for file in FileDescriptorSet::decode(bytes.as_slice())?.file {
        // Well-known types are prost's own.
        if file.package().starts_with("google.protobuf") {
            continue;
        }
        for message in &file.message_type {
            let (package, name) = (file.package(), message.name());
            let module = package.replace('.', "::");
            writeln!(table, "    {:?} => catalog::{module}::{name},", format!("{package}.{name}"))?;
        }
    }
    table.push_str("}\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("generated.rs"), table)?;
    Ok(())
}
