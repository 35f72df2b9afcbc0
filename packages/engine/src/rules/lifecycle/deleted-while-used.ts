import { defineCochangeRule } from "../../cochange/rule.js";

const BEFORE =
  'syntax = "proto3";\npackage shows.v1;\nmessage Show {\n  string title = 1;\n}\nmessage Studio {\n  string name = 1;\n}\n';
const AFTER = 'syntax = "proto3";\npackage shows.v1;\nmessage Show {\n  string title = 1;\n}\n';
const STORED = "kind: storage\n";

export const deletedWhileUsed = defineCochangeRule({
  id: "lifecycle/deleted-while-used",
  summary: "A proto file or a record was deleted while something still refers to it.",
  help: "Everything that refers to it breaks: protos that import it, code that imports its stubs, build scripts that compile it, mappings that name it. Delete in this order: stop using it in every consumer, regenerate and release, then delete the definition, and its stubs with it. A record of a contract of kind `storage` is always reported, because what is stored in its form is still there: migrate the data first, then approve the deletion.",
  severity: "error",
  on: "deleted-while-used",
  messages: {
    file: (data: { subject: string; count: number; places: string }) =>
      `\`${data.subject}\` was deleted, and ${data.count === 1 ? "one place still refers" : `${data.count} places still refer`} to it: ${data.places}.`,
    record: (data: { subject: string; count: number; places: string }) =>
      `\`${data.subject}\` was removed, and ${data.count === 1 ? "one place still refers" : `${data.count} places still refer`} to it: ${data.places}.`,
    stored: (data: { subject: string; count: number; places: string }) =>
      `\`${data.subject}\` was removed, and data that is stored in its form stays${data.count === 0 ? "" : `; it is used in ${data.places}`}.`,
  },
  check: ({ subject, what, isStored, at, uses }) => ({
    message: isStored ? "stored" : what,
    at,
    related: uses,
    data: { subject, count: uses.length, places: placesText(uses.map(({ at: { file, line } }) => `${file}:${line}`)) },
    help: isStored
      ? "1. Migrate or delete what is stored. 2. Stop reading and writing it. 3. Release that. 4. Delete it, and approve the deletion with `nx-contracts approve`."
      : "1. Put it back, marked deprecated. 2. Move every use that is listed. 3. Run `nx-contracts generate` and release. 4. Delete it with its stubs.",
  }),
  examples: [
    {
      title: "A removed message is still imported",
      files: {
        "before.proto": BEFORE,
        "after.proto": AFTER,
        "consumer.py": "from example_pb2 import Studio\n\nSTUDIO = Studio()\n",
      },
      reports: ["Studio"],
    },
    {
      title: "A removed file is still imported",
      files: { "before.proto": AFTER, "consumer.py": "from example_pb2 import Show\n" },
      reports: ["example.proto"],
    },
    {
      title: "A stored record",
      files: { "contracts.yaml": STORED, "before.proto": BEFORE, "after.proto": AFTER },
      reports: ["Studio"],
    },
    {
      title: "Nothing refers to it",
      files: {
        "before.proto": BEFORE,
        "after.proto": AFTER,
        "consumer.py": "from example_pb2 import Show\n\nSHOW = Show()\n",
      },
      reports: [],
    },
  ],
});

/** So many places are named in the sentence; all of them follow it. */
const NAMED = 3;

function placesText(places: readonly string[]): string {
  const rest = places.length - NAMED;
  const named = places.slice(0, NAMED).map((place) => `\`${place}\``);
  return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
