import { canonical, type NotedMessage } from "./notation.js";
import type { Speaker } from "./speaker.js";

/** A message that one language wrote and another one read as something else. */
export interface Disagreement {
  readonly from: string;
  readonly to: string;
  /** Who read it at last: `to` itself, or a judge that read what `to` had written again. */
  readonly judge: string;
  readonly wanted: NotedMessage;
  readonly got: NotedMessage | undefined;
}

export interface Comparison {
  /** How many messages were compared, by `from → to`. */
  readonly compared: ReadonlyMap<string, number>;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Lets every speaker write the messages, every speaker read what every other one wrote and write it again, and the
 * judges read that: at each step they are the messages that were given.
 */
export async function compare(
  type: string,
  values: readonly NotedMessage[],
  speakers: readonly Speaker[],
  judges: readonly Speaker[],
): Promise<Comparison> {
  const wanted = values.map((value) => JSON.stringify(canonical(value)));
  const compared = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  const readers = new Map([...speakers, ...judges].map((speaker) => [speaker, new Reader(type, speaker)]));
  const written = await Promise.all(
    speakers.map(async (from) => ({ from, messages: await from.encode(type, values) })),
  );
  await Promise.all(
    speakers.map(async (to) => {
      for (const { from, messages } of written) {
        const again = await check(from, to, to, messages);
        for (const judge of judges) await check(from, to, judge, again);
        compared.set(`${from.language} → ${to.language}`, again.length);
      }
    }),
  );
  return { compared, disagreements };

  /** Whether the judge reads what was wanted; gives the messages that it writes. */
  async function check(from: Speaker, to: Speaker, judge: Speaker, messages: readonly string[]) {
    const read = await readers.get(judge)?.read(messages);
    for (const [i, value] of values.entries()) {
      const got = read?.[i];
      if (got?.text === wanted[i]) continue;
      const [wrote, passed, judged] = [from.language, to.language, judge.language];
      disagreements.push({ from: wrote, to: passed, judge: judged, wanted: value, got: got?.value });
    }
    return read?.map(({ message }) => message) ?? [];
  }
}

interface Read {
  readonly value: NotedMessage;
  /** The value in its one form. */
  readonly text: string;
  readonly message: string;
}

/** Reads every message once: languages often write the same bytes. */
class Reader {
  readonly #type: string;
  readonly #speaker: Speaker;
  readonly #known = new Map<string, Read>();

  constructor(type: string, speaker: Speaker) {
    this.#type = type;
    this.#speaker = speaker;
  }

  async read(messages: readonly string[]): Promise<readonly Read[]> {
    const fresh = [...new Set(messages)].filter((message) => !this.#known.has(message));
    const decoded = await this.#speaker.decode(this.#type, fresh);
    for (const [i, message] of fresh.entries()) {
      const [value, again] = [decoded.values[i], decoded.messages[i]];
      if (value === undefined || again === undefined) continue;
      this.#known.set(message, { value, text: JSON.stringify(canonical(value)), message: again });
    }
    return messages.flatMap((message) => this.#known.get(message) ?? []);
  }
}
