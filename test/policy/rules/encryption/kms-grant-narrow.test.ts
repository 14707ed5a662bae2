import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "kms-grant-narrow";
const type = "aws:kms/grant:Grant";
const role = "arn:aws:iam::123456789012:role/reader";
const context = [{ encryptionContextEquals: { purpose: "restore" } }];
const grant = (more: object) => [
  { type, props: { keyId: "key", granteePrincipal: role, operations: ["DescribeKey"], ...more } },
];

describe(rule, () => {
  it.each([
    ["to encrypt", { operations: ["Encrypt", "GenerateDataKey", "ReEncryptTo"] }],
    ["to open in one context", { operations: ["Decrypt", "ReEncryptFrom"], constraints: context }],
    [
      "to open in a context and more",
      { operations: ["Decrypt"], constraints: [{ encryptionContextSubset: { purpose: "x" } }] },
    ],
    ["that a role retires", { operations: ["RetireGrant"], retiringPrincipal: role }],
    [
      "to a session by name",
      { granteePrincipal: "arn:aws:sts::123456789012:assumed-role/reader/one" },
    ],
  ])("passes a grant to a role %s", async (_what, more) => {
    expect(await violationsOf(rule, grant(more))).toEqual([]);
  });

  it.each([
    "*",
    "123456789012",
    "arn:aws:iam::123456789012:root",
    "arn:aws:iam::*:root",
    "arn:aws:iam::123456789012:role/*",
  ])("fails where %s has it or retires it", async (principal) => {
    for (const path of ["granteePrincipal", "retiringPrincipal"])
      expect(await violationsOf(rule, grant({ [path]: principal }))).toEqual([
        `subject: ${path} is ${principal}, which is whomever IAM lets; wanted is a role or user by its ARN. Fix: name one role in ${path}.`,
      ]);
  });

  it("fails where the grantee may let others in", async () => {
    expect(await violationsOf(rule, grant({ operations: ["CreateGrant"] }))).toEqual([
      expect.stringContaining("subject: operations has CreateGrant, by which the grantee lets"),
    ]);
  });

  it.each([
    undefined,
    [],
    [{}],
    [{ encryptionContextEquals: {} }],
    [...context, { encryptionContextSubset: {} }],
  ])("fails where it opens whatever there is, with constraints %j", async (constraints) => {
    const operations = ["Encrypt", "Decrypt", "ReEncryptFrom"];

    expect(await violationsOf(rule, grant({ operations, constraints }))).toEqual([
      expect.stringContaining("operations has Decrypt, ReEncryptFrom and constraints has no"),
    ]);
  });

  it.each(["granteePrincipal", "retiringPrincipal", "operations", "constraints"])(
    "says that %s is not known yet",
    async (path) => {
      expect(await verdictOf(rule, grant({ operations: ["Decrypt"], [path]: unknown }))).toEqual({
        violations: [],
        notJudged: expect.stringContaining(`${path} of subject is not known yet`),
      });
    },
  );
});
