#!/usr/bin/env node
import module from "node:module";
import v8 from "node:v8";

if ("enableCompileCache" in module && typeof module.enableCompileCache === "function") {
  // Compiled code is kept between runs.
  module.enableCompileCache();
} else {
  // A run lasts a fifth of a second: what V8 spends on optimising hot functions so early does not come back.
  // Only the V8 of the versions of Node that keep no compiled code knows this flag.
  v8.setFlagsFromString("--interrupt-budget=600000");
}

const [{ run }, { processTerminal }] = await Promise.all([import("./run.js"), import("./terminal.js")]);

// The exit code is set, not forced: a pipe may still be draining.
process.exitCode = await run(process.argv.slice(2), processTerminal());
