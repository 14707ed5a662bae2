import { checkDeclaration } from "../../config/declaration";
import { literalPattern } from "../../lib/literal-pattern";
import { describeFault } from "../../model/fault";
import { labSections } from "../support/lab-plan";
import { setAt } from "../support/lab";
import { mistakesOfForm } from "./support/mistakes-of-form";
import { mistakesOfPbs } from "./support/mistakes-of-pbs";
import { mistakesOfMeaning } from "./support/mistakes-of-meaning";
import { mistakesOfReference } from "./support/mistakes-of-reference";

/** What a person is told of the lab's declaration with one value set, or taken out where it is undefined. */
function told(path: string, value: unknown): string {
  const sections = labSections();
  setAt(sections, path, value);
  return checkDeclaration(sections).faults.map(describeFault).join("\n");
}

const backup = (path: string) => `  backup:${path}`;

const mistakes = [
  ...mistakesOfPbs,
  ...mistakesOfForm,
  ...mistakesOfMeaning,
  ...mistakesOfReference,
];

describe("a mistake in the declaration", () => {
  it.each(mistakes)(
    "fails on %s, and says what was wrong, allowed and to do",
    (_what, path, value, message, allowed, fix) => {
      const text = told(path, value);

      expect(text).toContain(backup(path.split(".")[0]!));
      expect(text).toContain(message);
      expect(text).toMatch(new RegExp(`allowed: .*${literalPattern(allowed)}`));
      expect(text).toContain(fix);
      if (value !== undefined) expect(text).toMatch(/got: {5}./);
    },
  );

  it.each([
    ["pbs.users.backup-admin@pbs.password", "hunter22"],
    ["veeam.encryptionPassword", "hunter22"],
    ["pve.storages.pbs-vm.tokenSecret", "hunter22"],
  ])("fails on a secret in clear at %s without showing it", (path, secret) => {
    const text = told(path, secret);

    expect(text).toContain(
      `backup:${path}: is not a key that is known here, and may be a secret that stands in clear`,
    );
    expect(text).toContain("take it out and change the secret");
    expect(text).not.toContain(secret);
  });

  it("fails on many of them at once", () => {
    const several = [
      "a list where one is wanted",
      "a share in percent",
      "a size of nothing",
      "a day that is shortened",
    ];
    const some = mistakes.filter(([what]) => several.includes(what));
    const sections = labSections();
    for (const [, path, value] of some) setAt(sections, path, value);
    const { faults } = checkDeclaration(sections);

    expect(faults.map((fault) => fault.path)).toEqual([
      "backup:sizing.usedShare",
      "backup:windows.weekend-night.days[0]",
      "backup:guests.dc01.node",
      "backup:fileServers.fs02.sizeGB",
    ]);
  });
});
