import { describe } from "vitest";
import { testVersions } from "./version-suite.js";
import { nx23 } from "./workspace.js";

describe("versions of contracts in `nx release` of Nx 23", () => testVersions(nx23));
