import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findBuf } from "../../lint/buf.js";
import { runTool } from "../run-tool.js";
import { type Adaptor, countProtos } from "./adaptor.js";

/** A descriptor set with everything imported and all comments, for a `build.rs` to compile from. */
export const descriptorSet: Adaptor = {
  async generate({ output, stage, protos, progress, isWhole }) {
    progress(`Generating ${output.id}: a descriptor set of ${countProtos(protos)}`);
    const file = join(stage.folder(), "set.binpb");
    const paths = isWhole ? [] : protos.flatMap((path) => ["--path", path]);
    const missing = { message: "`buf` cannot be started.", next: "Run `npm install @bufbuild/buf`." };
    await runTool([findBuf(), "build", stage.image, "--as-file-descriptor-set", "-o", file, ...paths], {
      name: "buf build",
      cwd: stage.protos,
      missing,
    });
    return new Map([[output.out, readFileSync(file)]]);
  },
  owns: (_host, { out }, path) => path === out,
};
