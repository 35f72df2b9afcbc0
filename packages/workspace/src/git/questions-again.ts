import { type Answer, type Asked, type Question, startGit } from "./start.js";

/** Questions of this run that the next one will ask again, the last one last. */
const ASKED: Question[] = [];
/** Those that git works at since before they were asked. Each answer is taken once: what it says may change. */
const AHEAD: Asked[] = [];
/** Characters of a question's input that are worth keeping: who reads thousands of objects waits for other things. */
const MOST_INPUT = 8192;

/**
 * Takes note of questions that were put to git before the command was loaded,
 * because an earlier run had to ask them.
 *
 * @returns the questions of this run for the next one, once it is over
 */
export function takeAhead(asked: readonly Asked[]): () => readonly Question[] {
  AHEAD.push(...asked);
  return () => {
    for (const { stop } of AHEAD.splice(0)) stop();
    return ASKED;
  };
}

/** Asks what the next run will ask as well, or takes the answer of git that works at it already. */
export async function askAgain(question: Question): Promise<Answer> {
  if ((question.input?.length ?? 0) <= MOST_INPUT) ASKED.push(question);
  const at = AHEAD.findIndex((each) => isSame(each, question));
  const [ahead] = at < 0 ? [] : AHEAD.splice(at, 1);
  const answer = await ahead?.answer.catch(() => undefined);
  return answer?.status === 0 ? answer : startGit(question).answer;
}

function isSame(one: Question, other: Question): boolean {
  return (
    one.root === other.root &&
    one.input === other.input &&
    one.args.length === other.args.length &&
    one.args.every((arg, i) => arg === other.args[i])
  );
}
