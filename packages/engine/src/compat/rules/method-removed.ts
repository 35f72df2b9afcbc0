import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const GET = "rpc GetShow(Show) returns (Show);";
const catalog = (...methods: readonly string[]) =>
  proto3(block("message Show", "string title = 1;"), block("service Catalog", ...methods));

export const methodRemoved = defineCompatRule({
  id: "compat/method-removed",
  buf: "RPC_NO_DELETE",
  summary: "A method of a service is gone.",
  help: "Old clients that still call the method get UNIMPLEMENTED, and code that calls or serves it no longer compiles. Mark it `deprecated` and go on serving it until nobody calls it, then approve the removal with `nx-contracts approve`.",
  on: "method-removed",
  effect: [
    { verdict: "break-wire", hurts: "old clients that call it get UNIMPLEMENTED" },
    { verdict: "break-source", hurts: "code that calls it no longer compiles" },
  ],
  check: ({ method, before, after }) => ({
    message: `Previously present RPC ${quote(method)} on service ${quote(after.service.name)} was deleted.`,
    file: after.file,
    at: after.service.at,
    against: before.file,
  }),
  examples: [
    versions("It is gone", catalog(GET, "rpc DropShow(Show) returns (Show);"), catalog(GET), ["Catalog.DropShow"]),
    versions("Another one is new", catalog(GET), catalog(GET, "rpc AddShow(Show) returns (Show);")),
  ],
});
