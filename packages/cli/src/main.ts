#!/usr/bin/env node
import { join } from "node:path";
import v8 from "node:v8";
import { askAhead } from "./ask-ahead.js";
import { loadCompiled } from "./compiled.js";

// A run lasts a fifth of a second: what V8 spends on optimising hot functions so early does not come back.
// The V8 of newer versions of Node does not know this flag, and says so aloud.
if (process.versions.node.startsWith("20.")) v8.setFlagsFromString("--interrupt-budget=600000");

const argv = process.argv.slice(2);
const ahead = askAhead(argv);
const compiled = loadCompiled(join(import.meta.dirname, "command.js"), argv[0]);
const command = compiled.exports as typeof import("./command.js");

// The exit code is set, not forced: a pipe may still be draining.
void command.start(argv, ahead.asked).then(({ code, asked }) => {
  process.exitCode = code;
  // A question that was malformed ends before most is compiled.
  if (code > 1) return;
  compiled.keep();
  ahead.keep(asked);
});
