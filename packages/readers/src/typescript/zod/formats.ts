import type { ScalarType } from "@nx-contracts/ir";
import { BYTES, NUMBER, STRING, TIMESTAMP } from "../reading.js";

/** Integers that a JSON number holds exactly. */
export const SAFE_INT: ScalarType = { kind: "scalar", family: "int", bits: 53, signed: true };

const int = (bits: number, signed: boolean): ScalarType => ({ kind: "scalar", family: "int", bits, signed });
const encoded = (encoding: string): ScalarType => ({ ...STRING, encoding });
const UUID: ScalarType = { kind: "scalar", family: "uuid" };
const DATE: ScalarType = { kind: "scalar", family: "date" };
const TIME: ScalarType = { kind: "scalar", family: "time" };
const DURATION: ScalarType = { kind: "scalar", family: "duration" };
const INSTANT: ScalarType = { ...TIMESTAMP, encoding: "iso8601" };

/** Formats of strings: functions of zod 4 (`z.uuid()`) and methods of strings (`z.string().uuid()`) alike. */
export const STRING_FORMATS: ReadonlyMap<string, ScalarType> = new Map([
  ["uuid", UUID],
  ["uuidv4", UUID],
  ["uuidv6", UUID],
  ["uuidv7", UUID],
  ["guid", UUID],
  ["datetime", INSTANT],
  ["date", DATE],
  ["time", TIME],
  ["duration", DURATION],
  ["base64", { ...BYTES, encoding: "base64" }],
  ["base64url", { ...BYTES, encoding: "base64url" }],
  ["url", encoded("url")],
  ["httpUrl", encoded("url")],
  ...[
    "email",
    "emoji",
    "nanoid",
    "cuid",
    "cuid2",
    "ulid",
    "xid",
    "ksuid",
    "ip",
    "ipv4",
    "ipv6",
    "cidr",
    "cidrv4",
    "cidrv6",
    "mac",
    "e164",
    "jwt",
    "hostname",
    "hex",
  ].map((name): [string, ScalarType] => [name, encoded(name)]),
]);

/** Numbers whose range is part of their name. */
export const NUMBER_FORMATS: ReadonlyMap<string, ScalarType> = new Map([
  ["number", NUMBER],
  ["float64", NUMBER],
  ["float32", { kind: "scalar", family: "float", bits: 32 }],
  ["int", SAFE_INT],
  ["int32", int(32, true)],
  ["uint32", int(32, false)],
  ["int64", int(64, true)],
  ["uint64", int(64, false)],
]);
