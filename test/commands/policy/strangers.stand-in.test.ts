import * as path from "node:path";
import { ruleSettings } from "../../../commands/policy/configuration";
import { type Judgement } from "../../../commands/policy/judgement";
import { judged } from "../../../commands/policy/judge";
import { packDirectory, withPack } from "../../../commands/policy/pack";
import { previewed } from "../../../commands/policy/preview/preview";
import { rows } from "../../../policy/table";

interface Case {
  readonly name: string;
  readonly rule?: string;
}

const stranger = path.join(__dirname, "..", "..", "engine", "support", "stranger");
const { afterwards, ...made } = jest.requireActual<{
  readonly cases: readonly Case[];
  readonly served: readonly Case[];
  readonly afterwards: Readonly<Record<string, string>>;
}>(path.join(stranger, "cases.js"));

const cases = [...made.cases, ...made.served];

/** What the served pack says of all cases in one program, without an engine. */
async function judgement(): Promise<Judgement> {
  const resources = await previewed({
    ...{ program: path.join(stranger, "index.js"), stack: "stranger", secretKeys: [] },
    values: { "backup:cases": JSON.stringify(cases.map(({ name }) => name)) },
  });
  return withPack(packDirectory, (pack) =>
    judged(pack, ruleSettings(pack.info), resources, "2026-11-24"),
  );
}

test("a stranger's broken resources are each named by the right rule, and no harmless one", async () => {
  const { violations, notJudged, rules } = await judgement();
  const levels = new Map(rules.map(({ name, level }) => [name, level]));
  const told = (name: string) =>
    violations.filter(({ resource }) => resource === name).map(({ rule }) => rule);
  const missed = cases.filter(({ name, rule }) => rule !== undefined && !told(name).includes(rule));
  const wronged = cases.flatMap(({ name, rule }) =>
    rule === undefined
      ? violations.filter(
          (one) =>
            (one.resource === name || one.resource.startsWith(`${name}-`)) &&
            levels.get(one.rule) === "mandatory",
        )
      : [],
  );

  expect(missed).toEqual([]);
  expect(wronged).toEqual([]);
  // Whose buckets have no name before the update.
  expect([...new Set(notJudged.map(({ rule, property }) => `${rule}: ${property}`))]).toEqual([
    "s3-repository-no-default-lock: bucket",
  ]);
});

test("each rule has a case, or a reason why it has none", () => {
  const tried = new Set(cases.map(({ rule }) => rule));
  const without = rows.map(({ rule }) => rule.name).filter((name) => !tried.has(name));

  expect(without.sort()).toEqual(Object.keys(afterwards).sort());
});
