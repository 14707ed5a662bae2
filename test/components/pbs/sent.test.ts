import * as pulumi from "@pulumi/pulumi";
import { PbsAcl } from "../../../components/pbs/acl";
import { PbsDatastore } from "../../../components/pbs/datastore";
import { PbsPruneJob } from "../../../components/pbs/prune-job";
import { PbsRemote } from "../../../components/pbs/remote";
import { PbsSyncJob } from "../../../components/pbs/sync-job";
import { PbsToken } from "../../../components/pbs/token";
import { PbsVerifyJob } from "../../../components/pbs/verify-job";
import { defineHost, type Host } from "../../../components/remote/host";
import { type RegisteredResource, runProgram } from "../../support/estate";
import { envelopeOf, named } from "../../support/registered";
import { aHolder, aPart } from "./declared";

let host: Host;
let resources: readonly RegisteredResource[];
const tokens: Promise<readonly [boolean, string]>[] = [];

beforeAll(async () => {
  resources = await runProgram({}, () => {
    host = defineHost("pbs01", {
      address: "10.25.10.20",
      port: 22,
      user: "root",
      hostKey: "ssh-ed25519 AAAA",
      privateKey: "s3cr3t key",
      platform: "posix",
    });
    const schedule = "12:40";
    new PbsDatastore("store", {
      ...{ host, path: "/mnt/store", verifyNew: true, gcSchedule: "tue 12:45" },
      notificationMode: "notification-system",
      tuning: { gcAtimeSafetyCheck: true, syncLevel: "filesystem" },
      maintenanceMode: { type: "read-only", message: "moved" },
    });
    new PbsDatastore("bucket", {
      ...{ host, path: "/mnt/cache", verifyNew: false, notificationMode: "notification-system" },
      backend: { client: "minio", bucket: "chunks", adopt: true },
    });
    const datastore = aPart("store");
    const retention = {
      ...{ keepLast: 3, keepDaily: 7, keepWeekly: 5, keepMonthly: 12, keepYearly: 7 },
    };
    new PbsPruneJob("prune", { host, part: aPart("store", "lab"), schedule, retention });
    new PbsVerifyJob("new", { host, datastore, schedule, verifies: "new" });
    new PbsVerifyJob("all", { host, datastore, schedule, verifies: "all" });
    const grants = [
      { path: "/datastore/store", role: "DatastoreBackup", propagate: true },
      { path: "/datastore/other", role: "DatastoreReader", propagate: false },
      { path: "/datastore/some", role: "DatastoreAudit", propagate: true },
    ];
    const holder = aHolder("nodes@pbs!cluster");
    new PbsAcl("nodes@pbs!cluster", { host, holder, grants, storages: [] });
    const { secret } = new PbsToken("nodes@pbs!own", {
      ...{ host, port: 8007, user: aHolder("nodes@pbs"), token: "own", generation: 2 },
    });
    tokens.push(
      Promise.all([
        pulumi.isSecret(secret),
        new Promise<string>((resolve) => secret.apply(resolve)),
      ]),
    );
    const pulled = { store: "store", remote: "away", remoteStore: "main", removeVanished: true };
    const declared = { ...pulled, owner: "root@pam", schedule };
    const password = pulumi.secret("s3cr3t remote");
    const remote = { host: "away", authId: "sync@pbs" };
    const away = new PbsRemote("away", { host, port: 8007, declared: remote, password });
    new PbsSyncJob("pulled", { host, declared, uses: [away] });
  });
});

const sent = (name: string) => envelopeOf(named(resources, name));

