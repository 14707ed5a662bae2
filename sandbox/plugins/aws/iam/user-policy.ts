import {
  DeleteUserPolicyCommand,
  GetUserPolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";
import { canonicalPolicy, checkPolicy, policyText } from "../policy-document";
import { gone, identityName } from "./names";

/** The inputs of `aws.iam.UserPolicy`. */
export interface UserPolicyInputs {
  readonly user: string;
  readonly name: string;
  readonly policy: string | object;
}

/** Characters of all inline policies of a user (IAM User Guide, "IAM and AWS STS quotas"). */
const mostPolicyBytes = 2048;

/** An id is `user:name`; neither can have a colon. */
function partsOf(id: string): { readonly UserName: string; readonly PolicyName: string } {
  const [UserName = "", PolicyName = ""] = id.split(":");
  if (UserName !== "" && PolicyName !== "") return { UserName, PolicyName };
  throw new Error(`got the id ${JSON.stringify(id)}; allowed: USER:POLICY`);
}

async function put({ iam }: AwsClient, { user, name, policy }: UserPolicyInputs): Promise<void> {
  await iam.send(
    new PutUserPolicyCommand({
      UserName: user,
      PolicyName: name,
      PolicyDocument: policyText(policy),
    }),
  );
}

const spec: AwsResource<UserPolicyInputs> = {
  token: "aws:iam/userPolicy:UserPolicy",
  isGlobal: true,
  inputs: {
    user: { replaces: true },
    name: { replaces: true },
    policy: { canonical: canonicalPolicy },
  },
  notSimulated: ["namePrefix"],
  autoName: "name",
  jsonDocuments: ["policy"],
  check: ({ name, policy }) => [
    ...checkPolicy("policy", policy, mostPolicyBytes),
    ...faultIf(
      name !== undefined && !identityName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: 1 to 64 letters, digits and + = , . @ - _`,
    ),
  ],
  async create(client, inputs) {
    await put(client, inputs);
    return `${inputs.user}:${inputs.name}`;
  },
  update: (client, _, inputs) => put(client, inputs),
  async observe({ iam }, id) {
    const answer = await unlessAbsent(iam.send(new GetUserPolicyCommand(partsOf(id))), gone);
    return (
      answer && {
        user: answer.UserName,
        name: answer.PolicyName,
        // IAM answers it URL-encoded (IAM API, GetUserPolicy).
        policy: decodeURIComponent(answer.PolicyDocument ?? ""),
      }
    );
  },
  async delete({ iam }, id) {
    await unlessAbsent(iam.send(new DeleteUserPolicyCommand(partsOf(id))), gone);
  },
};

/** `aws.iam.UserPolicy`: a policy within a user. */
export const userPolicy = awsResourceType(spec);
