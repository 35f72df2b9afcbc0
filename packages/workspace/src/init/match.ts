import { bareName, wordsOf } from "./bare-name.js";
import { type Definition, refersTo } from "./definition.js";
import { type Likeness, likenessOf, tellingOf } from "./likeness.js";
import { nearness } from "./nearness.js";

/** A record of the source and the one of the mirror that stands for it. */
export interface Match {
  readonly source: Definition;
  readonly mirror: Definition;
  readonly likeness: Likeness;
  /** Others that are just as like; the files' places decided. */
  readonly instead: readonly Definition[];
}

/** Records that are equally like each other, so that nothing says which belongs to which. */
export interface Undecided {
  readonly sources: readonly Definition[];
  readonly mirrors: readonly Definition[];
  readonly likeness: Likeness;
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly undecided: readonly Undecided[];
}

/**
 * What a pair has to reach, see `Likeness.score`: under the same name a fifth
 * of the fields, weighed by how much they tell, is enough; where the names
 * have nothing in common it takes two thirds.
 */
const LEAST = 0.45;
/** Scores nearer than this say the same. */
const SAME = 0.02;
/** What it adds to the score that fields of a sure pair refer to both. */
const BY_REFERENCE = 0.2;
/** What it adds to how near two files are that other records of them are surely pairs. */
const BY_FILE = 50;
/** A name that more records have finds none of them. */
const COMMON = 48;

interface Edge {
  readonly source: Definition;
  readonly mirror: Definition;
  readonly likeness: Likeness;
  readonly score: number;
  readonly near: number;
}

/**
 * Pairs records of two languages by how alike they are: the likest first, each
 * once. Where several are equally like, the nearest file decides, and where
 * that says nothing nobody guesses.
 */
export function matchDefinitions(sources: readonly Definition[], mirrors: readonly Definition[]): Matching {
  const edges = measure(sources, mirrors);
  const sure = assign(edges.filter(({ score }) => score >= LEAST));
  // What surely belongs together tells more of the rest: what fields refer to, and which files do.
  return assign(withCompany(edges, sure.matches).filter(({ score }) => score >= LEAST));
}

function measure(sources: readonly Definition[], mirrors: readonly Definition[]): readonly Edge[] {
  const telling = tellingOf([...sources, ...mirrors]);
  const find = finder(mirrors);
  return sources.flatMap((source) =>
    [...find(source)].flatMap((mirror): Edge[] => {
      const likeness = likenessOf(source, mirror, telling);
      const near = nearness(source.file, mirror.file);
      return isEnough(source, mirror, likeness) ? [{ source, mirror, likeness, score: likeness.score, near }] : [];
    }),
  );
}

/** A few fields in common, or such as every record has, say something only where the names do too. */
function isEnough(source: Definition, mirror: Definition, { shared, name, score, evidence }: Likeness): boolean {
  if (score < LEAST - BY_REFERENCE) return false;
  if (name >= 0.9) return shared >= Math.min(2, source.record.fields.length, mirror.record.fields.length);
  return name >= 0.4 ? shared >= 2 && evidence >= 0.5 : shared >= 3 && evidence >= 1.5;
}

/** Finds the records that may be like one, so that the work grows with the records and not with their pairs. */
function finder(mirrors: readonly Definition[]): (source: Definition) => ReadonlySet<Definition> {
  const byKey = new Map<string, Definition[]>();
  for (const mirror of mirrors) {
    for (const key of keysOf(mirror)) {
      const known = byKey.get(key);
      if (known) known.push(mirror);
      else byKey.set(key, [mirror]);
    }
  }
  return (source) => {
    const found = new Set<Definition>(byKey.get(`name ${bareName(source.name)}`));
    for (const key of keysOf(source)) {
      const known = byKey.get(key) ?? [];
      if (known.length <= COMMON) for (const mirror of known) found.add(mirror);
    }
    return found;
  };
}

function keysOf({ name, fields }: Definition): readonly string[] {
  const words = [...wordsOf(name)].map((word) => `word ${word}`);
  return [`name ${bareName(name)}`, ...words, ...[...fields.keys()].map((field) => `field ${field}`)];
}

function assign(edges: readonly Edge[]): Matching {
  const matches: Match[] = [];
  const undecided: Undecided[] = [];
  const gone = new Set<Definition>();
  const sorted = [...edges].sort((a, b) => b.score - a.score || b.near - a.near);
  for (const [at, edge] of sorted.entries()) {
    if (gone.has(edge.source) || gone.has(edge.mirror)) continue;
    const rivals = rivalsOf(sorted, at, gone);
    // One that lies nearer has its turn next.
    if (rivals.some(({ near }) => near > edge.near)) continue;
    const equal = rivals.filter(({ near }) => near === edge.near);
    if (equal.length > 0) {
      const all = [edge, ...equal];
      undecided.push({
        sources: [...new Set(all.map(({ source }) => source))],
        mirrors: [...new Set(all.map(({ mirror }) => mirror))],
        likeness: edge.likeness,
      });
      // Whatever is less like them must not take what they may mean.
      for (const { source, mirror } of all) gone.add(source).add(mirror);
      continue;
    }
    const instead = rivals.filter(({ source }) => source === edge.source).map(({ mirror }) => mirror);
    matches.push({ source: edge.source, mirror: edge.mirror, likeness: edge.likeness, instead });
    gone.add(edge.source).add(edge.mirror);
  }
  return { matches, undecided };
}

/** The edges that say as much as one of them, of the same source or to the same mirror. */
function rivalsOf(sorted: readonly Edge[], at: number, gone: ReadonlySet<Definition>): readonly Edge[] {
  const edge = sorted[at];
  const rivals: Edge[] = [];
  if (edge === undefined) return rivals;
  for (let next = at + 1; next < sorted.length; next++) {
    const other = sorted[next];
    if (other === undefined || edge.score - other.score > SAME) break;
    if (gone.has(other.source) || gone.has(other.mirror)) continue;
    if (other.source === edge.source || other.mirror === edge.mirror) rivals.push(other);
  }
  return rivals;
}

/** What pairs that are sure say of others. */
function withCompany(edges: readonly Edge[], sure: readonly Match[]): readonly Edge[] {
  const files = new Map<string, number>();
  const references = new Set<string>();
  for (const { source, mirror } of sure) {
    const key = `${source.file} ${mirror.file}`;
    files.set(key, (files.get(key) ?? 0) + 1);
    for (const [name, field] of source.fields) {
      const other = mirror.fields.get(name);
      const [from, to] = [refersTo(field.type), other && refersTo(other.type)];
      if (from !== undefined && to !== undefined) references.add(`${from} ${to}`);
    }
  }
  const own = new Set(
    sure.map(({ source, mirror }) => `${source.record.qualifiedName} ${mirror.record.qualifiedName}`),
  );
  return edges.map((edge): Edge => {
    const { source, mirror, score, near } = edge;
    const key = `${source.record.qualifiedName} ${mirror.record.qualifiedName}`;
    const beside = (files.get(`${source.file} ${mirror.file}`) ?? 0) - (own.has(key) ? 1 : 0);
    return {
      ...edge,
      score: references.has(key) ? score + BY_REFERENCE : score,
      near: beside > 0 ? near + BY_FILE : near,
    };
  });
}
