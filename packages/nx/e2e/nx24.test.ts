import { describe } from "vitest";
import { testPlugin } from "./plugin-suite.js";
import { nx24 } from "./workspace.js";

describe("the packed plugin in Nx 24", () => testPlugin(nx24, true));
