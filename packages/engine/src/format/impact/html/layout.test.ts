import { expect, test } from "vitest";
import { type Box, layOut, linePath } from "./layout.js";

const NUMBERS = Array.from({ length: 300 }, (_, index) => index + 1);

test.each([1, 2, 5, 12])("no box covers another, with %i contracts and 1 to 300 projects", (contracts) => {
  for (const projects of NUMBERS) {
    const layout = layOut(contracts, projects);
    expect(layout.projects).toHaveLength(projects);
    expect(overlaps([...layout.contracts, ...layout.projects])).toEqual([]);
    expect([...layout.contracts, ...layout.projects].every((box) => isInside(box, layout.frame))).toBe(true);
  }
});

test("no line runs below the box of another project", () => {
  for (const projects of NUMBERS) {
    const layout = layOut(1, projects);
    const hidden = layout.projects.flatMap(({ side, via }) =>
      via.flatMap(({ from, to, y }) =>
        layout.projects.filter(
          (box) =>
            box.side === side &&
            Math.abs(box.x) - box.width / 2 < to &&
            Math.abs(box.x) + box.width / 2 > from &&
            Math.abs(box.y - y) < box.height / 2,
        ),
      ),
    );
    expect(hidden).toEqual([]);
  }
});

test("lines begin at the contract and end at the project", () => {
  const { contracts, projects } = layOut(1, 120);
  const [contract] = contracts;
  for (const project of projects) {
    const numbers = contract ? [...linePath(contract, project).matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number) : [];
    expect(numbers[0]).toBe(project.side * 120);
    expect(numbers.slice(-2)).toEqual([project.x - project.side * (project.width / 2), project.y]);
  }
});

test("the first projects stand nearest to the contract", () => {
  const distances = layOut(1, 300).projects.map(({ x }) => Math.abs(x));
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
});

test("is the same every time", () => {
  expect(layOut(3, 77)).toEqual(layOut(3, 77));
});

function overlaps(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
          Math.abs(one.y - other.y) < (one.height + other.height) / 2,
      )
      .map((other) => [one, other] as const),
  );
}

function isInside(box: Box, frame: Box): boolean {
  return (
    Math.abs(box.x - frame.x) + box.width / 2 <= frame.width / 2 &&
    Math.abs(box.y - frame.y) + box.height / 2 <= frame.height / 2
  );
}
