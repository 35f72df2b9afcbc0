import { execFileSync } from "node:child_process";
import { ContractsError } from "@nx-contracts/ir";
import { afterEach, expect, test } from "vitest";
import { findBuf } from "../lint/buf.js";
import type { ChangeRequest } from "./index.js";
import { Repository } from "./repository.test.support.js";

const PROTO = `syntax = "proto3";

package shop.v1;

message Card {
  string number = 1;
}

message Cash {
  int64 cents = 1;
}

message Payment {
  string id = 1;
  oneof method {
    Card card = 2;
    Cash cash = 3;
    string voucher = 4;
  }
}
`;
const MODELS = `from pydantic import BaseModel


class Card(BaseModel):
    number: str = ""


class Cash(BaseModel):
    cents: int = 0


class Payment(BaseModel):
    id: str = ""
    card: Card | None = None
    cash: Cash | None = None
    voucher: str | None = None
`;
const TYPES = `export interface Card {
  number: string;
}

export interface Cash {
  cents: bigint;
}

export interface Payment {
  id: string;
  card?: Card;
  cash?: Cash;
  voucher?: string;
}
`;
const contracts = (...mirrors: readonly string[]) =>
  `name: contracts\ncontracts:\n  - id: payment\n    kind: api\n    source: { reader: proto, files: [shop/v1/payment.proto] }\n    mirrors: [${mirrors.join(", ")}]\n`;

let repository: Repository;
afterEach(() => repository.remove());

test.each([
  ["card", "bank_card", "Card"],
  ["voucher", "coupon", "string"],
])("an alternative is not renamed, and what is said instead can be done: %s", async (name, to, type) => {
  repository = new Repository({
    files: {
      "buf.yaml": "version: v2\nlint:\n  use: [STANDARD]\nbreaking:\n  use: [WIRE_JSON]\n",
      "contracts.yaml": contracts(
        "{ reader: pydantic, files: [models.py] }",
        "{ reader: typescript, files: [types.ts] }",
      ),
      "contracts.lock": "",
      "shop/v1/payment.proto": PROTO,
      "models.py": MODELS,
      "types.ts": TYPES,
    },
  });
  repository.carryOut(await repository.plan({ kind: "add-field", record: "Cash", name: "seen", type: "bool" }));
  expect((await repository.errors()).map(({ message }) => message)).toEqual([]);
  repository.commit();
  const error: unknown = await repository
    .plan({ kind: "rename-field", record: "Payment", name, to })
    .catch((caught: unknown) => caught);
  if (!(error instanceof ContractsError)) throw new Error("It was renamed.", { cause: error });
  const [{ message = "", next = "" } = {}] = error.problems;
  expect(message).toContain(`\`Payment.${name}\` is one of the oneof \`method\``);
  const commands = [...next.matchAll(/`nx g nx-contracts:field Payment ([^`]*)`/g)].map(([, words = ""]) => words);
  expect(commands).toEqual([`${to} ${type} --optional`, `${name} --deprecate`, `${name} --remove`]);
  const plan: readonly ChangeRequest[] = [
    { kind: "add-field", record: "Payment", name: to, type, optional: true },
    { kind: "deprecate-field", record: "Payment", name },
    { kind: "remove-field", record: "Payment", name },
  ];
  for (const request of plan) {
    repository.carryOut(await repository.plan(request));
    expect((await repository.errors()).map(({ message }) => message)).toEqual([]);
    for (const args of [["build"], ["lint"], ["breaking", "--against", ".git#branch=main"]])
      execFileSync(findBuf(), args, { cwd: repository.root, stdio: "pipe" });
  }
  expect(repository.read("shop/v1/payment.proto")).toMatch(new RegExp(`reserved "${name}";`));
});
