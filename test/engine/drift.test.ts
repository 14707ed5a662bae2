import { type StackExport } from "../../commands/drift/stack-export";
import { type DeployedThing, type Seen } from "./support/by-hand/change";
import { handMadeChanges } from "./support/by-hand/changes";
import { deployedThings } from "./support/by-hand/deployed-things";
import { Operator } from "./support/by-hand/operator";
import { shared } from "./support/sandbox";

const up = ["up", "--yes", "--skip-preview"];

/** A finding as `npm run drift -- --json` prints it. */
interface Finding {
  readonly title: string;
  readonly kind: string;
  readonly differences?: readonly unknown[];
  readonly repair?: string;
}

let operator: Operator;
let things: DeployedThing[];

beforeAll(async () => {
  operator = new Operator(shared.endpoints);
  const exported = await shared.pulumi("stack", "export", "--show-secrets");
  things = deployedThings(JSON.parse(exported.slice(exported.indexOf("{"))) as StackExport);
});
afterAll(() => operator.leave());

/** A remote object is called by its kind and its name on the host, a provider's resource by its own name. */
const findingOf = ({ kind, id, name, provider }: DeployedThing, findings: readonly Finding[]) =>
  findings.find(({ title }) =>
    provider === undefined ? title.startsWith(`${kind} ${id} on `) : title.endsWith(` ${name}`),
  );

async function drift(...args: readonly string[]) {
  const { code, output } = await shared.run("drift", ["--json", ...args]);
  const findings = JSON.parse(output.slice(output.indexOf("[\n"))) as Finding[];
  return { code, findings };
}

describe("a change by hand of everything that the lab's stack has", () => {
  it("can be made of every kind of thing, so that a new kind without one fails here", () => {
    const kinds = [...new Set(things.map(({ kind }) => kind))].sort();

    expect(kinds).toEqual(Object.keys(handMadeChanges).sort());
    expect(things.length).toBeGreaterThan(kinds.length);
  });

  it("is named by npm run drift with field, applied and found value, and put back", async () => {
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
  });
});

describe("a backup job that somebody deleted on the cluster", () => {
  it("hides nothing else, is out of the state after --repair, and is made again", async () => {
    const [job, other] = things.filter(({ kind }) => kind === "proxmoxve:backup/job:Job");
    await operator.on("node01", ["pvesh", "delete", `/cluster/backup/${job!.id}`]);
    const differs = await handMadeChanges[other!.kind]!(other!, operator);

    const found = await drift();
    const repaired = await drift("--repair");
    await shared.pulumi(...up, "--refresh");
    const clean = await drift();

    expect(found.code).toBe(2);
    expect(findingOf(job!, found.findings)).toMatchObject({
      kind: "absent",
      wayOut: expect.stringContaining("No such job") as unknown,
    });
    expect(findingOf(other!, found.findings)).toMatchObject(whatDriftSays(differs));
    expect(findingOf(job!, repaired.findings)).toMatchObject({ repair: "done" });
    expect(clean.findings.filter(({ kind }) => kind !== "same")).toEqual([]);
    expect(clean.code).toBe(0);
  });
});

describe("a server that is not there", () => {
  it("is one line with all that is not read on it, and all else is read", async () => {
    const exported = await shared.pulumi("stack", "export");
    const state = exported.slice(exported.indexOf("{"));
    const { endpoint } = shared.endpoints.pve;
    expect(state).toContain(endpoint);
    const away = state.replaceAll(endpoint, "https://127.0.0.1:1");
    await shared.run("pulumi", ["stack", "import"], away);

    const found = await drift().finally(() => shared.run("pulumi", ["stack", "import"], state));
    const clean = await drift();

    const onCluster = things.filter(({ kind }) => kind.startsWith("proxmoxve:"));
    expect(found.code).toBe(1);
    expect(found.findings.filter(({ kind }) => kind !== "same")).toEqual([
      expect.objectContaining({
        title: "provider proxmoxve cluster",
        kind: "unreadable",
        reason: expect.stringMatching(
          new RegExp(`ECONNREFUSED.*; not read there: ${onCluster.length} resources`),
        ) as unknown,
      }),
    ]);
    expect(clean.code).toBe(0);
  });
});

function whatDriftSays(seen: Seen): object {
  if (seen === "is gone") return { kind: "absent" };
  if (seen === "cannot be changed") return { kind: "same" };
  // JSON has no word for what is not there.
  const plain = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
  return { kind: "different", differences: expect.arrayContaining([plain]) as unknown };
}
