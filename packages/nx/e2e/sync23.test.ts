import { describe } from "vitest";
import { testSync } from "./sync-suite.js";
import { nx23 } from "./workspace.js";

describe("generated files and `nx sync` of the packed plugin in Nx 23", () => testSync(nx23, false));
