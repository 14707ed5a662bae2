import { type StackExport } from "../../../commands/drift/stack-export";
import { type DeployedThing, type Seen } from "./by-hand/change";
import { handMadeChanges } from "./by-hand/changes";
import { deployedThings } from "./by-hand/deployed-things";
import { type Operator } from "./by-hand/operator";
import { shared, up } from "./sandbox";

/** A finding as `npm run drift -- --json` prints it. */
export interface Finding {
  readonly title: string;
  readonly kind: string;
  readonly differences?: readonly unknown[];
  readonly repair?: string;
}

/** Everything that the shared stack has on a server. */
export async function thingsOfStack(): Promise<DeployedThing[]> {
  const exported = await shared.pulumi("stack", "export", "--show-secrets");
  return deployedThings(JSON.parse(exported.slice(exported.indexOf("{"))) as StackExport);
}

/** `npm run drift` on the shared sandbox. */
export async function drift(...args: readonly string[]) {
  const { code, output } = await shared.run("drift", ["--json", ...args]);
  const findings = JSON.parse(output.slice(output.indexOf("[\n"))) as Finding[];
  return { code, findings };
}

/** A remote object is called by its kind and its name on the host, a provider's resource by its own name. */
export const findingOf = (
  { kind, id, name, provider }: DeployedThing,
  findings: readonly Finding[],
) =>
  findings.find(({ title }) =>
    provider === undefined ? title.startsWith(`${kind} ${id} on `) : title.endsWith(` ${name}`),
  );

/** What the finding of a thing has in it. */
export function whatDriftSays(seen: Seen): object {
  if (seen === "is gone") return { kind: "absent" };
  if (seen === "cannot be changed") return { kind: "same" };
  // JSON has no word for what is not there.
  const plain = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
  return { kind: "different", differences: expect.arrayContaining([plain]) as unknown };
}

/** Changes each of the things by hand and sees that drift names it, and that it can be put back. */
export async function expectFoundAndPutBack(
  things: readonly DeployedThing[],
  operator: Operator,
): Promise<void> {
  const seen = new Map<DeployedThing, Seen>();
  // What depends on another thing first: a lock can no longer be changed once versioning is suspended.
  for (const thing of [...things].reverse())
    seen.set(thing, (await handMadeChanges[thing.kind]?.(thing, operator)) ?? "is gone");

  const found = await drift();
  await shared.pulumi(...up, "--refresh");
  const repaired = await drift("--repair");
  await operator.powershell("Start-Service -Name IperiusSvc");
  const clean = await drift();

  expect(found.code).toBe(2);
  for (const [thing, expected] of seen) {
    const finding = findingOf(thing, found.findings);
    const said = { thing: thing.name, kind: finding?.kind ?? "same", ...finding };
    expect(said).toMatchObject({ thing: thing.name, ...whatDriftSays(expected) });
  }
  // The stack only looks at Iperius; whoever stopped its service must start it.
  const refused = repaired.findings.filter(({ repair = "done" }) => repair !== "done");
  expect(refused.map(({ title }) => title)).toEqual([
    expect.stringMatching(/^iperius job proj-pg01-dump/),
  ]);
  expect(repaired.code).toBe(2);
  expect(clean.findings.filter(({ kind }) => kind !== "same")).toEqual([]);
  expect(clean.code).toBe(0);
  process.stderr.write(`${seen.size} things changed by hand were found and put back.\n`);
}
