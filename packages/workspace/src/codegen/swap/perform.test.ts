import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commitJournal, type Journal, revokeJournal, writeJournal } from "./journal.js";
import { performSwap, recoverSwap } from "./perform.js";

let root: string;
let own: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "swap "));
  own = join(root, "cache", "swap-1");
  mkdirSync(own, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const tree = (path: string) => join(root, "tree", path);

function put(path: string, content: string) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function snapshot(): { readonly [path: string]: string } {
  if (!existsSync(tree("."))) return {};
  const entries = readdirSync(tree("."), { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path, statSync(path).isFile() ? readFileSync(path, "utf8") : "folder"]),
  );
}

/** Old stubs in the tree, new ones beside, and the journal of their swap. */
function stage(): Journal {
  put(tree("a/kept.py"), "by hand");
  put(tree("a/one.py"), "old one");
  put(tree("gone/deep/two.py"), "old two");
  put(join(own, "file-0"), "new one");
  put(join(own, "file-1"), "new three");
  const journal = {
    moves: [
      { from: join(own, "file-0"), to: tree("a/one.py") },
      { from: join(own, "file-1"), to: tree("new/deep/three.py") },
    ],
    removals: [tree("gone/deep/two.py")],
    drafts: [],
  };
  writeJournal(own, journal);
  return journal;
}

const NEW = () => ({
  [tree("a")]: "folder",
  [tree("a/kept.py")]: "by hand",
  [tree("a/one.py")]: "new one",
  [tree("new")]: "folder",
  [tree("new/deep")]: "folder",
  [tree("new/deep/three.py")]: "new three",
});

test("renames, deletes, and leaves neither empty folders nor traces", () => {
  stage();
  performSwap(own);
  expect(snapshot()).toEqual(NEW());
  expect(existsSync(own)).toBe(false);
});

test("what cannot be replaced leaves everything as it was", () => {
  const journal = stage();
  mkdirSync(tree("blocked"));
  writeFileSync(join(own, "file-2"), "new");
  writeJournal(own, { ...journal, moves: [...journal.moves, { from: join(own, "file-2"), to: tree("blocked") }] });
  const before = snapshot();
  expect(() => performSwap(own)).toThrow();
  expect(snapshot()).toEqual(before);
  expect(existsSync(own)).toBe(false);
});

test("a deletion that fails takes back what was renamed", () => {
  const journal = stage();
  mkdirSync(tree("gone/deep/folder"));
  writeJournal(own, { ...journal, removals: [...journal.removals, tree("gone/deep/folder")] });
  const before = snapshot();
  expect(() => performSwap(own)).toThrow();
  expect(snapshot()).toEqual(before);
});

test("a swap that had begun is finished, wherever it was cut off", () => {
  for (const done of [0, 1, 2, 3, 4]) {
    rmSync(join(root, "tree"), { recursive: true, force: true });
    mkdirSync(own, { recursive: true });
    const { moves, removals } = stage();
    commitJournal(own);
    for (const { from, to } of moves.slice(0, done)) {
      put(to, readFileSync(from, "utf8"));
      rmSync(from);
    }
    if (done >= 3) for (const path of removals) rmSync(path);
    if (done === 4) rmSync(tree("gone/deep"), { recursive: true });
    recoverSwap(own);
    expect(snapshot()).toEqual(NEW());
    expect(existsSync(own)).toBe(false);
  }
});

test("a swap that had not begun never takes place", () => {
  stage();
  const before = snapshot();
  recoverSwap(own);
  expect(snapshot()).toEqual(before);
  expect(existsSync(own)).toBe(false);
});

test("a swap that failed is taken back, also by the next run", () => {
  const { moves } = stage();
  const before = snapshot();
  mkdirSync(join(own, "kept"));
  writeFileSync(join(own, "kept", "0"), "old one");
  commitJournal(own);
  for (const { from, to } of moves) {
    put(to, readFileSync(from, "utf8"));
    rmSync(from);
  }
  revokeJournal(own);
  recoverSwap(own);
  expect(snapshot()).toEqual(before);
});
