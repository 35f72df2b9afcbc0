import { describe } from "vitest";
import { testPlugin } from "./plugin-suite.js";
import { nx23 } from "./workspace.js";

describe("the packed plugin in Nx 23", () => testPlugin(nx23, false));
