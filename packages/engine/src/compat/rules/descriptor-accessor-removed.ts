import { defineCompatRule } from "../rule.js";

export const descriptorAccessorRemoved = defineCompatRule({
  id: "compat/descriptor-accessor-removed",
  buf: "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
  summary: "The descriptor() accessor of generated code is gone.",
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
});
