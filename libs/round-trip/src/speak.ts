/** Speaks the contracts in TypeScript: see ../README.md for the protocol. An argument names other generated modules. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type DescMessage, fromBinary, toBinary } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { takeFrames, writeFrame } from "./frame.js";
import { type NotedMessage, readMessage, writeMessage } from "./notation.js";

interface Request {
  readonly type?: string;
  readonly values?: readonly NotedMessage[];
  readonly messages?: readonly string[];
}

const generated = process.argv[2] ?? fileURLToPath(new URL("../../catalog-web/dist/generated", import.meta.url));

/** Every top-level message of the generated modules. */
async function loadMessages(folder: string): Promise<ReadonlyMap<string, DescMessage>> {
  const modules = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("_pb.js"));
  const messages = new Map<string, DescMessage>();
  for (const path of modules) {
    const exported: Record<string, unknown> = await import(pathToFileURL(resolve(folder, path)).href);
    for (const value of Object.values(exported)) if (isMessage(value)) messages.set(value.typeName, value);
  }
  return messages;
}

function isMessage(value: unknown): value is DescMessage {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "message";
}

function answer(messages: ReadonlyMap<string, DescMessage>, request: Request): object {
  if (request.type === undefined) {
    return { types: [...messages.values()].filter(({ parent }) => !parent).map(({ typeName }) => typeName) };
  }
  const desc = messages.get(request.type);
  if (desc === undefined) throw new Error(`no message is called \`${request.type}\``);
  if (request.values) {
    return { messages: request.values.map((value) => base64(toBinary(desc, readMessage(desc, value).message))) };
  }
  const parsed = (request.messages ?? []).map((text) => fromBinary(desc, Buffer.from(text, "base64")));
  return {
    values: parsed.map((message) => writeMessage(reflect(desc, message))),
    messages: parsed.map((message) => base64(toBinary(desc, message))),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

const messages = await loadMessages(generated);
process.stdin.on(
  "data",
  takeFrames((request: Request) => {
    let response: object;
    try {
      response = answer(messages, request);
    } catch (error) {
      response = { error: String(error) };
    }
    process.stdout.write(writeFrame(response));
  }),
);
