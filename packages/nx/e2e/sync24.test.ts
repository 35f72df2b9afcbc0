import { describe } from "vitest";
import { testSync } from "./sync-suite.js";
import { nx24 } from "./workspace.js";

describe("generated files and `nx sync` of the packed plugin in Nx 24", () => testSync(nx24, true));
