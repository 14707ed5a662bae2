import { type IamStatement } from "./iam-statement";

/**
 * Operators that hold only where the key is there and has such a value. Not those that also hold without it: `…IfExists`,
 * `Null` and `ForAllValues` (IAM User Guide, "IAM JSON policy elements: Condition operators").
 */
const affirming =
  /^(foranyvalue:)?(string(equals|equalsignorecase|like)|arn(equals|like)|numeric(equals|lessthan|lessthanequals)|bool|ipaddress)$/;

/** Whether a statement holds only where that key has a value that passes. Its values are alternatives, so all must. */
export const requires = (
  { conditions }: IamStatement,
  key: string | RegExp,
  passes: (value: string) => boolean,
): boolean =>
  conditions.some(
    (one) =>
      (typeof key === "string" ? one.key === key.toLowerCase() : key.test(one.key)) &&
      affirming.test(one.operator) &&
      one.values.length > 0 &&
      one.values.every(passes),
  );

/** Whether a value names something: it has no wildcard or variable, or is an ARN whose account has none. */
export const isFixed = (value: string) =>
  value !== "" && (!/[*?]|\$\{/.test(value) || /^arn:[^:*?$]+:[^:*?$]+:[^:]*:\d{12}:/.test(value));

/** Whether a value is an address or a network. What is broader than the largest that one owner gets is the internet. */
export function isNetwork(value: string): boolean {
  const [address = "", length] = value.split("/");
  if (length === undefined) return isFixed(value);
  return Number(length) >= (address.includes(":") ? 32 : 8);
}

/** What tells who asks, as far as AWS itself fills it in. */
const identities = ["PrincipalArn", "PrincipalAccount", "PrincipalOrgID", "PrincipalOrgPaths"];

/** Whether its conditions keep a statement to principals that they name. */
export const tellsWho = (statement: IamStatement) =>
  identities.some((key) => requires(statement, `aws:${key}`, isFixed));

/** What tells from where or for what somebody asks. */
const origins = [
  ...["aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID"],
  ...["aws:SourceVpc", "aws:SourceVpce", "aws:userid"],
  ...["s3:DataAccessPointArn", "s3:DataAccessPointAccount"],
];

/** Whether its conditions keep a statement from the public: as S3 judges it, under "the meaning of public". */
export const isNarrowed = (statement: IamStatement) =>
  tellsWho(statement) ||
  origins.some((key) => requires(statement, key, isFixed)) ||
  requires(statement, "aws:SourceIp", isNetwork);

/** Whether a principal is an account as a whole: everybody in it whom its own IAM allows. */
export const isAccount = (id: string) => /^\d{12}$|^arn:[^:]+:iam::\d{12}:root$/.test(id);
