import { afterAll, expect, test } from "vitest";
import { CONFIG, copyReference, PROTO } from "./reference.js";

const workspace = copyReference();
afterAll(() => workspace.remove());

test("before they were mended and recorded, the check found the two presence mismatches and no other error", async () => {
  workspace.replace(PROTO, "  optional string id = 4;\n  // Tells", "  string id = 4;\n  // Tells");
  const config = workspace.read(CONFIG);
  const start = config.indexOf("    ignore:\n");
  const end = config.indexOf("\n\n", start);
  workspace.write(CONFIG, config.slice(0, start) + config.slice(end + 1));
  const findings = await workspace.findings();
  expect(
    findings.filter(({ severity }) => severity === "error").map(({ rule, subject }) => `${rule} ${subject}`),
  ).toEqual(["parity/presence-mismatch anime:Anime.id", "parity/presence-mismatch anime:Anime.rating"]);
});
