import { block, proto2, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";

export const descriptorAccessorRemoved = defineCompatRule({
  id: "compat/descriptor-accessor-removed",
  buf: "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
  summary: "The descriptor() accessor of generated code is gone.",
  help: "`no_standard_descriptor_accessor` leaves the accessor `descriptor()` out of generated code, which is meant for messages with a field of that name. Take the option out again, or change the code that calls it first.",
  on: "message-paired",
  effect: [{ verdict: "break-source", hurts: "code that calls descriptor() no longer compiles" }],
  check({ before, after }) {
    const at = after.message.noDescriptorAccessorAt;
    if (at === undefined || before.message.noDescriptorAccessorAt) return undefined;
    // Where the older side writes the option out as false, Buf knows a place there; the file is the same to exceptions.
    return {
      message: 'Message option "no_standard_descriptor_accessor" changed from "false" to "true".',
      file: after.file,
      at,
    };
  },
  examples: [
    versions(
      "The option was set",
      proto2(block("message Show", "optional string descriptor = 1;")),
      proto2(
        block("message Show", "option no_standard_descriptor_accessor = true;", "optional string descriptor = 1;"),
      ),
      ["Show"],
    ),
    versions(
      "What goes without saying is said",
      proto2(block("message Show", "optional string title = 1;")),
      proto2(block("message Show", "option no_standard_descriptor_accessor = false;", "optional string title = 1;")),
    ),
  ],
});
