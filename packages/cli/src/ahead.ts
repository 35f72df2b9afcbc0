import { askAhead } from "@nx-contracts/workspace/ahead";
import { runEnvironment } from "@nx-contracts/workspace/circumstances";

/** Verbs that ask git what changed, whatever else they do. */
const VERBS: ReadonlySet<string | undefined> = new Set(["check", "cochange"]);

/** Has git begin before the verb is loaded, where it is sure to be asked. */
export function beginAhead([verb, ...args]: readonly string[]): void {
  const isOther = args.some((arg) => /^(?:--(?:against|help)\b|-h)/.test(arg));
  if (!VERBS.has(verb) || isOther) return;
  const base = valueOf(args, "base") ?? runEnvironment(process.env).base;
  askAhead({ cwd: process.cwd(), config: valueOf(args, "config"), base });
}

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(`--${name}`);
  if (at >= 0) return args[at + 1];
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
