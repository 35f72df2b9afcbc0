import type { Asset, AssetMaker } from "../asset.js";
import type { ReleaseContent } from "../content.js";
import { sha256 } from "../metadata.js";
import { toolUrl } from "../package-url.js";
import { toolsOf } from "../tools.js";

/**
 * Says what the assets were made from, by what: an in-toto statement with the
 * provenance of SLSA. It is not signed; `release.sign` does that, or whoever
 * publishes.
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 * @see https://slsa.dev/spec/v1.0/provenance
 */
export const provenance: AssetMaker = {
  make: (content, made) => {
    const text = `${JSON.stringify(statementOf(content, made), undefined, 2)}\n`;
    return Promise.resolve([
      { name: `proto-provenance-${content.tag.fileName}${ENDING}`, bytes: new TextEncoder().encode(text) },
    ]);
  },
  owns: (name) => PROVENANCE_NAME.test(name),
};

const ENDING = ".intoto.json";

/** What the statement about a release is called. */
export const PROVENANCE_NAME = /^proto-provenance-.+\.intoto\.json$/;

/** Says how `externalParameters` are read: they are the options of `nx-contracts release`. */
const BUILD_TYPE = "urn:nx-contracts:release:v1";

/** A build platform that nobody vouches for. */
const UNKNOWN_BUILDER = "urn:nx-contracts:builder:unspecified";

function statementOf(content: ReleaseContent, made: readonly Asset[]) {
  const { tag, config, origin, judgement, time, toolVersion } = content;
  const { repository, runId } = origin;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: made
      .map(({ name, bytes }) => ({ name, digest: { sha256: sha256(bytes) } }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: { tag: tag.name, config: config.path, gate: judgement.isGated },
        internalParameters: { SOURCE_DATE_EPOCH: time },
        resolvedDependencies: [sourceOf(content), ...toolsIn(content, made)],
      },
      runDetails: {
        builder: { id: config.release.builder ?? UNKNOWN_BUILDER, version: { "nx-contracts": toolVersion } },
        ...(runId !== "" && {
          metadata: { invocationId: repository === "" ? runId : `${repository}/runs/${runId}` },
        }),
      },
    },
  };
}

/**
 * The commit, and where it is from, as far as that is known.
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md
 */
function sourceOf({ origin: { repository }, tag, commit }: ReleaseContent) {
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(repository);
  return {
    name: repository === "" ? "source" : repository,
    ...(isUrl && { uri: `git+${repository}@refs/tags/${encodeURI(tag.name)}` }),
    digest: { gitCommit: commit.sha },
  };
}

function toolsIn(content: ReleaseContent, made: readonly Asset[]) {
  return toolsOf(content, made).map(({ name, version, sha512 }) => ({
    name,
    uri: toolUrl(name, version),
    ...(sha512 !== undefined && { digest: { sha512 } }),
  }));
}
