import { isAccount } from "../../iam-condition";
import { type ResourceOf } from "../../resource";
import { resourceRule, type Violation } from "../../rule";

type Grant = ResourceOf<"aws:kms/grant:Grant">["props"];

/** What opens what lies under a key, or has it opened under another. Source: AWS KMS API Reference, "Permissions". */
const opening = ["Decrypt", "ReEncryptFrom"];

/**
 * A grant is in no policy: whoever reads the key's policy does not see it, and the grantee of one with `CreateGrant` hands
 * it on to others (AWS KMS Developer Guide, "Grants in AWS KMS").
 */
export const kmsGrantNarrow = resourceRule({
  name: "kms-grant-narrow",
  description:
    "Grants of KMS keys are for roles or users by name, cannot be handed on, and open nothing without an encryption context.",
  remediation:
    "Name a role in `granteePrincipal` and `retiringPrincipal`, take `CreateGrant` out of `operations`, and give `Decrypt` and " +
    "`ReEncryptFrom` an encryption context in `constraints`; or allow the role in the key's policy, where it is seen.",
  types: ["aws:kms/grant:Grant"],
  judge: ({ props }) => [
    ...open("granteePrincipal", props.granteePrincipal),
    ...open("retiringPrincipal", props.retiringPrincipal),
    ...operationFaults(props),
  ],
});

function open(path: string, principal = ""): readonly Violation[] {
  return isAccount(principal) || /[*?]/.test(principal)
    ? [
        {
          problem: `${path} is ${principal}, which is whomever IAM lets; wanted is a role or user by its ARN`,
          fix: `name one role in ${path}`,
        },
      ]
    : [];
}

function operationFaults(grant: Grant): readonly Violation[] {
  const { operations = [] } = grant;
  const got = opening.filter((one) => operations.includes(one));
  return [
    ...(operations.includes("CreateGrant")
      ? [
          {
            problem:
              "operations has CreateGrant, by which the grantee lets others use the key; wanted are operations of its own",
            fix: "take CreateGrant out of operations",
          },
        ]
      : []),
    ...(got.length > 0 && !isConstrained(grant)
      ? [
          {
            problem: `operations has ${got.join(", ")} and constraints has no encryption context, so that everything under the key can be opened, and no policy of the key shows by whom; wanted is an encryption context`,
            fix: "set encryptionContextEquals or encryptionContextSubset in constraints, or allow it in the key's policy",
          },
        ]
      : []),
  ];
}

/** Several constraints are alternatives of one; an empty context is in every request. */
function isConstrained({ constraints = [] }: Grant): boolean {
  return (
    constraints.length > 0 &&
    constraints.every(({ encryptionContextEquals, encryptionContextSubset }) =>
      [encryptionContextEquals, encryptionContextSubset].some(
        (context) => Object.keys(context ?? {}).length > 0,
      ),
    )
  );
}
