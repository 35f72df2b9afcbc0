import { describe, expect, it } from "vitest";
import { countCargo, countGo, countJunit } from "./suites.mjs";

describe("countCargo", () => {
  it("adds up the programs", () => {
    const text = `running 2 tests
test title::tests::leaves_out_what_is_not_known ... ok
test score::tests::tells_no_score_from_zero ... FAILED

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/client.rs (target/debug/deps/client-49d79058b6052e9b)
test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
`;
    expect(countCargo(text)).toEqual({ passed: 6, failed: 1 });
  });

  it("counts nothing where nothing ran", () => {
    expect(countCargo("error: could not compile `catalog` (lib)\n")).toEqual({ passed: 0, failed: 0 });
  });
});

describe("countGo", () => {
  it("counts tests, not packages", () => {
    const text = [
      { Action: "start", Package: "catalog" },
      { Action: "run", Package: "catalog", Test: "TestHeading" },
      { Action: "output", Package: "catalog", Test: "TestHeading", Output: "=== RUN   TestHeading\n" },
      { Action: "pass", Package: "catalog", Test: "TestHeading/no_year" },
      { Action: "fail", Package: "catalog", Test: "TestHeading/no_season" },
      { Action: "skip", Package: "catalog", Test: "TestEpisodes" },
      { Action: "fail", Package: "catalog", Test: "TestHeading" },
      { Action: "fail", Package: "catalog" },
    ].map((event) => JSON.stringify(event));
    expect(countGo(text.join("\n"))).toEqual({ passed: 1, failed: 2 });
  });

  it("passes over lines that are no events", () => {
    expect(countGo("{ not JSON\nFAIL catalog [build failed]\n")).toEqual({ passed: 0, failed: 0 });
  });
});

describe("countJunit", () => {
  it("takes errors for failures and leaves out what was skipped", () => {
    const text = '<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="0.1">';
    expect(countJunit(text)).toEqual({ passed: 4, failed: 3 });
  });

  it("counts nothing in what is no report", () => {
    expect(countJunit("").passed).toBeNaN();
  });
});
