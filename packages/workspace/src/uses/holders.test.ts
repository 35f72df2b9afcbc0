import { protoReader } from "@nx-contracts/readers/proto";
import { expect, test } from "vitest";
import { withHolders } from "./holders.js";

const { schema } = protoReader.read(
  [
    {
      path: "order.proto",
      text: 'syntax = "proto3"; package a.v1; message Order { int64 points = 1; }',
    },
    {
      path: "parcel.proto",
      text: `syntax = "proto3";
package b.v1;
import "order.proto";
message Order { int64 points = 1; }
message Parcel { message Box { a.v1.Order order = 1; string note = 2; } map<string, Box> boxes = 1; }
message Other { string id = 1; Order order = 2; }
message Van { repeated Parcel parcels = 1; }
`,
    },
  ],
  {},
);
const partOf = (path: string) => ({ ...schema, records: schema.records.filter(({ at }) => at.file === path) });
const [orders, rest] = [partOf("order.proto"), partOf("parcel.proto")];

test("records of other contracts count that lead to one of these, also by a way", () => {
  const [own, ...holders] = withHolders([orders], [orders, rest]);
  expect(own).toBe(orders);
  expect(holders.flatMap(({ records }) => records.map(({ name }) => name)).sort()).toEqual(["Box", "Parcel", "Van"]);
});

test("where nothing leads to them, nothing is added", () => {
  expect(withHolders([rest], [orders])).toEqual([rest]);
});
