import { expect, test } from "vitest";
import { expandBufId } from "../buf-ids.js";
import { COMPAT_RULES } from "../catalogue.js";
import { CONFLUENT_DIFFERENCES } from "./difference.js";
import { type ConfluentLink, CONFLUENT_LINKS } from "./links.js";

const LINKS: readonly (readonly [string, ConfluentLink])[] = Object.entries(CONFLUENT_LINKS);

test("every difference has its links, in one order", () => {
  expect(Object.keys(CONFLUENT_LINKS)).toEqual(Object.keys(CONFLUENT_DIFFERENCES));
});

test.each(LINKS)("%s names rules that exist", (_type, { buf, rule }) => {
  for (const id of buf) expect(expandBufId("v2", id)).toEqual([id]);
  if (rule !== undefined) expect(COMPAT_RULES.map(({ id }) => id)).toContain(rule);
});

test.each(LINKS.filter(([, { rule }]) => rule === undefined))("%s, which no rule minds, is compatible", (type) => {
  expect(Object.entries(CONFLUENT_DIFFERENCES).find(([each]) => each === type)?.[1].compatible).toBe(true);
});

test.each(LINKS.filter(([, { rule }]) => rule !== undefined))(
  "%s is linked to the rule of Buf behind ours",
  (_type, { buf, rule }) => {
    expect(buf).toContain(COMPAT_RULES.find(({ id }) => id === rule)?.buf);
  },
);
