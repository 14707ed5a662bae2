import { z } from "zod";
import { bucketName, days, listOf, mailAddress, name, serviceUrl, text } from "./values";
import { access } from "./vault-access";

/** Plain words: AWS takes more in a tag, and bills and audits search for these. */
const tagText = text(
  /^(?![Aa][Ww][Ss]:)[A-Za-z0-9][\w.:@/-]*$/,
  "letters, digits and _.:@/-, a letter or digit first, not beginning with aws:",
  "use plain words",
);

const region = text(
  /^[a-z]{2}(-[a-z]+)+-\d$/,
  "an AWS region such as us-east-1",
  "write the code that AWS has for it, not its name",
);

const logs = z.strictObject({
  name: bucketName.describe(
    "The bucket's name in AWS, which no other account in the world may have.",
  ),
  keptDays: days.describe("How long each log is kept."),
});

const alarms = z.strictObject({
  emails: listOf(mailAddress.describe("One of them, which has to confirm that once."))
    .min(1)
    .max(10)
    .describe("Who is written to."),
  monthlyLimitUSD: z
    .number()
    .min(1)
    .max(1_000_000)
    .multipleOf(0.01)
    .meta({ unit: "USD" })
    .describe(
      "What the account may cost in a month: told at 80 % of it, when it is reached, and when it will be.",
    ),
});

const key = z.strictObject({
  alias: name
    .default("astronomy-lab-backup")
    .describe(
      "Its alias in KMS, without the `alias/` before it; fixed once copies are under the key. The key for the escrow is called the same with `-escrow` behind it, the one that signs evidence with `-evidence`.",
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
  key: key.describe(
    "The customer-managed key of KMS that the copies are encrypted under, and what the others have in common with it.",
  ),
  access: access
    .optional()
    .describe(
      "Who may do what with keys, escrowed secrets and buckets. Default: whoever IAM allows, so that every administrator of the account can end a key.",
    ),
  buckets: z
    .record(
      name,
      z
        .strictObject({
          name: bucketName.describe(
            "The bucket's name in AWS, which no other account in the world may have.",
          ),
          keptDays: days
            .optional()
            .describe(
              "Of a bucket that no place uses, such as one for evidence: how long what lies there is kept, locked as long. Default: nothing expires and nothing is locked.",
            ),
        })
        .describe(
          "The bucket of the offsite place whose `store` has this name, or one that no place uses.",
        ),
    )
    .describe(
      "The buckets of the offsite places, by the `store` of each: one for each engine and purpose, for one has one lifecycle and one lock.",
    ),
  logs: logs
    .optional()
    .describe(
      "Where S3 writes down each request for the buckets, and CloudTrail who did what, each object's requests among it. Needs `access`. Default: nowhere, which the plan warns of.",
    ),
  alarms: alarms
    .optional()
    .describe(
      "Who is told what the account costs. Needs `access`. Default: nobody, which the plan warns of.",
    ),
});

/** `backup:vault`: offsite vaults, by name. */
export const vault = z.record(
  name,
  oneVault.describe("An offsite vault: buckets in one region of AWS under one key."),
);
