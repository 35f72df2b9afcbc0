import { describe } from "vitest";
import { testField } from "./field-suite.js";
import { nx23 } from "./workspace.js";

describe("the generators that add, of the packed plugin in Nx 23", () => testField(nx23));
