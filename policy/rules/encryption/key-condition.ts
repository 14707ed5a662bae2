import { isAnybody } from "../../iam-anybody";
import { requires } from "../../iam-condition";
import { type IamCondition, type IamStatement } from "../../iam-statement";

/** Which account, organization, service or network of the customer's somebody comes from. */
const origins =
  /^(aws:(principal(account|arn|orgid|orgpaths)|source(account|arn|orgid|orgpaths|vpc|vpce)|userid)|kms:calleraccount)$/;

/** Who somebody is within an account. */
const persons = /^aws:(principalarn|userid|username|principaltag\/.+)$/;

const mfa = "aws:multifactorauthpresent";

/**
 * Whether a statement holds for one account, organization or the like alone, so that strangers stay out. By
 * `kms:ViaService` they do not: they reach a key through S3 as well.
 */
export const keepsStrangersOut = (statement: IamStatement) =>
  requires(statement, origins, isFixedOrigin);

/** Whether a statement holds for some persons of an account alone, or with a second factor. */
export const namesWho = (statement: IamStatement) =>
  requires(statement, persons, isSomebody) ||
  requires(statement, mfa, (value) => value === "true") ||
  requires(statement, "aws:MultiFactorAuthAge", () => true);

const unequal =
  /^(string(notequals|notequalsignorecase|notlike)|arn(notequals|notlike))(ifexists)?$/;

/**
 * Whether a condition of a statement that denies spares some persons alone. Without `IfExists` a log-in with an access
 * key, which has no word on a second factor, would be spared too (IAM User Guide, "Secure API access with MFA").
 */
export function sparesWho({ operator, key, values }: IamCondition): boolean {
  if (key === mfa) return operator === "boolifexists" && values.every((value) => value === "false");
  return unequal.test(operator) && persons.test(key) && values.every(isSomebody);
}

/** What the caller brings along equals itself; of the key's own account and organization that is no question. */
const variable = /\$\{(?!aws:Resource(Account|OrgID|OrgPaths)\})/i;

/** `arn:partition:service:region:account:resource`; a bucket's ARN has no account, and its name is unique in the world. */
function isFixedOrigin(value: string): boolean {
  if (variable.test(value)) return false;
  // What has parts is told by the first: an organization before its paths, a role's id before its sessions.
  if (!value.startsWith("arn:")) return !/[*?]/.test(value.split(/[/:]/)[0] ?? "");
  const [, , , , account = "", resource = "*"] = value.split(":");
  return account === "" ? !/^[*?]/.test(resource) : !/[*?]/.test(account);
}

/** Whether a value leaves out anybody: `arn:aws:iam::1:role/*` does not. */
const isSomebody = (value: string) => !variable.test(value) && !isAnybody(value);
