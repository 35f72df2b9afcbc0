import type { Terminal } from "./terminal.js";

export interface Progress {
  /** Says what is being done now. */
  readonly step: (text: string) => void;
  readonly end: () => void;
}

/** How long a person waits before being told what for. */
const PATIENCE = 1000;

/** Says on standard error what is being done, once it has taken longer than a second. */
export function startProgress(terminal: Pick<Terminal, "err">): Progress {
  let waiting: string[] = [];
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    for (const text of waiting) terminal.err(`${text} …\n`);
    waiting = [];
  }, PATIENCE);
  return {
    step(text) {
      if (isLate) terminal.err(`${text} …\n`);
      else waiting.push(text);
    },
    end: () => clearTimeout(timer),
  };
}
