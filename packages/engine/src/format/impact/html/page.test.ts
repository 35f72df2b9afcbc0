import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROWSER_ARGUMENTS, findBrowser } from "../../../../../../tools/browser.mjs";
import { EXAMPLE, HOSTILE, manyProjects, NOTHING } from "../../../../fixtures/impact/cases.js";
import type { Impact } from "../impact.js";
import { renderImpact } from "../render.js";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 640 };

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS] });
});
afterAll(() => browser.close());

/** Opens the page of an impact, gives it to `look`, and expects that it neither complained nor asked for anything. */
async function open(
  impact: Impact,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: WIDE, bypassCSP: false, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  await context.route("**/*", (route) =>
    route.request().url() === "http://impact.test/"
      ? route.fulfill({ contentType: "text/html", body: renderImpact(impact, "html") })
      : (complaints.push(route.request().url()), route.abort()),
  );
  await page.goto("http://impact.test/");
  await look(page);
  await context.close();
  expect(complaints.filter((complaint) => !complaint.endsWith("/favicon.ico"))).toEqual([]);
}

/** Broken rules of WCAG 2.2 A and AA and good practices, contrast included, as `rule: element`. */
async function violations(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(
    `${axe.source}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 120) + " " + failureSummary)))`,
  );
  return Array.isArray(found) ? found.map(String) : ["axe did not answer"];
}

test.each([
  ["an example", EXAMPLE, "light", WIDE],
  ["an example", EXAMPLE, "dark", WIDE],
  ["an example", EXAMPLE, "light", NARROW],
  ["hostile names", HOSTILE, "dark", NARROW],
  ["no change", NOTHING, "light", WIDE],
  ["many projects", manyProjects(40), "dark", { width: 900, height: 700 }],
] as const)("%s: no broken rule of accessibility (%#)", async (_name, impact, colorScheme, viewport) => {
  await open(impact, { viewport, colorScheme }, async (page) => {
    expect(await violations(page)).toEqual([]);
  });
});

test.each(["light", "dark"] as const)("%s text, marks and borders have enough contrast", async (colorScheme) => {
  await open(EXAMPLE, { colorScheme }, async (page) => {
    // SVG text is none that axe measures.
    expect(await ratios(page, ".graph .title, .graph .note", "fill")).toSatisfy(allAtLeast(4.5));
    expect(await ratios(page, ".node .disc", "fill")).toSatisfy(allAtLeast(3));
    expect(await ratios(page, ".node .ring, .line", "stroke")).toSatisfy(allAtLeast(3));
    expect(await ratios(page, ".controls input, .controls button", "borderTopColor")).toSatisfy(allAtLeast(3));
  });
});

test("never scrolls sideways, on a phone either", async () => {
  for (const impact of [EXAMPLE, HOSTILE, NOTHING, manyProjects(100)]) {
    await open(impact, { viewport: NARROW }, async (page) => {
      for (const width of [320, 760, 1440]) {
        await page.setViewportSize({ width, height: 640 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }
});

test.each([1, 16, 60, 300])("%i projects: no box covers another, no name leaves its box", async (count) => {
  await open(manyProjects(count), {}, async (page) => {
    const { covered, leaving, boxes } = await page.evaluate(() => {
      const rectangles = [...document.querySelectorAll(".node rect, .contract rect")].map((box) => ({
        box: box.getBoundingClientRect(),
        texts: [...(box.parentElement?.querySelectorAll("text") ?? [])].map((text) => text.getBoundingClientRect()),
      }));
      return {
        boxes: rectangles.length,
        covered: rectangles.filter(({ box }, index) =>
          rectangles
            .slice(index + 1)
            .some(
              ({ box: other }) =>
                box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
            ),
        ).length,
        leaving: rectangles.filter(({ box, texts }) => {
          const [first, second] = texts;
          const isOver = second && first && Math.abs(first.top - second.top) < 4 && first.right > second.left;
          return isOver || texts.some(({ left, right }) => left < box.left || right > box.right);
        }).length,
      };
    });
    expect({ boxes, covered, leaving }).toEqual({ boxes: count + 1, covered: 0, leaving: 0 });
  });
});

describe("with the keyboard", () => {
  test("everything can be reached, and what has the focus is seen", async () => {
    await open(EXAMPLE, {}, async (page) => {
      const stops: string[] = [];
      for (let turn = 0; turn < 60; turn++) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const focused = document.activeElement;
          if (focused === null || focused === document.body) return undefined;
          const { outlineStyle, outlineWidth } = getComputedStyle(focused);
          const rect = focused.querySelector("rect");
          const isSeen =
            (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) ||
            (rect !== null && Number.parseFloat(getComputedStyle(rect).strokeWidth) >= 3);
          const name = focused.id || (focused.getAttribute("class") ?? focused.tagName);
          return `${name}${isSeen ? "" : " (not seen)"}`;
        });
        if (stop === undefined) break;
        stops.push(stop);
      }
      expect(stops.filter((stop) => stop.endsWith("(not seen)"))).toEqual([]);
      expect(stops.slice(0, 3)).toEqual(["skip", "search", "theme"]);
      // The graph is one stop; arrows go on from there.
      expect(stops.filter((stop) => stop.startsWith("node"))).toHaveLength(1);
      expect(stops.filter((stop) => stop === "SUMMARY")).toHaveLength(3);
    });
  });

  test("arrows go from project to project, Enter chooses, Escape lets go", async () => {
    await open(EXAMPLE, {}, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-label")?.split(":")[0]);
      const name = "catalog-go: 1 place, owned by @api-gateway, ines@example.org";
      await page.getByRole("link", { name, exact: true }).focus();
      expect(await focused()).toBe("catalog-go");
      await page.keyboard.press("ArrowRight");
      expect(await focused()).toBe("catalog-rs");
      await page.keyboard.press("ArrowDown");
      expect(await focused()).toBe("recommendations");
      await page.keyboard.press("ArrowLeft");
      expect(await focused()).toBe("catalog-web");
      await page.keyboard.press("End");
      expect(await focused()).toBe("notifications");
      await page.keyboard.press("Home");
      await page.keyboard.press("Enter");
      expect(await page.locator(".node[aria-current]").count()).toBe(1);
      expect(await page.locator("#chosen").innerText()).toContain("catalog-go: 1 place");
      expect(await page.locator("[data-of]:visible h3").allInnerTexts()).toEqual([
        "catalog-go @api-gateway ines@example.org",
      ]);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await page.locator(".node[aria-current]").count()).toBe(0);
      expect(await page.locator("#chosen").isVisible()).toBe(false);
    });
  });

  test("every project is reached by arrows, however many there are", async () => {
    await open(manyProjects(36), {}, async (page) => {
      const reached = await page.evaluate(() => {
        const seen = new Set<Element>();
        const waiting = [...document.querySelectorAll<SVGElement>(".node")].slice(0, 1);
        for (let node = waiting.pop(); node; node = waiting.pop()) {
          if (seen.has(node)) continue;
          seen.add(node);
          for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
            node.focus();
            node.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
            if (document.activeElement instanceof SVGElement) waiting.push(document.activeElement);
          }
        }
        return seen.size;
      });
      expect(reached).toBe(36);
    });
  });
});

