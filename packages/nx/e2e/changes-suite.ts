import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { HIT, type Workspace } from "./workspace.js";

/** Moves the clock of a process, where it is installed. */
const FAKETIME = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/faketime/libfaketime.so.1`;

/** States how the packed plugin judges changes, and when it does so again. */
export function testChanges(find: () => Workspace, isNewest: boolean): void {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = find();
  });

  /** Takes a field out of every side, on a branch. */
  const removeField = () => {
    workspace.git("checkout", "--quiet", "-b", "work");
    workspace.edit("models/src/bookshop/book.py", "    subtitle: str | None = None\n", "");
    workspace.edit("web/src/book.ts", "  subtitle?: string | null;\n", "");
    workspace.edit("protos/bookshop/v1/book.proto", "  optional string subtitle = 4;\n", "");
  };

  describe("on a branch", () => {
    let start: string;

    beforeAll(() => {
      start = workspace.git("rev-parse", "HEAD");
    });
    afterEach(() => {
      workspace.reset(start);
      workspace.git("branch", "--quiet", "-D", "work");
    });

    it("judges what changed since the branch left its base, and keeps the answer until the base moves", () => {
      removeField();
      const broken = workspace.run("contracts:check");
      expect(broken).toMatchObject({ status: 1, isHit: false });
      expect(broken.text).toMatch(/error compat\/\S+ +Book\.subtitle/);
      expect(workspace.run("contracts:compat")).toMatchObject({ status: 1 });
      expect(workspace.run("contracts:parity")).toMatchObject({ status: 0 });

      workspace.edit(
        "protos/bookshop/v1/book.proto",
        "message Book {",
        'message Book {\n  reserved 4;\n  reserved "subtitle";',
      );
      workspace.commit();
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: false });
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: true });
      expect(workspace.run("contracts:parity")).toMatchObject({ status: 0 });

      workspace.write(
        "till/receipt.py",
        "from bookshop.book import Book\n\n\ndef line(book: Book):\n    return book.subtitle\n",
      );
      const used = workspace.run("contracts:check");
      expect(used).toMatchObject({ status: 1, isHit: false });
      expect(used.text).toMatch(/error cochange\/consumer-not-updated/);
      expect(used.text).toContain("till/receipt.py:5:");
      rmSync(join(workspace.root, "till"), { recursive: true });
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: true });

      workspace.git("checkout", "--quiet", "main");
      workspace.write("docs/README.md", "# Documents\n");
      workspace.commit();
      const base = workspace.git("rev-parse", "HEAD");
      workspace.git("checkout", "--quiet", "work");
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: true });
      workspace.git("merge", "--quiet", "--no-edit", "main");
      expect(workspace.run("contracts:parity")).toMatchObject({ isHit: true });
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: false });
      const since = (commit: string) => workspace.nx("affected", "-t", "check", `--base=${commit}`);
      expect(since(base)).toMatchObject({ status: 0, text: expect.stringMatching(HIT) });
      expect(since(start)).toMatchObject({ status: 0, text: expect.stringMatching(HIT) });
    }, 180_000);

    it("knows the base with a daemon, and without", () => {
      workspace.git("checkout", "--quiet", "-b", "work");
      workspace.edit("protos/bookshop/v1/shelf.proto", "Where", "The row where");
      workspace.commit();
      const daemon = { NX_DAEMON: "true", NX_ISOLATE_PLUGINS: "true" };
      try {
        expect(workspace.nxWith(daemon, "run", "contracts:check").text).not.toMatch(HIT);
        expect(workspace.nxWith(daemon, "run", "contracts:check").text).toMatch(HIT);
        workspace.git("branch", "--quiet", "--force", "main", "work");
        expect(workspace.nxWith(daemon, "run", "contracts:check").text).not.toMatch(HIT);
        expect(workspace.run("contracts:check")).toMatchObject({ isHit: true });
      } finally {
        workspace.nxWith(daemon, "daemon", "--stop");
      }
    });

    if (!isNewest) return;
    // The rest hangs on nothing in which versions of Nx differ.

    it("compares with the base that `nx affected` is told, or the environment", () => {
      removeField();
      workspace.commit();
      workspace.edit("protos/bookshop/v1/shelf.proto", "Where", "The place where");
      expect(workspace.nx("affected", "-t", "check", "--base=HEAD").status).toBe(0);
      expect(workspace.nx("affected", "-t", "check", "--base=main").status).toBe(1);
      expect(workspace.nxWith({ NX_BASE: "HEAD" }, "run", "contracts:check").status).toBe(0);
      expect(workspace.run("contracts:check").status).toBe(1);
    });

    it("runs again when a proto comes or goes", () => {
      workspace.git("checkout", "--quiet", "-b", "work");
      workspace.write("protos/bookshop/v1/row.proto", 'syntax = "proto3";\n\npackage bookshop.v1;\n');
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: false });
      workspace.git("rm", "--quiet", "protos/bookshop/v1/shelf.proto");
      expect(workspace.affected("check")).toMatchObject({ tasks: ["contracts:check"], isHit: false });
    });

    it("runs again when the tag moves that contracts.yaml names", () => {
      workspace.git("tag", "v1.0.0");
      workspace.git("checkout", "--quiet", "-b", "work");
      workspace.edit("protos/contracts.yaml", "name: contracts", 'name: contracts\ncompat: { against: "tag:v*" }');
      workspace.commit();
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: false });
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: true });
      workspace.git("tag", "v1.1.0");
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: false });
      workspace.git("tag", "-d", "v1.0.0", "v1.1.0");
    });

    it.skipIf(!existsSync(FAKETIME))("keeps the answer from day to day, until an approval expires", () => {
      removeField();
      approve(2);
      expect(workspace.run("contracts:check")).toMatchObject({ status: 0, isHit: false });
      const later = (days: number) =>
        workspace.nxWith({ LD_PRELOAD: FAKETIME, FAKETIME: `+${days}d` }, "run", "contracts:check");
      expect(later(1)).toMatchObject({ status: 0, text: expect.stringMatching(HIT) });
      const expired = later(3);
      expect(expired.status).toBe(1);
      expect(expired.text).not.toMatch(HIT);
      expect(later(2)).toMatchObject({ status: 0, text: expect.stringMatching(HIT) });
    });
  });

  /** Approves every open finding, for so many days. */
  const approve = (days: number) => {
    workspace.write("protos/contracts.approvals.yaml", "approvals: []\n");
    const { diagnostics } = JSON.parse(workspace.command("check", "--config", "protos", "--format", "json").text);
    const until = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const approvals = diagnostics.map(({ fingerprint, rule, subject }: Record<string, string>) => ({
      fingerprint,
      rule,
      subject,
      reason: "Nobody reads it",
      by: "ines@example.org",
      until,
    }));
    workspace.write("protos/contracts.approvals.yaml", JSON.stringify({ approvals }));
  };

  if (!isNewest) return;

  it("writes the lock, which checks depend on", () => {
    expect(workspace.run("contracts:lock")).toMatchObject({ status: 0, isHit: false });
    expect(workspace.read("protos/contracts.lock")).toContain("bookshop.v1.Book");
    expect(workspace.affected("check")).toMatchObject({ tasks: ["contracts:check"], isHit: false });
    expect(workspace.run("contracts:parity")).toMatchObject({ isHit: true });
    expect(workspace.run("contracts:lock")).toMatchObject({ status: 0, isHit: false });
  });

  it("is affected by an approval", () => {
    workspace.write("protos/contracts.approvals.yaml", "approvals: []\n");
    expect(workspace.affected("check")).toMatchObject({ tasks: ["contracts:check"], isHit: false });
  });
}
