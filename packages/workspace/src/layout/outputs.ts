/** Whether a tool of `generate` has one descriptor set as its output, and no folder of code. */
export function writesDescriptorSet(tool: unknown): boolean {
  return tool === "prost" || tool === "tonic";
}

/** Whether what a tool generates is committed: as the configuration says, else all but descriptor sets. */
export function isCheckedIn(tool: unknown, written: unknown): boolean {
  return typeof written === "boolean" ? written : !writesDescriptorSet(tool);
}

/** The options of a plugin, in a list or with commas between them, one by one. */
export function optionsIn(written: unknown): readonly string[] {
  return [written].flat().flatMap((each) => (typeof each === "string" ? each.split(",") : []));
}
