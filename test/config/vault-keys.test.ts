import { faultsWith } from "./support/faults-with";
import { checkDeclaration } from "../../config/declaration";
import { labTwice } from "../support/several-products";

type Tree = Record<string, Record<string, Record<string, unknown>>>;

/** Faults of two vaults in one region with these aliases. */
function withAliases(first: string, second: string, region = "us-east-1") {
  const { secrets: _, ...sections } = labTwice() as Tree;
  const [one, two] = Object.values(sections["vault"]!);
  Object.assign(one!, { key: { alias: first }, region: "us-east-1" });
  Object.assign(two!, { key: { alias: second }, region });
  return checkDeclaration(sections).faults;
}

const role = (name: string, account = "123456789012") => `arn:aws:iam::${account}:role/${name}`;
const breakGlass = role("backup-break-glass");

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

describe("the keys of two vaults", () => {
  it("fail where one would be for data and for escrow", () => {
    expect(withAliases("lab", "lab-escrow")).toMatchObject([
      {
        path: expect.stringMatching(/^backup:vault\.[^.]+\.key\.alias$/) as string,
        message: expect.stringMatching(
          /^makes one key of its own for escrow and of the one for data of .*alias\/lab-escrow$/,
        ) as string,
        got: '"lab"',
        fix: "name another alias for the vault that is not applied yet",
      },
    ]);
  });

  it("fail where they would be the same", () => {
    expect(withAliases("lab", "lab")).toHaveLength(1);
  });

  it.each([
    ["with names of their own", withAliases("lab", "other")],
    ["in regions of their own", withAliases("lab", "lab", "eu-central-1")],
  ])("stand side by side %s", (_what, faults) => {
    expect(faults).toEqual([]);
  });
});
