/** Where the assets of a release go, unless somebody names a folder; relative to the workspace root. */
export const RELEASE_FOLDER = "dist/contracts";
