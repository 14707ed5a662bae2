import { type RandomLook } from "../../random-word";
import { type Resource } from "../../resource";
import { s3Types } from "../../resource-types";
import { anyResourceRule } from "../../rule";
import { placed, secretsIn } from "../../secret-shape";
import { textsIn } from "../../texts";

/** What people put their own words in, under the name that most providers have for it. */
const words = ["name", "description", "comment", "tags"];

/** Elsewhere `bucket` says which one is meant, and is often not known yet. */
const bucketMakers: readonly string[] = [...s3Types.bucket, "minio:index/s3Bucket:S3Bucket"];

/** Names, tags and descriptions are never encrypted, and are in previews, bills and logs of the account. */
export const nameNoSecret = anyResourceRule<RandomLook>({
  name: "name-no-secret",
  description: "Names, tags, descriptions and comments hold no secret.",
  remediation:
    "Take the secret out of the text, put it where the provider takes secrets, and change it, because it has been in logs.",
  judge: (resource, look) =>
    [{ path: "the resource's name", text: resource.name }, ...propertiesOf(resource)].flatMap(
      ({ path, text }) =>
        secretsIn(text, look).map((found) => ({
          problem: `${path} has what looks like ${placed(found)}; wanted is none where everybody reads`,
          fix: "take it out, and change it, for others may have read it",
        })),
    ),
});

function propertiesOf({ type, props }: Resource) {
  const judged = bucketMakers.includes(type) ? [...words, "bucket"] : words;
  return judged.flatMap((key) => textsIn(props[key], key));
}
