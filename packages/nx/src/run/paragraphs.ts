/** Nx leaves out the empty lines of what an executor prints; a space in them keeps paragraphs apart. */
export function withParagraphs(text: string): string {
  return text.replace(/\n(?=\n)/g, "\n ");
}
