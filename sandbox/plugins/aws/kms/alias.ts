import {
  type AliasListEntry,
  CreateAliasCommand,
  DeleteAliasCommand,
  UpdateAliasCommand,
  paginateListAliases,
} from "@aws-sdk/client-kms";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";
import type { Canonical } from "../spelling";

/** The inputs of `aws.kms.Alias`. */
export interface AliasInputs {
  readonly name: string;
  /** A key's id or ARN. */
  readonly targetKeyId: string;
}

/** `alias/` and up to 250 letters, digits and `/_-` (AWS KMS API, CreateAlias); `alias/aws/` is AWS's own. */
const allowedName = /^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/;

/** A key's id, whether given as id or as ARN. */
const keyId: Canonical = (key) => String(key).replace(/^arn:.*:key\//, "");

async function find({ kms }: AwsClient, name: string): Promise<AliasListEntry | undefined> {
  for await (const page of paginateListAliases({ client: kms }, {})) {
    const found = page.Aliases?.find(({ AliasName }) => AliasName === name);
    if (found) return found;
  }
  return undefined;
}

const spec: AwsResource<AliasInputs> = {
  token: "aws:kms/alias:Alias",
  inputs: { name: { replaces: true }, targetKeyId: { canonical: keyId } },
  notSimulated: ["namePrefix"],
  deleteBeforeReplace: true,
  volatileOutputs: ["targetKeyArn"],
  check: ({ name }) =>
    faultIf(
      name === undefined || !allowedName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: alias/ and then letters, digits, "/", "_" and "-", not alias/aws/`,
    ),
  async create({ kms }, { name, targetKeyId }) {
    await kms.send(new CreateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }));
    return name;
  },
  async update({ kms }, name, { targetKeyId }) {
    await kms.send(new UpdateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }));
  },
  async observe(client, name) {
    const alias = await find(client, name);
    return (
      alias && {
        arn: alias.AliasArn,
        name,
        targetKeyId: alias.TargetKeyId,
        targetKeyArn: alias.AliasArn?.replace(/:alias\/.*$/, `:key/${alias.TargetKeyId}`),
      }
    );
  },
  async delete({ kms }, name) {
    await unlessAbsent(kms.send(new DeleteAliasCommand({ AliasName: name })), "NotFoundException");
  },
};

/** `aws.kms.Alias`: its id is the alias's name. */
export const alias = awsResourceType(spec);