test("a subject lights its projects while it is pointed at or has the focus", async () => {
  await open(EXAMPLE, {}, async (page) => {
    const lit = () => page.locator(".node.on .title").allTextContents();
    await page.locator("#subject-1").hover();
    expect(await lit()).toEqual([
      "catalog-go",
      "catalog-rs",
      "catalog-web",
      "recommendations",
      "ingestion",
      "search-index",
    ]);
    await page.mouse.move(0, 0);
    expect(await page.locator(".graph.focused").count()).toBe(0);
    await page.locator("#subject-0 summary").focus();
    expect(await page.locator(".graph.focused").count()).toBe(1);
  });
});

test("search and filters leave what fits, and say how much that is", async () => {
  await open(EXAMPLE, {}, async (page) => {
    const shown = () => page.locator(".card:visible h3").allInnerTexts();
    await page.keyboard.press("/");
    await page.keyboard.type("rank.rs");
    expect(await shown()).toEqual(["catalog-rs"]);
    expect(await page.locator(".node:visible .title").allTextContents()).toEqual(["catalog-rs"]);
    expect(await page.locator("#found").textContent()).toBe("1 of 9 projects shown");
    await page.keyboard.press("Escape");
    expect(await shown()).toHaveLength(9);
    await page.getByRole("button", { name: "only depends on the package" }).click();
    expect(await shown()).toHaveLength(6);
  });
});

test("follows the system's theme until somebody chooses another", async () => {
  await open(EXAMPLE, { colorScheme: "dark" }, async (page) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe("rgb(18, 20, 23)");
    await page.getByRole("button", { name: "Use the light theme" }).click();
    expect(await background()).toBe("rgb(246, 246, 243)");
    expect(await violations(page)).toEqual([]);
  });
});

test("can be read without its script: every project, every place, and links between them", async () => {
  await open(EXAMPLE, { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator(".scripted:visible").count()).toBe(0);
    expect(await page.locator(".card:visible").count()).toBe(9);
    expect(await page.locator("#subject-0 .place").allInnerTexts()).toContain("libs/catalog-rs/src/rank.rs:52:31");
    await page.locator(".node").first().click();
    expect(page.url()).toMatch(/#project-0$/);
  });
});

test("moves nothing for people who asked for that", async () => {
  await open(EXAMPLE, { reducedMotion: "reduce" }, async (page) => {
    const durations = await page
      .locator(".node, .line")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).transitionProperty));
    expect(new Set(durations)).toEqual(new Set(["none"]));
  });
});

test("prints in light colours, unfolded, without controls", async () => {
  await open(manyProjects(40), { colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    expect(await page.locator(".controls:visible").count()).toBe(0);
    expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(10_000);
  });
});

/** Contrast of a colour of elements with what lies behind them, by the formula of WCAG. */
async function ratios(
  page: Page,
  selector: string,
  property: "fill" | "stroke" | "borderTopColor",
): Promise<readonly number[]> {
  return page.locator(selector).evaluateAll((elements, name) => {
    const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255);
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((part) =>
        part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element) => {
      const rect = element.closest(".node, .contract")?.querySelector("rect");
      if (rect) return getComputedStyle(rect).fill;
      return getComputedStyle(element.closest(".stage") ?? document.body).backgroundColor;
    };
    return elements.map((element) => {
      const pair = [luminance(getComputedStyle(element)[name]), luminance(behind(element))];
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    });
  }, property);
}

function allAtLeast(least: number): (measured: readonly number[]) => boolean {
  return (measured) => measured.length > 0 && measured.every((ratio) => ratio >= least);
}
