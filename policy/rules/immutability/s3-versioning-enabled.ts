import { s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";

/** Where versioning is suspended, what is overwritten is gone (Amazon S3 User Guide, "Retaining multiple versions of objects"). */
export const s3VersioningEnabled = resourceRule({
  name: "s3-versioning-enabled",
  description: "Versioning of S3 buckets is enabled, not suspended.",
  remediation: "Set `versioningConfiguration.status` to `Enabled`.",
  types: s3Types.versioning,
  judge: ({ props }) => {
    const status = props.versioningConfiguration?.status;
    if (status === "Enabled") return [];
    return [
      {
        problem: `versioningConfiguration.status is ${status || "unset"}; wanted is Enabled`,
        fix: "set versioningConfiguration.status to Enabled",
      },
    ];
  },
});
