/**
 * What AWS would answer to a request, as an evaluator sees it that knows nothing of this project: `@cloud-copilot/iam-simulate`. It is under
 * the AGPL, so it is a tool of the tests alone: nothing that is shipped imports it.
 */
import { runSimulation } from "@cloud-copilot/iam-simulate";

/** A request to AWS. */
export interface Request {
  /** ARN of a role, a user or the root user. */
  readonly principal: string;
  /** `service:Action` */
  readonly action: string;
  /** ARN of the key, secret or bucket. */
  readonly resource: string;
  /** Condition keys beside the principal's own. */
  readonly context?: Readonly<Record<string, string>>;
  /** What IAM allows the principal. Default: everything, as to an administrator of the account. */
  readonly identity?: object;
}

/** An administrator's, to whom IAM refuses nothing. */
const everything = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/**
 * Whether a request is allowed.
 *
 * @param resourcePolicy - of the key, secret or bucket that is asked for
 * @throws Error if a policy is none that AWS takes, or if the evaluator could not use a condition key
 */
export async function isAllowed(
  { principal, action, resource, context = {}, identity = everything }: Request,
  resourcePolicy: string,
): Promise<boolean> {
  const account = principal.split(":")[4]!;
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: resource.split(":")[4]! || account },
        contextVariables: { "aws:PrincipalArn": principal, ...context },
      },
      identityPolicies: [{ name: "identity", policy: identity }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(resourcePolicy) as object,
    },
    {},
  );
  if (result.resultType !== "single")
    throw new Error(`${action} on ${resource} is not judged: ${JSON.stringify(result)}`);
  const ignored = result.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) throw new Error(`${action} has no condition key ${ignored.join(", ")}`);
  return result.overallResult === "Allowed";
}
