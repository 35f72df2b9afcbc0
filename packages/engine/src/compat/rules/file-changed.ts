import { type CompatRule, defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

/** Options of a file that generated code depends on, and what holds where they are not set. */
const OPTIONS = {
  cc_enable_arenas: "true",
  cc_generic_services: "false",
  csharp_namespace: "",
  go_package: "",
  java_generic_services: "false",
  java_multiple_files: "false",
  java_outer_classname: "",
  java_package: "",
  objc_class_prefix: "",
  optimize_for: "SPEED",
  php_class_prefix: "",
  php_metadata_namespace: "",
  php_namespace: "",
  py_generic_services: "false",
  ruby_package: "",
  swift_prefix: "",
} as const;

/** One rule an option: they differ in nothing but its name. */
export const fileOptionChanged: readonly CompatRule[] = Object.entries(OPTIONS).map(([name, standard]) =>
  defineCompatRule({
    id: `compat/${name.replaceAll("_", "-")}-changed`,
    buf: `FILE_SAME_${name.toUpperCase()}`,
    summary: `The file option ${name} changed.`,
    on: "file-paired",
    effect: [{ verdict: "break-source", hurts: `code that was generated with another ${name} no longer compiles` }],
    check({ before, after }) {
      const was = before.options[name];
      const is = after.options[name];
      const from = was?.value ?? standard;
      const to = is?.value ?? standard;
      if (from === to) return undefined;
      return {
        message: `File option "${name}" changed from ${quote(from)} to ${quote(to)}.`,
        file: after,
        ...(is && { at: is.at }),
        ...(was && { against: before }),
      };
    },
  }),
);

export const syntaxChanged = defineCompatRule({
  id: "compat/syntax-changed",
  buf: "FILE_SAME_SYNTAX",
  summary: "A file is written in another syntax.",
  on: "file-paired",
  effect: [{ verdict: "break-source", hurts: "generated code tells presence and unknown values apart in another way" }],
  check({ before, after }) {
    if (before.syntax === after.syntax) return undefined;
    return {
      message: `File syntax changed from ${quote(before.syntax)} to ${quote(after.syntax)}.`,
      file: after,
      ...(after.syntaxAt && { at: after.syntaxAt }),
      ...(before.syntaxAt && { against: before }),
    };
  },
});

export const packageChanged = defineCompatRule({
  id: "compat/package-changed",
  buf: "FILE_SAME_PACKAGE",
  summary: "A file moved to another package.",
  on: "file-paired",
  effect: [
    { verdict: "break-wire", hurts: "callers, `Any` values and extensions find the old names no longer" },
    { verdict: "break-source", hurts: "code that names its types no longer compiles" },
  ],
  check({ before, after }) {
    if (before.package === after.package) return undefined;
    return {
      message: `File package changed from ${quote(before.package)} to ${quote(after.package)}.`,
      file: after,
      ...(after.packageAt && { at: after.packageAt }),
      ...(before.packageAt && { against: before }),
    };
  },
});
