/** The next step wherever generating again mends it. */
export const GENERATE = "Run `nx-contracts generate` and commit the result.";
