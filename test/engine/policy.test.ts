import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { rows } from "../../policy/table";
import { shared } from "./support/sandbox";

interface Case {
  /** Of the case, and of its resource. */
  readonly name: string;
  /** The rule that names it; none where it does no harm. */
  readonly rule?: string;
}

/** A program that uses no component of ours, in a project and a stack of its own. */
const stranger = path.join(__dirname, "support", "stranger");
const stack = "stranger";
const stackFile = path.join(stranger, `Pulumi.${stack}.yaml`);
const { cases, later } = jest.requireActual<{ cases: readonly Case[]; later: Case }>(
  "./support/stranger/cases.js",
);

const pulumi = (...args: readonly string[]) =>
  shared.run("pulumi", ["-C", stranger, ...args, "--non-interactive"], "", stack);

function declare(names: readonly string[]): void {
  const { endpoint, region, accessKey, secretKey } = shared.endpoints.aws;
  const services = ["s3", "kms", "iam", "secretsmanager", "sns", "sts", "budgets", "cloudtrail"];
  const config = {
    "stranger:cases": JSON.stringify(names),
    ...{ "aws:region": region, "aws:accessKey": accessKey, "aws:secretKey": secretKey },
    "aws:skipCredentialsValidation": "true",
    "aws:endpoints": JSON.stringify([Object.fromEntries(services.map((one) => [one, endpoint]))]),
    // Nobody is there: a preview asks no server.
    ...{ "minio:minioServer": "127.0.0.1:9", "minio:minioSsl": "true" },
    ...{ "minio:minioUser": "lab", "minio:minioPassword": "labpassword" },
    "proxmoxve:endpoint": "https://127.0.0.1:9",
    "proxmoxve:apiToken": "pulumi@pve!x=0f0f0f0f-0000-4000-8000-000000000000",
  };
  fs.writeFileSync(stackFile, stringify({ config }));
}

type Level = "mandatory" | "advisory";

/** The rules of a level that were broken, by the resource's name. */
function toldBy(output: string, level: Level): ReadonlyMap<string, readonly string[]> {
  const lines = new RegExp(String.raw`\[${level}\] +\[severity: \w+\] +(\S+) +\(\S+: (\S+)\)`, "g");
  const told = new Map<string, string[]>();
  for (const [, rule = "", name = ""] of output.matchAll(lines))
    told.set(name, [...(told.get(name) ?? []), rule]);
  return told;
}

const levels = new Map(rows.map(({ rule, level }) => [rule.name, level]));

beforeAll(async () => {
  fs.rmSync(stackFile, { force: true });
  const { code, output } = await pulumi("stack", "init", stack);
  if (code !== 0) throw new Error(output);
});

afterAll(async () => {
  await pulumi("destroy", "--yes");
  await pulumi("stack", "rm", "--yes", "--force", stack);
  fs.rmSync(stackFile, { force: true });
});

it("names each broken resource of a stranger's program by the right rule, and stops no harmless one", async () => {
  declare(cases.map(({ name }) => name));

  const { code, output } = await pulumi("preview");

  const told = {
    mandatory: toldBy(output, "mandatory"),
    advisory: toldBy(output, "advisory"),
  };
  const wanted = cases.filter(({ rule }) => rule !== undefined);
  const isTold = ({ name, rule = "" }: Case) =>
    told[levels.get(rule) ?? "mandatory"].get(name)?.includes(rule);
  const harmless = cases.filter(({ rule }) => rule === undefined);
  const stopped = [...told.mandatory.keys()];
  expect(new Set(wanted.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(100);
  expect(harmless.length).toBeGreaterThanOrEqual(100);
  expect(wanted.filter((one) => !isTold(one))).toEqual([]);
  expect(
    stopped.filter((one) =>
      harmless.some(({ name }) => one === name || one.startsWith(`${name}-`)),
    ),
  ).toEqual([]);
  expect(code).not.toBe(0);
});

it("says in a preview what it cannot judge yet, and stops that resource before it is made", async () => {
  declare([later.name]);

  const preview = await pulumi("preview");
  const update = await pulumi("up", "--yes", "--skip-preview");
  const state = await pulumi("stack", "export");

  expect(preview.code).toBe(0);
  expect(preview.output).toMatch(/recoveryWindowInDays of later is not known yet/);
  expect(update.code).not.toBe(0);
  expect(toldBy(update.output, "mandatory").get(later.name)).toContain(later.rule);
  expect(state.output).toContain("::before");
  expect(state.output).not.toContain("::later");
});
