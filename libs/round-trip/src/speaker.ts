import { type ChildProcess, spawn } from "node:child_process";
import { takeFrames, writeFrame } from "./frame.js";
import type { NotedMessage } from "./notation.js";

/** A program that speaks the contracts in one language. */
export interface Program {
  readonly language: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Response {
  readonly types?: readonly string[];
  readonly values?: readonly NotedMessage[];
  readonly messages?: readonly string[];
  readonly error?: string;
}

interface Decoded {
  readonly values: readonly NotedMessage[];
  /** The same messages, written again by the language that read them. */
  readonly messages: readonly string[];
}

/** A program that runs, and is asked one thing after another. Messages are base64. */
export class Speaker {
  readonly language: string;
  readonly #process: ChildProcess;
  readonly #waiting: { resolve: (response: Response) => void; reject: (error: Error) => void }[] = [];
  #stderr = "";

  constructor({ language, command, args, env }: Program) {
    this.language = language;
    this.#process = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
    this.#process.stdout?.on(
      "data",
      takeFrames((response: Response) => this.#waiting.shift()?.resolve(response)),
    );
    this.#process.stderr?.on("data", (piece: Buffer) => (this.#stderr += piece.toString()));
    this.#process.on("error", (error) => this.#fail(error.message));
    this.#process.on("close", (status) => this.#fail(`ended with ${String(status)}: ${this.#stderr.slice(-2000)}`));
  }

  /** Full names of the messages that the language has a generated type of. */
  async types(): Promise<readonly string[]> {
    return this.#part("types", await this.#ask({}));
  }

  /** Writes messages of which the notation is given. */
  async encode(type: string, values: readonly NotedMessage[]): Promise<readonly string[]> {
    return this.#part("messages", await this.#ask({ type, values }));
  }

  /** Reads messages. */
  async decode(type: string, messages: readonly string[]): Promise<Decoded> {
    const response = await this.#ask({ type, messages });
    // A list that is empty may be left out.
    if (messages.length === 0) return { values: [], messages: [] };
    return { values: this.#part("values", response), messages: this.#part("messages", response) };
  }

  stop(): void {
    this.#process.stdin?.end();
  }

  #part<Name extends "types" | "values" | "messages">(name: Name, response: Response): NonNullable<Response[Name]> {
    const part = response[name];
    if (part === undefined) throw new Error(`${this.language}: ${response.error ?? `the answer has no ${name}`}`);
    return part;
  }

  #ask(request: object): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.#process.exitCode !== null) return reject(new Error(`${this.language} has ended: ${this.#stderr}`));
      this.#waiting.push({ resolve, reject });
      this.#process.stdin?.write(writeFrame(request));
    });
  }

  #fail(reason: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${this.language} ${reason}`));
  }
}
