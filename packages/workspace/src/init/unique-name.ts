/** A name that none has yet, with a number behind it where it has to be; it is taken then. */
export function uniqueName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  taken.add(free);
  return free;
}
