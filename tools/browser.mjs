// Finds a Chromium for the tests that look at pages; installs it where that is possible without asking.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/** Nothing of it leaves the machine, and it needs neither a screen nor a sandbox of its own. */
export const BROWSER_ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Absolute path of a Chromium: what `CHROMIUM` names, else one of the usual
 * places. As root on Debian or Ubuntu it is installed when there is none.
 *
 * @returns {string}
 */
export function findBrowser() {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names \`${named}\`, which does not exist.`);
  }
  const found = PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const run = (...args) => execFileSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: QUIET });
    run("update", "-qq");
    run("install", "-y", "-qq", "--no-install-recommends", "chromium");
    const installed = PLACES.find((path) => existsSync(path));
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "The tests of pages need Chromium. Install it (Debian, Ubuntu: `apt-get install chromium`; macOS: `brew install --cask chromium`), or name one with CHROMIUM=/path/to/chromium.",
  );
}

const QUIET = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
