import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { shared } from "./support/sandbox";

interface Case {
  /** Of the case, and of its resource. */
  readonly name: string;
  /** The rule that stops it; none where it does no harm. */
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

/** The mandatory rules that were broken, by the resource's name. */
function stoppedBy(output: string): ReadonlyMap<string, readonly string[]> {
  const told = output.matchAll(/\[mandatory\] \[severity: \w+\] +(\S+) +\(\S+: (\S+)\)/g);
  const stopped = new Map<string, string[]>();
  for (const [, rule = "", name = ""] of told)
    stopped.set(name, [...(stopped.get(name) ?? []), rule]);
  return stopped;
}

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

it("stops each broken resource of a stranger's program by the right rule, and no harmless one", async () => {
  declare(cases.map(({ name }) => name));

  const { code, output } = await pulumi("preview");

  const stopped = stoppedBy(output);
  const wanted = cases.filter(({ rule }) => rule !== undefined);
  expect(wanted.length).toBeGreaterThanOrEqual(40);
  expect(cases.length - wanted.length).toBeGreaterThanOrEqual(99);
  expect(wanted.filter(({ name, rule }) => !stopped.get(name)?.includes(rule ?? ""))).toEqual([]);
  expect(cases.filter(({ name, rule }) => rule === undefined && stopped.has(name))).toEqual([]);
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
  expect(stoppedBy(update.output).get(later.name)).toContain(later.rule);
  expect(state.output).toContain("::before");
  expect(state.output).not.toContain("::later");
});
