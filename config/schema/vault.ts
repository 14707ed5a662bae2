import { z } from "zod";
import { bucketName, name, serviceUrl } from "./values";

/** Plain words: AWS takes more in a tag, and bills and audits search for these. */
const tagText = z.string().regex(/^(?!aws:)[A-Za-z0-9][\w.:@/-]*$/, {
  error: "letters, digits and _.:@/-, a letter or digit first, not beginning with aws:",
});

/** Offsite buckets on AWS under a customer-managed key. What they keep follows from the plan. */
const oneVault = z.strictObject({
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "an AWS region such as us-east-1" }),
  /** Another S3 and KMS endpoint than AWS's own. */
  endpoint: serviceUrl.optional(),
  /** On everything in it, so that a bill and an audit find it. */
  tags: z.record(tagText.max(128), tagText.max(256)).default({}),
  key: z.strictObject({
    /** Its alias in KMS, without the `alias/` before it; fixed once copies are under it. */
    alias: name.default("astronomy-lab-backup"),
    /** Automatic rotation; AWS allows 90 to 2560 days. */
    rotationDays: z.int().min(90).max(2560).default(365),
    /** Waiting time before a scheduled deletion; AWS allows 7 to 30 days. */
    deletionWindowDays: z.int().min(7).max(30).default(30),
  }),
  /** The store of each offsite place, and the bucket's name, which no other account may have. */
  buckets: z.record(name, z.strictObject({ name: bucketName })),
});

/** `backup:vault`: offsite vaults, by name. */
export const vault = z.record(name, oneVault);
