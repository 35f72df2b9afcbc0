import { describe } from "vitest";
import { testVersions } from "./version-suite.js";
import { nx24 } from "./workspace.js";

describe("versions of contracts in `nx release` of Nx 24", () => testVersions(nx24));
