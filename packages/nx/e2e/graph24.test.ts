import { describe } from "vitest";
import { testGraph } from "./graph-suite.js";
import { nx24 } from "./workspace.js";

describe("edges of the packed plugin in Nx 24", () => testGraph(nx24, true));
