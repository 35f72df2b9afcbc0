// Runs the pages of docs/ as their readers would: files are written and commands are run in the order of the page.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const docs = resolve(dirname(fileURLToPath(import.meta.url)), "../docs");

/** Folders of docs/ whose pages are generated. */
const GENERATED = ["reference", "rules"];

/** A fenced block: what stands before it on a line of its own, its fence, its language, its text. */
const BLOCK = /^(?:<!-- (.*?) -->\n)?(`{3,})(\w+)\n([\s\S]*?)^\2$/gm;

/**
 * Every page that somebody wrote, sorted.
 *
 * @returns {{ path: string, file: string, text: string, isForNx: boolean, isRun: boolean }[]} `path` is relative to docs/
 */
export function writtenPages() {
  return readdirSync(docs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: relative(docs, file) }))
    .filter(({ path }) => !GENERATED.includes(path.split("/")[0]))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ file, path }) => {
      const text = readFileSync(file, "utf8");
      const blocks = blocksOf(text);
      return {
        path,
        file,
        text,
        isRun: blocks.some(({ language }) => language === "console"),
        isForNx: blocks.some(({ note, body }) => note === undefined && /\bnpx nx /.test(body)),
      };
    });
}

/**
 * The fenced blocks of a page.
 *
 * @param {string} text of the page
 * @returns {{ note: string | undefined, language: string, body: string }[]} `note` is the comment right above
 */
export function blocksOf(text) {
  return [...text.matchAll(BLOCK)].map(([, note, , language, body]) => ({ note, language, body }));
}

/**
 * Writes the files of a page, runs its commands, and gives the page as it should be.
 *
 * @param {string} text of the page
 * @param {string} folder to write files into
 * @param {(command: string) => string} run gives what a command prints
 * @returns {string} the page, each console block with what its commands printed; where only what differs from run to
 *   run differs, the block is as it was
 */
export function runPage(text, folder, run) {
  return text.replace(BLOCK, (block, note, fence, language, body) => {
    if (language === "console") {
      const printed = commandsOf(body).map((command) => `$ ${command}\n${run(command)}`);
      return masked(printed.join("")) === masked(body) ? block : block.replace(body, () => printed.join(""));
    }
    const [, path] = /^(?:#|\/\/) (\S+)\n/.exec(body) ?? [];
    if (path?.includes(".")) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), body.slice(body.indexOf("\n") + 1));
    }
    return block;
  });
}

/** A command may go on after a backslash at the end of its line. */
function commandsOf(body) {
  return [...body.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command]) => command);
}

/** Digests and commits hang on every byte that came before them, days on the clock. */
function masked(text) {
  return text.replace(/\b[0-9a-f]{40,64}\b|\bsha\d+-[\w+/=]+|\b20\d\d-\d\d-\d\d\b/g, (each) => "#".repeat(each.length));
}
