import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { planFile } from "../../../commands/plan/planned-file";
import { previewed } from "../../../commands/policy/preview/preview";
import { askOwnPack, type AskPack, askPackIn } from "../../../commands/review/judged-sides";
import { resourceChanges } from "../../../commands/review/resource-changes";
import { type Sides, sidesOf } from "../../../commands/review/sides";
import { ruleChanges } from "../../../commands/review/verdicts";
import { resource } from "../policy/support";
import { labText } from "./support/lab-text";
import { today, withFile } from "./support/reviewed";

const shorter = labText.replace(
  "retention: { weekly: 4, monthly: 1, days: 30 }",
  "retention: { weekly: 2, days: 14 }",
);

/** The lab's file and another, run and judged. */
function seen(pack: AskPack, run = previewed): Promise<Sides> {
  return withFile(labText, (base) =>
    withFile(shorter, (head) => {
      const side = (file: string) => ({ file, planned: planFile(file, today) });
      const wanted = { resources: true, policy: true, today };
      return sidesOf(side(base), side(head), wanted, { run, pack });
    }),
  );
}

describe("two files, run and judged by the pack that is served", () => {
  it("differ in what the change means, and need no engine, server or secret", async () => {
    const { before, after, ...without } = await seen(askOwnPack);

    expect(without).toEqual({});
    expect(before.resources!.length).toBeGreaterThan(200);
    expect(before.resources).toContainEqual(
      expect.objectContaining({
        ...{ type: "backup:pbs:Datastore", name: "pbs-vm-backup" },
        inputs: expect.objectContaining({
          onRemoval: expect.stringContaining("every backup stays") as string,
        }) as object,
      }),
    );
    // All but a few are the same, whatever folder the file is in.
    const changed = resourceChanges(before.resources!, after.resources!).map(({ name }) => name);
    expect(changed).toContain("pbs-pbs-vm-prune");
    expect(changed.length).toBeLessThan(20);

    const { broken, mended, open, kept } = ruleChanges(before.verdicts!, after.verdicts!);
    expect(broken).toContainEqual(
      expect.objectContaining({ rule: "pbs-prune-job-minimum", level: "mandatory" }),
    );
    expect([mended, open]).toEqual([[], []]);
    expect(kept.map(({ rule }) => rule)).toEqual(["trail-own-key"]);
  });
});

describe("a pack that does not judge", () => {
  let directory: string;
  beforeEach(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), "pack-"))));
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  it("is an error with what it printed, and no review without its rules", async () => {
    fs.writeFileSync(path.join(directory, "package.json"), '{ "main": "index.js" }');
    fs.writeFileSync(path.join(directory, "index.js"), 'require("@pulumi/policy-of-nobody");');
    const run = () => Promise.resolve([resource("logs")]);

    await expect(seen(askPackIn(directory), run)).rejects.toThrow(
      /^npm run review: the rules cannot be compared, for the policy pack in .* ended with code \d+:\n[^]*Cannot find module '@pulumi\/policy-of-nobody'[^]*--no-policy\.$/,
    );
  });
});
