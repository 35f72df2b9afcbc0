/** The file beside `contracts.yaml` that says which files were generated from which protos, with which bytes. */
export const MANIFEST_NAME = "contracts.stubs";
