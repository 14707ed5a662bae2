import { z } from "zod";
import { bucketName, name, serviceUrl, text } from "./values";

/** Plain words: AWS takes more in a tag, and bills and audits search for these. */
const tagText = text(
  /^(?!aws:)[A-Za-z0-9][\w.:@/-]*$/,
  "letters, digits and _.:@/-, a letter or digit first, not beginning with aws:",
  "use plain words",
);

const region = text(
  /^[a-z]{2}(-[a-z]+)+-\d$/,
  "an AWS region such as us-east-1",
  "write the code that AWS has for it, not its name",
);

const key = z.strictObject({
  alias: name
    .default("astronomy-lab-backup")
    .describe(
      "Its alias in KMS, without the `alias/` before it; fixed once copies are under the key.",
    ),
  rotationDays: z
    .int()
    .min(90)
    .max(2560)
    .meta({ unit: "days" })
    .default(365)
    .describe("How often KMS makes new key material; what lies under the old one stays readable."),
  deletionWindowDays: z
    .int()
    .min(7)
    .max(30)
    .meta({ unit: "days" })
    .default(30)
    .describe("How long KMS waits between the order to delete the key and its end."),
});

/** Offsite buckets on AWS under a customer-managed key. What they keep follows from the plan. */
const oneVault = z.strictObject({
  region: region.describe("Where its buckets and its key are."),
  endpoint: serviceUrl
    .optional()
    .describe("Another S3 and KMS service than AWS's own. Default: that of AWS in the region."),
  tags: z
    .record(tagText.max(128), tagText.max(256).describe("The value of this tag."))
    .default({})
    .describe("Tags on everything in it, so that a bill and an audit find it."),
  key: key.describe("The customer-managed key of KMS that everything in it is encrypted under."),
  buckets: z
    .record(
      name,
      z
        .strictObject({
          name: bucketName.describe(
            "The bucket's name in AWS, which no other account in the world may have.",
          ),
        })
        .describe("The bucket of the offsite place whose `store` has this name."),
    )
    .describe("The buckets of the offsite places, by the `store` of each."),
});

/** `backup:vault`: offsite vaults, by name. */
export const vault = z.record(
  name,
  oneVault.describe("An offsite vault: buckets in one region of AWS under one key."),
);
