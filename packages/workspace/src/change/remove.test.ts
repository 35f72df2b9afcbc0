import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDraft } from "./draft.js";
import { type ChangedFile, newComplaints } from "./formatters.test.support.js";
import { MORE_STYLES } from "./more-styles.test.support.js";
import { decoded, isInserted, Repository } from "./repository.test.support.js";
import type { ChangeRequest } from "./request.js";
import { STYLES } from "./styles.test.support.js";

const changed: ChangedFile[] = [];

describe.each([...STYLES, ...MORE_STYLES])("$name", (style) => {
  const repository = new Repository(style);
  afterAll(() => repository.remove());
  const settings = Object.fromEntries(Object.entries(style.files).filter(([path]) => !/\.(?:py|proto|ts)$/.test(path)));

  /** Carries a change out, holds it against `check`, and asks for it again. */
  async function change(request: ChangeRequest, isDeletion: boolean): Promise<() => void> {
    const plan = await repository.plan(request);
    expect(plan.files.size, plan.done.join("\n")).toBeGreaterThan(0);
    for (const [path, bytes] of plan.files) {
      const [before = "", after = ""] = [repository.read(path), bytes && decoded(bytes)];
      if (path === "contracts.lock") continue;
      if (isDeletion && !path.endsWith(".proto"))
        expect(isInserted(after.replace(/\bpass\b/, ""), before), `${path}:\n${after}`).toBe(true);
      expect(after.includes("\r\n"), path).toBe(before.includes("\r\n"));
      // Nobody's formatter has seen it.
      if (style.name === "one line each") continue;
      changed.push({ about: `${style.name}, ${JSON.stringify(request)}`, path, before, after, settings });
    }
    const undo = repository.carryOut(plan);
    expect(await repository.errors(), plan.done.join("\n")).toEqual([]);
    return undo;
  }

  /** Of a record or an enum of the source, those of its fields or members that it declares itself. */
  async function namesOf(name: string): Promise<readonly string[]> {
    const draft = await openDraft(repository.host, { cwd: repository.root, today: "2026-11-26" });
    const [contract] = await draft.contracts();
    const { records = [], enums = [] } = contract?.source.schema ?? {};
    const record = records.find((each) => each.name === name);
    const own = record?.fields.filter(({ at }) => at.file === record.at.file && at.line >= record.at.line);
    return (own ?? enums.find((each) => each.name === name)?.members ?? []).map((each) => each.name);
  }

  it("loses a field, and asked once more nothing", async () => {
    const request = {
      kind: "add-field",
      record: "Work",
      name: "first_seen",
      type: "timestamp",
      optional: true,
    } as const;
    const original = sources(repository, style.files);
    await change(request, false);
    const removal = { kind: "remove-field", record: "Work", name: "first_seen" } as const;
    await change(removal, true);
    const now = sources(repository, style.files);
    for (const [path, text] of original) {
      if (!path.endsWith(".proto")) expect(plainly(now.get(path)), path).toBe(plainly(text));
    }
    restore(original);
  });

  it("loses every field and every member that it has, each by itself", async () => {
    for (const name of await namesOf("Work")) {
      const undo = await change({ kind: "remove-field", record: "Work", name }, true);
      undo();
    }
    if ((await namesOf("Medium")).length === 0) return;
    // A type of one literal would be no enum.
    const undo = await change({ kind: "add-member", enum: "Medium", name: "RADIO" }, false);
    const undoRemoval = await change({ kind: "remove-member", enum: "Medium", name: "RADIO" }, true);
    undoRemoval();
    undo();
  });

  it("gives a field another name beside the old one, once", async () => {
    const [name] = await namesOf("Work");
    if (name === undefined) return;
    const request = { kind: "rename-field", record: "Work", name, to: "headline" } as const;
    const undo = await change(request, false);
    const again = await repository.plan(request);
    expect([...again.files.keys()]).toEqual([]);
    expect(again.left.join("\n")).toContain(`nx g nx-contracts:field Work ${name} --remove`);
    undo();
  });

  it("gets a record and an enum, and loses them again", async () => {
    const original = sources(repository, style.files);
    await change(
      { kind: "add-record", name: "Visit", fields: ["at:timestamp", "who:list<string>", "how:Medium?"] },
      false,
    );
    await change({ kind: "add-record", name: "Mood", members: ["CALM", "LOUD"] }, false);
    await change({ kind: "remove-record", name: "Mood" }, true);
    await change({ kind: "remove-record", name: "Visit" }, true);
    const now = sources(repository, style.files);
    for (const [path, text] of original) expect(plainly(now.get(path)), path).toBe(plainly(text));
    restore(original);
  });

  function restore(original: ReadonlyMap<string, string>): void {
    for (const [path, text] of original) repository.write(path, text);
    if (style.files["contracts.lock"] === undefined) rmSync(join(repository.root, "contracts.lock"), { force: true });
    else repository.write("contracts.lock", style.files["contracts.lock"]);
  }
});

it("leaves nothing to say to Ruff, buf, Prettier and isort", async () => {
  expect(changed.length).toBeGreaterThan(100);
  expect(await newComplaints(changed)).toEqual([]);
});

function sources(repository: Repository, files: object): ReadonlyMap<string, string> {
  const paths = Object.keys(files).filter((path) => /\.(?:py|proto|ts)$/.test(path));
  return new Map(paths.map((path) => [path, repository.read(path) ?? ""]));
}

/** A text without blank lines and imports: what was not used before goes with the last one that did. */
function plainly(text = ""): string {
  const lines = text.split(/\r?\n/);
  return lines.filter((line) => line.trim() !== "" && !/^(?:import|from)\b/.test(line)).join("\n");
}
