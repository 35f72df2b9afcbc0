import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/{src,e2e}/**/*.test.ts", "libs/*/src/**/*.test.ts", "tools/**/*.test.ts"],
    pool: "forks",
    // Most tests wait for processes that they start.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
