import { isAccount, isFixed, requires, tellsWho } from "../../iam-condition";
import { covers } from "../../iam-match";
import { type IamPrincipal, type IamStatement, judgeStatements } from "../../iam-statement";
import { resourceRule, type Violation } from "../../rule";

/**
 * Who may assume a role has what it may. An account as principal is everybody in it whom its own IAM allows, so that
 * somebody else decides (IAM User Guide, "AWS JSON policy elements: Principal"). Which account is the role's own is not
 * in what is sent, so that of none it is let pass.
 */
export const iamTrustNarrow = resourceRule({
  name: "iam-trust-narrow",
  description: "Roles of AWS trust principals by name, or by a condition that tells who asks.",
  remediation:
    "Name the roles and users as principals, or add a condition: aws:PrincipalArn within accounts, sts:ExternalId or a second factor across them, the provider's `sub` for OpenID Connect.",
  types: ["aws:iam/role:Role"],
  judge: ({ props }) =>
    judgeStatements("assumeRolePolicy", props.assumeRolePolicy, (statements) =>
      statements.filter(({ isAllow }) => isAllow).flatMap(tooWide),
    ),
});

function tooWide(statement: IamStatement): readonly Violation[] {
  const { principals } = statement;
  if (principals?.allBut)
    return [wide(statement, "everybody whom NotPrincipal does not name", "are principals by name")];
  return (principals?.of ?? []).flatMap((principal) => unbounded(principal, statement));
}

function unbounded(principal: IamPrincipal, statement: IamStatement): readonly Violation[] {
  const { kind, id } = principal;
  if (kind === "Federated") return federated(id, statement);
  if (id === "*")
    return tellsWho(statement)
      ? []
      : [
          wide(
            statement,
            "everybody",
            "are principals by name, or a condition on aws:PrincipalArn",
          ),
        ];
  return isAccount(id) && !isNarrowedAccount(statement)
    ? [
        wide(
          statement,
          `all of the account ${id}`,
          "are its roles by name, or a condition on aws:PrincipalArn, sts:ExternalId or aws:MultiFactorAuthPresent",
        ),
      ]
    : [];
}

/** Providers of SAML know one company's people; one of OpenID Connect may know everybody's pipelines. */
function federated(id: string, statement: IamStatement): readonly Violation[] {
  return id.includes(":saml-provider/") || requires(statement, /:sub$/, isSubject)
    ? []
    : [wide(statement, `whoever logs in with ${id}`, "is a condition on its `sub`")];
}

/**
 * What a subject begins with is its owner, mostly behind a word that says of what: `repo:OWNER/…` of GitHub,
 * `project_path:GROUP/…` of GitLab, `organization:NAME:…` of Terraform, `org/ID/…` of CircleCI, `{REPOSITORY}…` of Bitbucket.
 */
const owner = /^(?:[a-z_]+(?::\/\/|[:/])|(?![a-z_]+[:/]))[^*?:/]+(?:[:/]|$)|^\{[^*?}]+\}/i;

/** One whose owner is a wildcard, or has one, is somebody else's as well. */
const isSubject = (value: string) =>
  owner.test(value) && !covers(value, "repo:zqxjvk-0/zqxjvk-0:ref:refs/heads/zqxjvk-0");

const isNarrowedAccount = (statement: IamStatement) =>
  tellsWho(statement) ||
  requires(statement, "sts:ExternalId", isFixed) ||
  requires(statement, "aws:MultiFactorAuthPresent", (value) => value === "true") ||
  requires(statement, "aws:MultiFactorAuthAge", () => true) ||
  requires(statement, /^aws:principaltag\//, isFixed);

const wide = ({ at }: IamStatement, got: string, wanted: string): Violation => ({
  problem: `${at} trusts ${got}; wanted ${wanted}`,
  fix: "name who may assume the role in Principal, or say who in Condition with an operator that wants the key to be there",
});
