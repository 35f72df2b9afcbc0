/**
 * A text to read. A file, a blob of a git revision, a member of a tarball and
 * a text area in a browser are all the same thing.
 */
export interface Source {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  readonly text: string;
}
