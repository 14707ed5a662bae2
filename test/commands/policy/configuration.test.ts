import { type Policies } from "@pulumi/policy";
import { policyConfigs, ruleSettings } from "../../../commands/policy/configuration";
import { infoOf } from "./support";

const validateStack = () => undefined;
const days = { type: "integer" as const, default: 30 };
const policies: Policies = [
  {
    ...{ name: "bucket-kept", description: "D.", enforcementLevel: "mandatory", validateStack },
    configSchema: { properties: { minimumDays: days, note: { type: "string" } } },
  },
  { name: "bucket-locked", description: "D.", enforcementLevel: "mandatory", validateStack },
  { name: "bucket-tagged", description: "D.", enforcementLevel: "advisory", validateStack },
];
const exceptions = [{ resource: "logs", reason: "moved in December", until: "2026-12-31" }];

const levelsOf = (...given: Parameters<typeof ruleSettings>) =>
  Object.values(ruleSettings(...given)).map(({ level }) => level);

describe("settings of a pack's rules", () => {
  it("are what the rules say of themselves, with the defaults of their schemas", () => {
    expect(ruleSettings(infoOf(policies))).toEqual({
      "bucket-kept": { level: "mandatory", properties: { minimumDays: 30 } },
      "bucket-locked": { level: "mandatory", properties: {} },
      "bucket-tagged": { level: "advisory", properties: {} },
    });
  });

  it("are changed by what the pack brings with it, and then by a file", () => {
    const info = infoOf(policies, {
      "bucket-kept": { enforcementLevel: "mandatory", minimumDays: 40, exceptions },
      "bucket-locked": "advisory",
    });

    expect(ruleSettings(info, { "bucket-kept": { minimumDays: 50 } })).toEqual({
      "bucket-kept": { level: "mandatory", properties: { minimumDays: 50, exceptions } },
      "bucket-locked": { level: "advisory", properties: {} },
      "bucket-tagged": { level: "advisory", properties: {} },
    });
  });

  it("have a level for all below one for each, of the same source", () => {
    const info = infoOf(policies, { "bucket-kept": "mandatory", all: "disabled" });
    expect(levelsOf(info)).toEqual(["mandatory", "disabled", "disabled"]);
    expect(levelsOf(info, { all: "advisory" })).toEqual(["advisory", "advisory", "advisory"]);
    expect(levelsOf(info, { all: "advisory", "bucket-tagged": "mandatory" })).toEqual([
      ...["advisory", "advisory", "mandatory"],
    ]);
    expect(levelsOf(info, { "bucket-locked": { enforcementLevel: "remediate" } })).toEqual([
      ...["mandatory", "remediate", "disabled"],
    ]);
  });

  it("have the engine's reading of a level that a pack does not say: advisory", () => {
    const info = infoOf(policies, { "bucket-kept": { exceptions } });
    expect(levelsOf(info)).toEqual(["advisory", "mandatory", "advisory"]);
    // A file's is read by the engine itself, which knows that there is none.
    expect(levelsOf(infoOf(policies), { "bucket-kept": { exceptions } })[0]).toBe("mandatory");
  });

  it("say nothing of a rule that the pack does not have", () => {
    const info = infoOf(policies);
    expect(Object.keys(ruleSettings(info, { all: "mandatory", other: "disabled" }))).toEqual([
      ...["bucket-kept", "bucket-locked", "bucket-tagged"],
    ]);
  });

  it("reach the pack", () => {
    const settings = ruleSettings(infoOf(policies), { "bucket-locked": "disabled" });
    const configs = policyConfigs(settings);
    // As `analyzer.proto` has them.
    const [advisory, mandatory, disabled] = [0, 1, 2];
    expect(Object.values(configs).map((one) => one.getEnforcementlevel())).toEqual([
      ...[mandatory, disabled, advisory],
    ]);
    expect(configs["bucket-kept"]?.getProperties()?.toJavaScript()).toEqual({ minimumDays: 30 });
  });
});
