import { type DeployedThing } from "./support/by-hand/change";
import { handMadeChanges } from "./support/by-hand/changes";
import { Operator } from "./support/by-hand/operator";
import { drift, expectFoundAndPutBack, thingsOfStack } from "./support/drift";
import { shared } from "./support/sandbox";

let operator: Operator;
let things: DeployedThing[];

beforeAll(async () => {
  operator = new Operator(shared.endpoints);
  things = await thingsOfStack();
});
afterAll(() => operator.leave());

/** One for each way in which a thing is read and put back: by a script of a host, a provider, or a look alone. */
const kindsTried = [
  "aws:kms/alias:Alias",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "iperius job",
  "minio replication rule",
  "minio:index/ilmPolicy:IlmPolicy",
  "offsite export",
  "pbs prune-job",
  "pbs token",
  "proxmoxve:backup/job:Job",
  // Seen where a job is switched off.
  "pve coverage",
  "veeam agent job",
  "windows offsite export",
];

describe("a change by hand of a thing that the lab's stack has", () => {
  it("can be made of every kind of thing, so that a new kind without one fails here", () => {
    const kinds = [...new Set(things.map(({ kind }) => kind))].sort();

    expect(kinds).toEqual(Object.keys(handMadeChanges).sort());
    expect(things.length).toBeGreaterThan(kinds.length);
  });

  // `drift.long.test.ts` changes every thing.
  it("is named by npm run drift with field, applied and found value, and put back", async () => {
    const oneOfEach = new Map(things.map((thing) => [thing.kind, thing]));
    const tried = [...oneOfEach.values()].filter(({ kind }) => kindsTried.includes(kind));
    expect(tried).toHaveLength(kindsTried.length);

    await expectFoundAndPutBack(tried, operator);
  });
});

describe("a server that is not there", () => {
  it("is one line with all that is not read on it, and all else is read", async () => {
    const before = shared.state.everything();
    const exported = await shared.pulumi("stack", "export");
    const state = exported.slice(exported.indexOf("{"));
    const { endpoint } = shared.endpoints.pve;
    expect(state).toContain(endpoint);
    const away = state.replaceAll(endpoint, "https://127.0.0.1:1");
    await shared.run("pulumi", ["stack", "import"], away);

    const found = await drift().finally(() => shared.run("pulumi", ["stack", "import"], state));

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
    expect(shared.state.everything()).toEqual(before);
  });
});
