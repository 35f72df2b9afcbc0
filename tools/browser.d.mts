export const BROWSER_ARGUMENTS: string[];
export function findBrowser(): string;
