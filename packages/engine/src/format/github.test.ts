import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testGolden } from "../../fixtures/format/golden.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import { formatGithub } from "./github.js";
import { visible } from "./visible.js";

/** What the runner does with a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function parse(line: string) {
  const [, command = "", settings = "", data = ""] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const properties = settings.split(",").map((setting) => {
    const [name = "", value = ""] = setting.split(/=(.*)/s);
    return [name, unescape(value.replaceAll("%3A", ":").replaceAll("%2C", ","))] as const;
  });
  return { command, data: unescape(data), ...Object.fromEntries(properties) };
}

function unescape(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

describe("formatGithub", () => {
  testGolden(formatGithub, "github.txt");

  test("the runner reads every finding back, the weightiest first", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const output = formatGithub(report, {});
        const lines = output.split(/\r\n|\n|\r/);
        const all = lines.slice(0, -2).map(parse);
        const ordered = ["error", "warning", "info"].flatMap((level) =>
          report.diagnostics.filter((one) => one.severity === level),
        );
        const intended = report.approved.map(({ diagnostic }) => diagnostic);
        const commands = all.slice(0, ordered.length);
        expect(all.slice(ordered.length).map(({ command }) => command)).toEqual(intended.map(() => "notice"));
        expect(commands.map(({ command }) => command)).toEqual(
          ordered.map(({ severity }) => (severity === "info" ? "notice" : severity)),
        );
        expect(commands.map((command) => Reflect.get(command, "file"))).toEqual(ordered.map(({ at }) => at.file));
        expect(commands.map(({ data }) => data.split("\n")[0])).toEqual(ordered.map(({ message }) => visible(message)));
        expect(lines.at(-2)).toMatch(/^nx-contracts: (No findings|\d)/);
        expect(lines.at(-1)).toBe("");
      }),
    );
  });

  test("names columns only for a region on one line", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const command of formatGithub(report, {}).split("\n").slice(0, -2).map(parse)) {
          expect("col" in command).toBe(Reflect.get(command, "line") === Reflect.get(command, "endLine"));
        }
      }),
    );
  });
});
