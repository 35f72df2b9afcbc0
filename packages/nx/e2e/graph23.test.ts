import { describe } from "vitest";
import { testGraph } from "./graph-suite.js";
import { nx23 } from "./workspace.js";

describe("edges of the packed plugin in Nx 23", () => testGraph(nx23, false));
