import { z } from "zod";
import { listOf, network, text } from "./values";

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
const principals = listOf(principalArn.describe("One of them.")).max(10);

const assumedBy = z.strictObject({
  restorer: principals
    .default([])
    .describe(
      "Of the role that reads and recalls offsite copies and writes nothing. Default: it is not made.",
    ),
  auditor: principals
    .default([])
    .describe(
      "Of the role that reads how everything is set, and nothing that is kept. Default: it is not made.",
    ),
});

/** Who may do what with a vault. */
export const access = z.strictObject({
  breakGlass: listOf(roleArn.describe("One of them."))
    .min(1)
    .max(10)
    .describe(
      "Roles that alone may schedule the deletion of keys, disable them, delete escrowed secrets, or end versions of copies, beside the root user with a second factor. Nobody assumes one day by day; they are asked for before an update.",
    ),
  administrators: principals
    .min(1)
    .describe(
      "Whoever applies the stack: may change keys, policies and settings of buckets, and reads and writes the escrow.",
    ),
  restorers: principals.default([]).describe("Whoever reads the offsite copies, through S3."),
  escrowReaders: principals
    .default([])
    .describe("Whoever reads the escrowed keys, through Secrets Manager."),
  evidenceSigners: principals.default([]).describe("What signs evidence with the key for that."),
  assumedBy: assumedBy
    .prefault({})
    .describe("Who may assume the roles that the stack makes; users need a second factor for it."),
  writerNetworks: listOf(network.describe("One of them."))
    .max(10)
    .default([])
    .describe(
      "The networks that writers come from, as AWS sees them. Default: wherever they come from.",
    ),
});
