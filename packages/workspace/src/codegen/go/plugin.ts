import { join } from "node:path";
import type { Host } from "../../host.js";
import { cacheOf, makeOnce } from "../cache.js";
import { installCommand, runTool } from "../run-tool.js";

/** Go packages of the plugins. */
const PACKAGES = {
  "protoc-gen-go": "google.golang.org/protobuf/cmd/protoc-gen-go",
  "protoc-gen-go-grpc": "google.golang.org/grpc/cmd/protoc-gen-go-grpc",
} as const;

export type GoPlugin = keyof typeof PACKAGES;

/**
 * Absolute path of a plugin of Go at an exact version, installed by
 * `go install` where the cache does not have it.
 *
 * @throws ContractsError `tool-missing` or `tool-failed`
 */
export async function goPlugin(
  host: Host,
  plugin: GoPlugin,
  version: string,
  progress: (step: string) => void,
): Promise<string> {
  const exact = `v${version.replace(/^v/, "")}`;
  const folder = join(cacheOf(host), "tools", `${plugin}-${exact}-${process.platform}-${process.arch}`);
  await makeOnce(folder, async (draft) => {
    progress(`Installing ${plugin} ${exact}`);
    const target = `${PACKAGES[plugin]}@${exact}`;
    await runTool(["go", "install", target], {
      name: `go install ${target}`,
      cwd: draft,
      // For this machine, whatever is being built for elsewhere.
      env: { GOBIN: draft, GOOS: "", GOARCH: "", GOWORK: "off" },
      missing: {
        message: "Go is not installed: `go` is not on the path.",
        next: `Run \`${installCommand({ apt: "golang-go", brew: "go", winget: "GoLang.Go" })}\`.`,
      },
      next: "Check that this version exists, and that the Go module proxy can be reached.",
    });
  });
  return join(folder, process.platform === "win32" ? `${plugin}.exe` : plugin);
}
