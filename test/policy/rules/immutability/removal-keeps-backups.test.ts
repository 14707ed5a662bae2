import * as fs from "node:fs";
import * as path from "node:path";
import { losing } from "../../../../policy/rules/immutability/removal-keeps-backups";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "removal-keeps-backups";
const flags = losing.flatMap(({ types, ...flag }) => types.map((type) => ({ type, ...flag })));
/** What the provider's own SDK says of a type. */
const sdkOf = (type: string) =>
  fs.readFileSync(
    path.join(
      path.dirname(require.resolve("@pulumi/aws/package.json")),
      `${type.split(":")[1]}.d.ts`,
    ),
    "utf8",
  );

describe.each(flags)(`${rule}, $property of $type`, ({ type, property, byDefault = false }) => {
  it("is an input of that type, with that default", () => {
    expect(sdkOf(type)).toMatch(new RegExp(`^    ${property}\\?: pulumi.Input<boolean`, "m"));
    const comment = `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*${property}\\?:`;
    const told = new RegExp(comment).exec(sdkOf(type))?.[1];
    expect(/default[^.]*`true`/i.test(told ?? "")).toBe(byDefault);
  });

  it.each([false, "false"])("passes %j", async (off) => {
    const props = { ...allOff(type), [property]: off };
    expect(await violationsOf(rule, [{ type, props }])).toEqual([]);
  });

  it.each([true, "true"])("fails on %j", async (said) => {
    expect(
      await violationsOf(rule, [{ type, props: { ...allOff(type), [property]: said } }]),
    ).toEqual([
      expect.stringMatching(
        `^subject: ${property} is "?true"?, so that when it is removed .*; wanted`,
      ),
    ]);
  });

  it(`${byDefault ? "fails" : "passes"} where nothing is said`, async () => {
    const props = { ...allOff(type), [property]: undefined };

    expect(await violationsOf(rule, [{ type, props }])).toEqual(
      byDefault ? [expect.stringContaining(`${property} is unset, which is true`)] : [],
    );
  });

  it("says that it is not known yet", async () => {
    const props = { ...allOff(type), [property]: unknown };

    expect(await verdictOf(rule, [{ type, props }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${property} of subject is not known yet`),
    });
  });
});

function allOff(type: string): Record<string, unknown> {
  return Object.fromEntries(
    flags.filter((one) => one.type === type).map(({ property }) => [property, false]),
  );
}

it("says nothing of what holds no copies", async () => {
  for (const type of ["aws:iam/user:User", "aws:ecr/repository:Repository"])
    expect(await violationsOf(rule, [{ type, props: { forceDestroy: true } }])).toEqual([]);
});
