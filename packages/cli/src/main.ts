#!/usr/bin/env node
import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

// The exit code is set, not forced: a pipe may still be draining.
process.exitCode = await run(process.argv.slice(2), processTerminal());
