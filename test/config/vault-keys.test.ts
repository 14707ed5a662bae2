import { faultsWith } from "./support/faults-with";
import { checkDeclaration } from "../../config/declaration";
import { labTwice } from "../support/several-products";

type Tree = Record<string, Record<string, Record<string, unknown>>>;

/** Faults of two vaults in one region with these aliases, unless the second is declared otherwise. */
function withAliases(first: string, second: string, otherwise: object = {}) {
  const { secrets: _, ...sections } = labTwice() as Tree;
  const [one, two] = Object.values(sections["vault"]!);
  Object.assign(one!, { key: { alias: first }, region: "us-east-1" });
  Object.assign(two!, { key: { alias: second }, region: "us-east-1", ...otherwise });
  return checkDeclaration(sections).faults;
}

const role = (name: string, account = "123456789012") => `arn:aws:iam::${account}:role/${name}`;
const breakGlass = role("backup-break-glass");
const accessIn = (account: string) => ({
  breakGlass: [role("backup-break-glass", account)],
  administrators: [role("backup-administrator", account)],
});

describe("who may end the keys of a vault", () => {
  it("fails where a principal is of another account, which KMS would ignore", () => {
    const foreign = role("deployer", "999999999999");
    expect(faultsWith({ "vault.access.administrators": [foreign] })).toEqual([
      {
        path: "backup:vault.access.administrators[0]",
        message: `is of another account than ${breakGlass}, and KMS lets nobody of another account end a key or change its policy`,
        got: `"${foreign}"`,
        allowed: "a principal of account 123456789012",
        fix: "name one of the account that the vault is in",
      },
    ]);
  });

  it("fails where a restorer is of another account, to which the buckets give nothing", () => {
    const foreign = role("restore", "999999999999");
    expect(faultsWith({ "vault.access.restorers": [foreign] })).toEqual([
      {
        path: "backup:vault.access.restorers[0]",
        message: `is of another account than ${breakGlass}, and its buckets admit nobody of another account, so that nothing could be read on the day`,
        got: `"${foreign}"`,
        allowed: "a principal of account 123456789012",
        fix: expect.stringContaining("access.assumedBy.restorer") as string,
      },
    ]);
  });

  it("fails where whoever applies the stack is a break-glass role", () => {
    expect(
      faultsWith({ "vault.access.administrators": [role("deployer"), breakGlass] }),
    ).toMatchObject([
      {
        path: "backup:vault.access.administrators[1]",
        message: expect.stringContaining("could end its keys") as string,
        got: `"${breakGlass}"`,
      },
    ]);
  });

  it.each([
    ["nobody", []],
    ["a wildcard", [role("*")]],
    ["a user", ["arn:aws:iam::123456789012:user/somebody"]],
    ["a session", ["arn:aws:sts::123456789012:assumed-role/backup-break-glass/me"]],
    ["a name", ["backup-break-glass"]],
  ])("fails where the break-glass role is %s", (_what, arns) => {
    expect(faultsWith({ "vault.access.breakGlass": arns })).toMatchObject([
      { path: expect.stringMatching(/^backup:vault\.access\.breakGlass/) as string },
    ]);
  });
});

describe("two vaults", () => {
  it("fail in one region of one account, whatever their keys are called: escrows have the engines' names", () => {
    expect(withAliases("lab", "other")).toEqual([
      {
        path: expect.stringMatching(/^backup:vault\.[^.]+\.region$/) as string,
        message: expect.stringMatching(
          /^is the region of backup:vault\.[^.]+, in the same account .* would have one name$/,
        ) as string,
        got: '"us-east-1"',
        allowed: "one vault for each region of an account",
        fix: expect.stringContaining("put this vault into another region") as string,
      },
    ]);
  });

  it("fail where nobody says that their accounts are two", () => {
    expect(
      withAliases("lab", "other", { access: undefined, logs: undefined, alarms: undefined }),
    ).toHaveLength(1);
  });

  it.each([
    ["in regions of their own", { region: "eu-central-1" }],
    ["in accounts of their own", { access: accessIn("999999999999") }],
  ])("stand side by side %s", (_what, second) => {
    expect(withAliases("lab", "lab", second)).toEqual([]);
  });
});
