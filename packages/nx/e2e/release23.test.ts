import { describe } from "vitest";
import { testRelease } from "./release-suite.js";
import { nx23 } from "./workspace.js";

describe("releasing by the packed plugin in Nx 23", () => testRelease(nx23));
