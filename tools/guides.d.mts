export interface WrittenPage {
  readonly path: string;
  readonly file: string;
  readonly text: string;
  readonly isForNx: boolean;
  readonly isRun: boolean;
}
export interface Block {
  readonly note: string | undefined;
  readonly language: string;
  readonly body: string;
}
export function writtenPages(): readonly WrittenPage[];
export function blocksOf(text: string): readonly Block[];
export function runPage(text: string, folder: string, run: (command: string) => string): string;
