import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { ClusterNode } from "../pve/cluster-node";
import {
  type Attempt,
  deletions,
  intrusions,
  namespace,
  own,
  type Refused,
  reconfigurations,
  theirs,
} from "./attempts";
import { LabServer, type Login } from "./lab-server";

/** What came of an attempt. */
interface Result {
  readonly isRefused: boolean;
  readonly said: string;
}

const everything: Readonly<Record<string, Refused>> = {
  ...deletions,
  ...intrusions,
  ...reconfigurations,
};
const names = Object.keys(everything);

let lab: LabServer;
let thief: Login;
let neighbour: Login;
let monitor: Login;
let root: Login;
let image: string;
/** The server as it was before anybody tried anything. */
let before: Record<string, string>;

beforeAll(async () => {
  lab = await LabServer.start();
  thief = lab.login("pve@pbs!cluster");
  monitor = lab.login("monitor@pbs!exporter");
  root = await lab.madeByHand("root@pam!hand", "Admin", "/");
  neighbour = await lab.madeByHand("office@pbs!node09", "DatastoreBackup", "/datastore/vm-backup");
  await lab.client(root, "namespace", "create", namespace);
  image = lab.server.at("/root.img");
  fs.writeFileSync(image, randomBytes(70_000));
  await backUp(thief, own.group);
  await backUp(neighbour, theirs.group);
  await backUp(neighbour, theirs.group, "--ns", namespace);
  before = lab.files();
});
afterAll(() => lab.stop());

async function backUp(who: Login, group: string, ...words: string[]): Promise<void> {
  const time = String(Date.parse("2026-11-22T01:00:00Z") / 1000);
  const { exitCode, stderr } = await lab.client(
    who,
    ...["backup", `drive-scsi0.img:${image}`, "--backup-type", "vm"],
    ...["--backup-id", group.slice("vm/".length), "--backup-time", time, ...words],
  );
  if (exitCode !== 0) throw new Error(stderr);
}

async function attempted(who: Login, attempt: Attempt): Promise<Result> {
  if ("client" in attempt) {
    const { exitCode, stderr } = await lab.client(who, ...attempt.client);
    return { isRefused: exitCode !== 0, said: stderr };
  }
  const { status, text } = await lab.ask(who, ...attempt.call);
  return { isRefused: status !== 200, said: text };
}

/** All attempts at once: none may help another one. */
async function allAttempted(who: Login): Promise<Record<string, Result>> {
  const results = await Promise.all(
    Object.entries(everything).map(
      async ([name, { attempt }]) => [name, await attempted(who, attempt)] as const,
    ),
  );
  return Object.fromEntries(results);
}

describe("a thief with the cluster's backup token", () => {
  let results: Record<string, Result>;
  beforeAll(async () => (results = await allAttempted(thief)));

  it.each(names)("fails to %s", (name) => {
    expect(results[name]).toEqual({
      isRefused: true,
      said: expect.stringContaining(everything[name]?.refusal ?? "?") as unknown,
    });
  });

  it("left every file of the server's configuration and of its backups as it was", () => {
    expect(Object.keys(before).length).toBeGreaterThan(20);
    expect(lab.files()).toEqual(before);
  });

  it("sees of the backups its own", async () => {
    const { stdout } = await lab.client(thief, "list", "--output-format", "json");
    const { data } = await lab.ask(thief, "GET", "/admin/datastore/vm-backup/snapshots?ns=office");

    expect(JSON.parse(stdout)).toMatchObject([{ owner: "pve@pbs!cluster" }]);
    expect(data).toEqual([]);
  });

  it("sees nothing of the configuration, and of the permissions its own", async () => {
    const seen = await Promise.all(
      ["/config/datastore", "/config/prune", "/config/verify", "/config/sync"].map((path) =>
        lab.ask(thief, "GET", path),
      ),
    );
    const acl = await lab.ask(thief, "GET", "/access/acl");

    expect(seen.map(({ data }) => data)).toEqual([[], [], [], []]);
    expect(new Set((acl.data as { ugid: string }[]).map(({ ugid }) => ugid))).toEqual(
      new Set(["pve@pbs!cluster"]),
    );
  });

  it("can do what the nodes do: back up, and read its own backup", async () => {
    await backUp(thief, "vm/101");
    const restored = lab.server.at("/restored.img");
    const { exitCode } = await lab.client(
      thief,
      ...["restore", own.snapshot, "drive-scsi0.img", restored],
    );

    expect(exitCode).toBe(0);
    expect(fs.readFileSync(restored).equals(fs.readFileSync(image))).toBe(true);
    lab.restore(before);
  });

  // Why protection is no defence, and prune jobs on the server are: docs of the product, "Backup Protection".
  it("can clear the protection of its own backup, which the product allows an owner", async () => {
    const protect = (on: string) =>
      lab.client(thief, "snapshot", "protected", "update", own.snapshot, on);

    expect((await protect("true")).exitCode).toBe(0);
    expect((await protect("false")).exitCode).toBe(0);
    lab.restore(before);
  });
});

