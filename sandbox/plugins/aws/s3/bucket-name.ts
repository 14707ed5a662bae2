import type { CheckFailure } from "../../protocol/resource-type";
import { faultIf } from "../faults";

/** What a bucket's name must not look like (Amazon S3 User Guide, "Bucket naming rules"). */
const mistakes: readonly [pattern: RegExp, allowed: string][] = [
  [/^.{0,2}$|^.{64,}$/s, "3 to 63 characters"],
  [/[^a-z0-9.-]/, "lower-case letters, digits, dots and hyphens"],
  [/^[^a-z0-9]|[^a-z0-9]$/i, "a letter or digit at both ends"],
  [/\.\./, "no two dots side by side"],
  [/^\d+\.\d+\.\d+\.\d+$/, "nothing that looks like an IP address"],
  [/^(xn--|sthree-|amzn-s3-demo-)/, "no reserved prefix (xn--, sthree-, amzn-s3-demo-)"],
  [
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
    "no reserved suffix (-s3alias, --ol-s3, .mrap, --x-s3, --table-s3)",
  ],
];

/** Every rule that a bucket's name breaks. */
export function checkBucketName(property: string, name: string | undefined): CheckFailure[] {
  if (typeof name !== "string") return [];
  return mistakes.flatMap(([pattern, allowed]) =>
    faultIf(pattern.test(name), property, `got ${JSON.stringify(name)}; allowed: ${allowed}`),
  );
}
