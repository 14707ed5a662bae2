import * as fs from "node:fs";
import * as path from "node:path";
import { shared } from "./support/sandbox";

const up = ["up", "--yes", "--skip-preview", "--policy-pack", "policy"];

/** The components that stand for products, and whether the names of their children had the product's before them. */
const products: Readonly<Record<string, "named after it" | "with names of their own">> = {
  "backup:iperius:Server": "with names of their own",
  "backup:minio:Site": "named after it",
  "backup:offsite:Exporter": "with names of their own",
  "backup:pbs:Server": "with names of their own",
  "backup:pve:Cluster": "with names of their own",
  "backup:vault:Vault": "with names of their own",
  "backup:veeam:Server": "with names of their own",
};

/** What came after products had components, so that no state before has it. */
const younger = [
  ...["backup:veeam:Preflight", "backup:minio:Release", "backup:iperius:Folder"],
  ...["backup:veeam:Credentials", "backup:veeam:OffsiteExport"],
  ...["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  ...["aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucketLogging:BucketLogging"],
];
const isOfYounger = ({ name }: { readonly name: string }) =>
  /-release(-check)?$|^iperius-folder(-\w+)?$|^veeam-(preflight|export|windows-files-offsite)(-\w+)?$|^vault-(.*-archive|evidence|.*-logs)-(ownership|policy|logging)$/.test(
    name,
  );

/** Buckets of a site for databases, which came after products had components as well: they have no earlier name. */
const isLaterBucket = (urn: string) => /::fs03-(pgbackrest|database-dumps)(-\w+)?$/.test(urn);

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

interface StoredState {
  readonly deployment: { readonly resources: readonly StoredResource[] };
}

/** A state as it was written before products had components: their children stood alone, by their own names. */
function withoutProducts(state: StoredState): StoredState {
  const { resources } = state.deployment;
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  const stays = new Set(
    resources.filter(({ urn }) => isLaterBucket(urn)).flatMap(({ urn }) => withAbove(urn, known)),
  );
  const renamed = new Map(
    resources.map(({ urn }) => [urn, stays.has(urn) ? urn : withoutProduct(urn, known)]),
  );
  const isYoung = ({ type, parent = "" }: StoredResource) =>
    younger.includes(type) || younger.includes(known.get(parent)?.type ?? "");
  const old = resources.filter((one) => !isYoung(one));
  const left = old
    .filter(({ urn, type }) => stays.has(urn) || !(type in products))
    .map((resource) => waitingFor(new Set(old.map(({ urn }) => urn)), resource));
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack")!.urn;
  const moved = left.map((resource) => ({
    ...renamedIn(resource, renamed),
    ...(resource.parent === undefined || stays.has(resource.urn)
      ? {}
      : { parent: isProduct(resource.parent, known) ? stack : renamed.get(resource.parent) }),
  }));
  return { ...state, deployment: { ...state.deployment, resources: moved } };
}

/** Nothing waits for what is not there. */
function waitingFor(there: ReadonlySet<string>, resource: StoredResource): StoredResource {
  const { dependencies = [], propertyDependencies = {} } = resource;
  const isThere = (urn: string) => there.has(urn);
  return {
    ...resource,
    dependencies: dependencies.filter(isThere),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, urns]) => [key, urns?.filter(isThere) ?? []]),
    ),
  };
}

type Known = ReadonlyMap<string, StoredResource>;

/** A resource and all that it is below of. */
const withAbove = (urn: string, known: Known): string[] => {
  const parent = known.get(urn)?.parent;
  return parent === undefined ? [urn] : [urn, ...withAbove(parent, known)];
};

const isProduct = (urn: string, known: Known) => (known.get(urn)?.type ?? "") in products;

function withoutProduct(urn: string, known: Known): string {
  let above: StoredResource | undefined = known.get(urn);
  while (above !== undefined && !(above.type in products)) above = known.get(above.parent ?? "");
  if (above === undefined) return urn;
  const prefix = `${above.urn.split("::").at(-1)}-`;
  const bare = urn.replace(`::${above.type}$`, "::");
  return products[above.type] === "named after it" ? bare : bare.replace(`::${prefix}`, "::");
}

/**
 * A state as a first update leaves it that broke off: products and nouns are there, and what nouns are made of has its old
 * name below them.
 */
function brokenOff(state: StoredState): StoredState {
  const { resources } = state.deployment;
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  const names = new Map(
    resources.map(({ urn, parent }) => {
      const above = known.get(known.get(parent ?? "")?.parent ?? "");
      const isPart = above !== undefined && products[above.type] === "with names of their own";
      const prefix = `${above?.urn.split("::").at(-1)}-`;
      return [urn, isPart ? urn.replace(`::${prefix}`, "::") : urn];
    }),
  );
  return renamedIn(state, names);
}

/** Whatever names another resource names it by its old name. */
function renamedIn<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? (names.get(part) ?? part) : part,
  );
  return JSON.parse(text) as Value;
}

/** Puts a changed state in the place of the stack's. */
async function rewrite(change: (state: StoredState) => StoredState): Promise<StoredState> {
  const file = path.join(shared.layout.pulumi, "exported-state.json");
  const exported = await shared.pulumi("stack", "export");
  const changed = change(JSON.parse(exported.slice(exported.indexOf("{"))) as StoredState);
  fs.writeFileSync(file, JSON.stringify(changed), { mode: 0o600 });
  await shared.pulumi("stack", "import", "--file", file);
  fs.rmSync(file);
  return changed;
}

const namesIn = ({ deployment }: StoredState) =>
  deployment.resources.map(({ urn }) => urn.split("::").slice(2).join("::"));

describe("an estate that was applied before products had components", () => {
  it("is taken over as it is: products are added, and nothing is replaced, made or taken away", async () => {
    const before = shared.state.resources();
    const old = await rewrite(withoutProducts);

    const planned = (await shared.plannedChanges()).filter((one) => !isOfYounger(one));
    await shared.pulumi(...up);

    expect(namesIn(old)).toContain(
      "backup:pbs:Datastore$command:remote:Command::vm-backup-section",
    );
    expect(planned.length).toBeGreaterThanOrEqual(Object.keys(products).length);
    expect(planned.filter(({ operation, custom }) => operation !== "create" || custom)).toEqual([]);
    expect(shared.state.resources()).toEqual(before);
    await shared.pulumi("preview", "--expect-no-changes");
  });

  it("loses nothing where the update that took it over broke off", async () => {
    const before = shared.state.resources();
    const old = await rewrite(brokenOff);

    const planned = await shared.plannedChanges();
    await shared.pulumi(...up);

    expect(namesIn(old)).toContain(
      "backup:pbs:Server$backup:pbs:PruneJob$command:remote:Command::pbs-vm-prune-section",
    );
    expect(planned).toEqual([]);
    expect(shared.state.resources()).toEqual(before);
  });
});
