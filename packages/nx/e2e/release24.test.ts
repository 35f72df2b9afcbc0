import { describe } from "vitest";
import { testRelease } from "./release-suite.js";
import { nx24 } from "./workspace.js";

describe("releasing by the packed plugin in Nx 24", () => testRelease(nx24));
