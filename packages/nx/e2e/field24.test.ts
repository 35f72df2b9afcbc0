import { describe } from "vitest";
import { testField } from "./field-suite.js";
import { nx24 } from "./workspace.js";

describe("the generators that add, of the packed plugin in Nx 24", () => testField(nx24));