describe("a thief with the monitor's token", () => {
  let results: Record<string, Result>;
  beforeAll(async () => (results = await allAttempted(monitor)));

  // An auditor may know what others have, and what they say of it.
  const looks = [
    "list a neighbour's files",
    "read a neighbour's notes",
    "see a neighbour's protection",
  ];

  it.each(names.filter((name) => !looks.includes(name)))("fails to %s", (name) => {
    expect(results[name]).toEqual({
      isRefused: true,
      said: expect.stringMatching(
        /permission check failed|missing permissions|API tokens (can't|cannot)/,
      ) as unknown,
    });
  });

  it("changed nothing", () => {
    expect(lab.files()).toEqual(before);
  });

  it.each(looks)("can %s", (name) => {
    expect(results[name]).toMatchObject({ isRefused: false });
  });

  it.each([
    "/admin/datastore/vm-backup/snapshots?ns=office",
    "/admin/datastore/vm-backup/groups",
    "/admin/datastore/vm-backup/namespace",
    "/admin/datastore/vm-backup/status?verbose=1",
    "/status/datastore-usage",
    "/nodes/localhost/tasks",
    "/admin/prune",
    "/admin/verify",
    "/admin/gc",
    "/config/datastore",
    "/config/prune",
    "/config/verify",
    "/config/traffic-control",
    "/config/metrics/influxdb-udp",
    "/config/notifications/targets",
    "/config/notifications/matchers",
    "/access/users",
    "/access/acl",
  ])("sees %s, which is not empty", async (path) => {
    const { status, data } = await lab.ask(monitor, "GET", path);

    expect(status).toBe(200);
    expect(Object.keys(data as object).length).toBeGreaterThan(0);
  });
});

// Otherwise an attempt that no server understands would count as refused.
describe("every attempt, made by somebody who may", () => {
  afterEach(() => lab.restore(before));

  // What the product grants nobody with a token, and what needs a server elsewhere.
  const never: Readonly<Record<string, string>> = {
    "set its user's password": "API tokens cannot access this API endpoint",
  };

  it.each(names)("succeeds or fails for another reason: %s", async (name) => {
    const attempt = everything[name]?.attempt;
    const result = attempt && (await attempted(root, attempt));

    expect(result).toEqual({
      isRefused: name in never,
      said: expect.stringContaining(never[name] ?? "") as unknown,
    });
  });
});

describe("what a node does with the storage that the stack gave it", () => {
  let node: ClusterNode;
  beforeAll(async () => {
    node = await ClusterNode.start();
    const [storage] = lab.envelopes.filter(
      ({ kind, identity }) => kind === "pve storage" && identity === "pbs-vm",
    );
    const secrets = { ...storage!.secrets, password: thief.secret };
    const { exitCode, stderr } = await node.run("apply", { ...storage!, secrets });
    if (exitCode !== 0) throw new Error(stderr);
  });
  afterAll(() => node.remove());

  /** The log-in as the node has it, in the product's own files. */
  const login = (): Login => ({
    id: /^\tusername (.*)$/m.exec(node.read("storage.cfg"))?.[1] ?? "",
    secret: node.read("priv/storage/pbs-vm.pw").trim(),
  });

  it("logs in as the token that may only back up, and keeps everything", () => {
    expect(login()).toEqual(thief);
    expect(node.read("storage.cfg")).toContain("prune-backups keep-all=1");
  });

  // The node's commands run the backup client with what is in these files (PVE::Storage::PBSPlugin).
  it.each([
    ["pvesm prune-backups pbs-vm --keep-last 1", ["prune", own.group, "--keep-last", "1"]],
    [
      "pvesm prune-backups --dry-run",
      ["prune", own.group, "--keep-last", "1", "--dry-run", "true"],
    ],
    ["a job with prune-backups keep-last=1", ["prune", own.group, "--keep-last", "1"]],
    ["pvesm free pbs-vm:backup/…", ["snapshot", "forget", own.snapshot]],
  ])("fails to delete by %s", async (_command, words) => {
    const changed = await node.by("pvesm", "set", "pbs-vm", "--prune-backups", "keep-last=1");
    const { exitCode, stderr } = await lab.client(login(), ...words);

    expect(changed.exitCode).toBe(0);
    expect(exitCode).toBe(255);
    expect(stderr).toContain("missing Datastore.Modify|Datastore.Prune on /datastore/vm-backup");
    expect(lab.files()).toEqual(before);
  });
});
