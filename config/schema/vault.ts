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

/** Of what IAM allows in a name and the path before it (IAM User Guide, "IAM and AWS STS quotas") all but `,` and `=`, which nobody uses. */
const iamName = String.raw`(?:[\w+.@-]+/){0,8}[\w+.@-]{1,64}`;

const roleArn = text(
  new RegExp(String.raw`^arn:aws:iam::\d{12}:role/${iamName}$`),
  "the ARN of a role of IAM, such as arn:aws:iam::123456789012:role/break-glass, without a wildcard",
  "copy it from: aws iam get-role --role-name NAME --query Role.Arn",
);

const principalArn = text(
  new RegExp(String.raw`^arn:aws:iam::\d{12}:(?:role|user)/${iamName}$`),
  "the ARN of a role or user of IAM, such as arn:aws:iam::123456789012:role/restore, without a wildcard",
  "copy it from: aws iam get-role --role-name NAME --query Role.Arn; whoever assumes a role is meant by the role's ARN",
);

/** Each is written into several statements of policies, of which the shortest may have 20,480 bytes. */
const principals = z.array(principalArn.describe("One of them.")).max(10);

const access = z.strictObject({
  breakGlass: z
    .array(roleArn.describe("One of them."))
    .min(1)
    .max(10)
    .describe(
      "Roles that alone may schedule the deletion of keys, disable them or delete escrowed secrets, beside the root user with a second factor. Nobody assumes one day by day; they are asked for before an update.",
    ),
  administrators: principals
    .min(1)
    .describe(
      "Whoever applies the stack: may change keys and policies, and reads and writes the escrow.",
    ),
  restorers: principals.default([]).describe("Whoever reads the offsite copies, through S3."),
  escrowReaders: principals
    .default([])
    .describe("Whoever reads the escrowed keys, through Secrets Manager."),
  evidenceSigners: principals.default([]).describe("What signs evidence with the key for that."),
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
      "Who may do what with keys and escrowed secrets. Default: whoever IAM allows, so that every administrator of the account can end a key.",
    ),
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
