import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { shared } from "./support/sandbox";
import { type StateResource } from "./support/stack-state";
import {
  beforeSecondServers,
  declareSecond,
  sealSecond,
  startSecondServers,
} from "./support/second-servers";

let servers: SandboxEndpoints;
let restore: () => Promise<void>;
beforeAll(async () => {
  restore = beforeSecondServers();
  servers = await startSecondServers();
});
afterAll(() => restore());

const up = ["up", "--yes", "--skip-preview", "--policy-pack", "policy"];

/** What stands for a second product, is made of one, or escrows its keys in the first vault. */
const own =
  /^(pbs02|second|eu|vbr02|fs05|fs06|minio-fs05|minio-fs06|more-data|postgres02|vault-(pbs-client-key-pbs-second|veeam-password-vbr02|pgbackrest-cipher-second-log))(-|$)/;

function added(after: readonly StateResource[], before: readonly StateResource[]): StateResource[] {
  const known = new Set(before.map(({ type, name }) => `${type} ${name}`));
  return after.filter(({ type, name }) => !known.has(`${type} ${name}`));
}

describe("a second backup server, cluster, vault, MinIO pair, Veeam and PostgreSQL server and exporter", () => {
  it("are applied beside the first, each with its own things alone, and read back without drift", async () => {
    const before = shared.state.resources();
    const { after, changes, drift } = await shared.withDeclaration(
      (config) => declareSecond(config, servers),
      async () => {
        await sealSecond(servers);
        await shared.pulumi(...up);
        const changes = shared.state.lastChanges();
        const after = shared.state.resources();
        const drift = await shared.run("drift");
        return { after, changes, drift };
      },
    );
    const fresh = added(after, before);

    expect(added(before, after)).toEqual([]);
    expect(fresh.filter(({ name }) => !own.test(name))).toEqual([]);
    for (const type of [
      "pbs:Server",
      "pve:Cluster",
      "vault:Vault",
      "minio:Site",
      "veeam:Server",
      "postgres:Server",
    ])
      expect(fresh.map((one) => one.type)).toContain(`backup:${type}`);
    expect(changes).toEqual({ create: fresh.length, same: expect.any(Number) as number });
    expect(drift).toMatchObject({ code: 0 });
  });

  it("go again without touching the first", async () => {
    await shared.pulumi("state", "unprotect", "--all", "--yes");
    await shared.pulumi(...up);

    const { delete: deleted, ...rest } = shared.state.lastChanges();
    expect(deleted).toBeGreaterThan(50);
    expect(Object.keys(rest)).toEqual(["same"]);
    await shared.pulumi("preview", "--no-policy", "--expect-no-changes");
  });
});