describe("what a Proxmox Backup Server is sent", () => {
  it("has a datastore collected, verified, checked and closed as declared", () => {
    expect(sent("store-section").document).toEqual({
      name: "store",
      path: "/mnt/store",
      "gc-schedule": "tue 12:45",
      "verify-new": true,
      "notification-mode": "notification-system",
      tuning: "gc-atime-safety-check=true,sync-level=filesystem",
      "maintenance-mode": "message=moved,type=read-only",
    });
  });

  it("never has a datastore's data destroyed, even if its configuration is taken away on purpose", () => {
    const { settings } = sent("store-section");

    expect(settings["removal"]).toEqual(["--destroy-data=false", "--keep-job-configs=true"]);
    expect(settings["immutable"]).toEqual(["path", "backend"]);
    expect(settings["leaves"]).toContain("the datastore's backups, all of them");
    expect(named(resources, "store-section").options.protect).toBe(true);
  });

  it("has a datastore lie where it is declared, and takes over what is there only if that is declared", () => {
    expect(sent("store-section").settings).toMatchObject({ positional: ["path"], adopt: false });
    expect(sent("bucket-section")).toMatchObject({
      document: { path: "/mnt/cache", backend: "bucket=chunks,client=minio,type=s3" },
      settings: { positional: ["path"], adopt: true },
    });
  });

  it("never moves a job to another datastore, where it would touch other backups", () => {
    expect(sent("prune-section").settings["immutable"]).toEqual(["store"]);
    expect(sent("new-section").settings["immutable"]).toEqual(["store"]);
  });

  it("has a prune job keep all that is declared, each period under its own name", () => {
    expect(sent("prune-section").document).toMatchObject({
      id: "prune",
      store: "store",
      ns: "lab",
      schedule: "12:40",
      "keep-last": 3,
      "keep-daily": 7,
      "keep-weekly": 5,
      "keep-monthly": 12,
      "keep-yearly": 7,
    });
  });

  it.each([
    ["new", true],
    ["all", false],
  ])("has a verify job of %s backups pass over verified ones: %p", (name, ignored) => {
    expect(sent(`${name}-section`).document).toEqual({
      id: name,
      store: "store",
      schedule: "12:40",
      "ignore-verified": ignored,
    });
  });

  it("has a token do what is declared and nothing else, whatever it propagates to", () => {
    expect(sent("nodes@pbs!cluster-grants").document).toEqual({
      grants: [
        { path: "/datastore/other", role: "DatastoreReader", propagate: false },
        { path: "/datastore/some", role: "DatastoreAudit", propagate: true },
        { path: "/datastore/store", role: "DatastoreBackup", propagate: true },
      ],
    });
  });

  it("makes the secret of a token, which is a secret from then on", async () => {
    const { document, settings, secrets } = sent("nodes@pbs!own-token");

    expect(document).toEqual({ enable: true, generation: 2, secret: "valid" });
    expect(settings).toEqual({ user: "nodes@pbs", token: "own", port: 8007 });
    expect(secrets).toEqual({});
    expect(named(resources, "nodes@pbs!own-token").options.secretOutputs).toContain("stdout");
    expect(await Promise.all(tokens)).toEqual([[true, "s3cr3t-token"]]);
  });

  it("shows of a token whose it is and which of its secrets it has", () => {
    expect(named(resources, "nodes@pbs!own").inputs["declared"]).toEqual({
      ...{ host: "pbs01", user: "nodes@pbs", token: "own", generation: 2 },
    });
  });

  it("never has what vanished at the source removed here, whatever a sync job asks for", () => {
    expect(sent("pulled-section").document).toMatchObject({ "remove-vanished": false });
  });

  it("makes a sync job once there is what it uses, and shows it as a part of its component", () => {
    const { options } = named(resources, "pulled-section");

    expect(options.after).toContain("away-section");
    expect(options.parent).toBe("pulled");
    expect(named(resources, "pulled").inputs).toMatchObject({
      declared: { host: "pbs01", remote: "away", remoteStore: "main" },
      onRemoval: expect.stringContaining("what was pulled stays") as unknown,
    });
  });

  it.each([
    ["store-section", "datastore", "name", undefined],
    ["prune-section", "prune-job", "id", undefined],
    ["all-section", "verify-job", "id", undefined],
    // Without it the product lists the jobs of one direction alone, and would not show one of the other.
    ["pulled-section", "sync-job", "id", ["--sync-direction=all"]],
  ])(
    "has %s made with the product's command for it, and found in its list",
    (name, command, key, listing) => {
      const { settings, kind } = sent(name);

      expect([settings["command"], settings["key"], settings["listing"]]).toEqual([
        command,
        key,
        listing,
      ]);
      expect(kind).toBe(`pbs ${command}`);
    },
  );

  it("gets secrets apart from what is compared and stored", () => {
    const { document, secrets } = sent("away-section");

    expect(document).toEqual({
      ...{ name: "away", host: "away", "auth-id": "sync@pbs", password: "as declared" },
    });
    expect(secrets).toEqual({ password: "s3cr3t remote" });
  });
});
