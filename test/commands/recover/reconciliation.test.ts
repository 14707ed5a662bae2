import { type DeployedObject } from "../../../commands/drift/deployed-object";
import { type Observation } from "../../../commands/drift/observe";
import { type ProviderDrift } from "../../../commands/drift/provider-drift";
import { type ExportedResource } from "../../../commands/drift/stack-export";
import { finders } from "../../../commands/recover/finders";
import { type Located } from "../../../commands/recover/located";
import { reconcile } from "../../../commands/recover/reconciliation";
import { describeLeaving, describeReconciliation } from "../../../commands/recover/report";
import { type FoundThing } from "../../../components/vault/aws-account";

const urn = (type: string, name: string) => `urn:pulumi:lab::backup::${type}::${name}`;

const located = (type: string, name: string, thing?: FoundThing): Located => ({
  resource: { urn: urn(type, name), type, name, inputs: {}, provider: "urn:provider" },
  ...(finders[type] === undefined ? {} : { finder: finders[type] }),
  ...(thing === undefined ? {} : { thing, id: thing.id }),
});

const inUse = (id: string): FoundThing => ({ id, state: "in use", wayBack: [] });

const drifted = (one: Located, kind: ProviderDrift["kind"]): ProviderDrift => ({
  ...{ urn: one.resource.urn, kind, differences: [] },
});

const key = (id: string) => located("aws:kms/key:Key", "key", inUse(id));
const bucket = located("aws:s3/bucketPolicy:BucketPolicy", "policy");
const storage = located("proxmoxve:storage/pbs:Pbs", "storage");
const user = located("minio:index/iamUser:IamUser", "user");
const rule = urn("command:remote:Command", "rule");

const object = (kind: "same" | "absent" | "different" | "unreadable"): Observation => ({
  ...{ kind, noise: "", reason: "no route to host", isHostLost: true, differences: [] },
  object: {
    urn: rule,
    envelope: { kind: "minio rule", identity: "research-data" },
  } as DeployedObject,
});

function reconciled({
  of = [],
  drift = [],
  observations = [],
  resources = [],
  undeclared = [],
}: {
  of?: readonly Located[];
  drift?: readonly ProviderDrift[];
  observations?: readonly Observation[];
  resources?: readonly ExportedResource[];
  undeclared?: readonly string[];
}) {
  return reconcile({
    ...{ exported: { deployment: { resources } }, located: of, observations },
    ...{ providers: { drift, unread: [] }, undeclared: new Set(undeclared) },
  });
}

const inState = (one: Located, id: string): ExportedResource => ({
  ...{ urn: one.resource.urn, type: one.resource.type, id },
});

describe("a state that is held against what is there", () => {
  it("keeps all that is as it says", () => {
    const found = reconciled({
      ...{ of: [key("k-1"), bucket], resources: [inState(key("k-1"), "k-1")] },
      observations: [object("same")],
    });
    expect(found).toEqual({ forgotten: [], refreshed: [], leaving: [], unread: [] });
    expect(describeReconciliation(found)).toEqual([]);
  });

  it("forgets a key whose alias leads to another one by now, and never moves it back", () => {
    const { forgotten } = reconciled({
      ...{ of: [key("k-2")], resources: [inState(key("k-2"), "k-1")] },
    });
    expect(forgotten).toEqual([
      { urn: key("k-2").resource.urn, why: "is k-2 by now, and was k-1" },
    ]);
  });

  it.each(["absent", "different"] as const)("forgets what is %s on its server", (kind) => {
    const { forgotten, refreshed } = reconciled({ of: [bucket], drift: [drifted(bucket, kind)] });
    expect(forgotten.map((one) => one.urn)).toEqual([bucket.resource.urn]);
    expect(refreshed).toEqual([]);
  });

  it("reads anew what differs and could not be taken up again whole", () => {
    const { forgotten, refreshed } = reconciled({
      ...{ of: [storage], drift: [drifted(storage, "different")] },
    });
    expect(forgotten).toEqual([]);
    expect(refreshed.map((one) => one.urn)).toEqual([storage.resource.urn]);
  });

  it("has not read what its product was asked for in vain, although the state knows one", () => {
    const failure = "2 keys of KMS may be it";
    const known = [{ ...bucket, failure }];
    expect(reconciled({ of: known }).unread).toEqual([
      expect.objectContaining({ reason: failure, urns: [bucket.resource.urn] }),
    ]);
    expect(reconciled({ of: known, undeclared: [bucket.resource.urn] }).unread).toEqual([]);
  });

  it("leaves alone what only a person can put right", () => {
    const drift = [{ ...drifted(bucket, "different"), byHand: "follow the link in the mail" }];
    const { forgotten, refreshed } = reconciled({ of: [bucket], drift });
    expect([...forgotten, ...refreshed]).toEqual([]);
  });

  it.each(["absent", "different"] as const)("forgets an object that is %s on its host", (kind) => {
    const { forgotten } = reconciled({ observations: [object(kind)] });
    expect(forgotten.map((one) => one.urn)).toEqual([rule]);
  });

  it("forgets a user with it, whose secret nobody can compare", () => {
    const resources = [
      { urn: rule, type: "command:remote:Command", dependencies: [user.resource.urn] },
    ];
    const { forgotten } = reconciled({
      ...{ of: [user], resources, observations: [object("different")] },
    });
    expect(forgotten.map((one) => one.urn)).toEqual([rule, user.resource.urn]);
    expect(reconciled({ of: [user], resources, observations: [object("same")] }).forgotten).toEqual(
      [],
    );
  });

  it("keeps what is no longer declared, so that an update takes it away", () => {
    const { forgotten } = reconciled({
      ...{ observations: [object("different")], undeclared: [rule] },
    });
    expect(forgotten).toEqual([]);
  });

  it("keeps what is about to go, and says what brings it back", () => {
    const thing = {
      id: "k-1",
      state: "pending deletion, 5 days left",
      wayBack: ["aws kms cancel"],
    };
    const dying = located("aws:kms/key:Key", "key", thing);
    const { forgotten, leaving } = reconciled({
      ...{ of: [dying], resources: [inState(dying, "k-1")] },
      drift: [{ ...drifted(dying, "absent"), found: thing }],
    });
    expect(forgotten).toEqual([]);
    expect(describeLeaving(leaving)).toMatch(
      /^Nothing was changed\..*\n {2}Key key: pending deletion, 5 days left; aws kms cancel$/,
    );
  });

  it("forgets nothing that could not be read, and names it", () => {
    const { forgotten, unread } = reconciled({ observations: [object("unreadable")] });
    expect(forgotten).toEqual([]);
    expect(unread).toEqual([
      { title: "minio rule research-data (rule)", reason: "no route to host", urns: [rule] },
    ]);
  });
});
