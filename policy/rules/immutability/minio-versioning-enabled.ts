import { resourceRule } from "../../rule";

/** MinIO can leave folders and prefixes out of versioning: what is overwritten or deleted there is gone. */
export const minioVersioningEnabled = resourceRule({
  name: "minio-versioning-enabled",
  description: "Versioning of MinIO buckets is enabled, for everything in them.",
  remediation:
    "Set `versioningConfiguration.status` to `Enabled`, and take `excludedPrefixes` and `excludeFolders` out.",
  types: ["minio:index/s3BucketVersioning:S3BucketVersioning"],
  judge: ({ props }) => {
    const { status, excludedPrefixes = [], excludeFolders } = props.versioningConfiguration ?? {};
    return [
      ...(status === "Enabled" ? [] : [wrong("status", status || "unset", "Enabled")]),
      ...(excludedPrefixes.length === 0
        ? []
        : [wrong("excludedPrefixes", excludedPrefixes.join(", "), "none")]),
      ...(excludeFolders ? [wrong("excludeFolders", "true", "false")] : []),
    ];
  },
});

function wrong(key: string, got: string, wanted: string) {
  const path = `versioningConfiguration.${key}`;
  return {
    problem: `${path} is ${got}; wanted is ${wanted}`,
    fix: wanted === "none" ? `take ${path} out` : `set ${path} to ${wanted}`,
  };
}
