import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { canonicalPolicy, checkPolicy, policyText } from "../policy-document";
import { gone } from "./names";

/** The inputs of `aws.iam.RolePolicy`. */
interface RolePolicyInputs {
  readonly role: string;
  readonly name: string;
  readonly policy: string | object;
}

/** Characters of all inline policies of a role (IAM User Guide, "IAM and AWS STS quotas"). */
const mostPolicyBytes = 10_240;

/** An id is `role:name`; neither can have a colon. */
function partsOf(id: string): { readonly RoleName: string; readonly PolicyName: string } {
  const [RoleName = "", PolicyName = ""] = id.split(":");
  if (RoleName !== "" && PolicyName !== "") return { RoleName, PolicyName };
  throw new Error(`got the id ${JSON.stringify(id)}; allowed: ROLE:POLICY`);
}

async function put({ iam }: AwsClient, { role, name, policy }: RolePolicyInputs): Promise<void> {
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: role,
      PolicyName: name,
      PolicyDocument: policyText(policy),
    }),
  );
}

const spec: AwsResource<RolePolicyInputs> = {
  token: "aws:iam/rolePolicy:RolePolicy",
  isGlobal: true,
  inputs: {
    role: { replaces: true },
    name: { replaces: true },
    policy: { canonical: canonicalPolicy },
  },
  notSimulated: ["namePrefix"],
  autoName: "name",
  jsonDocuments: ["policy"],
  check: ({ policy }) => checkPolicy("policy", policy, mostPolicyBytes),
  async create(client, inputs) {
    await put(client, inputs);
    return `${inputs.role}:${inputs.name}`;
  },
  update: (client, _, inputs) => put(client, inputs),
  async observe({ iam }, id) {
    const answer = await unlessAbsent(iam.send(new GetRolePolicyCommand(partsOf(id))), gone);
    return (
      answer && {
        role: answer.RoleName,
        name: answer.PolicyName,
        // IAM answers it URL-encoded (IAM API, GetRolePolicy).
        policy: decodeURIComponent(answer.PolicyDocument ?? ""),
      }
    );
  },
  async delete({ iam }, id) {
    await unlessAbsent(iam.send(new DeleteRolePolicyCommand(partsOf(id))), gone);
  },
};

/** `aws.iam.RolePolicy`: a policy within a role. */
export const rolePolicy = awsResourceType(spec);
