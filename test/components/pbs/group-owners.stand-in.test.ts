import * as fs from "node:fs";
import { type Envelope } from "../../../model/remote/envelope";
import { type HostRun } from "../../support/posix-host";
import { LabServer, labEnvelopes } from "./lab-server";

const cluster = "pve@pbs!cluster";
const renamed = "pve@pbs!cluster2";

let lab: LabServer;
/** What the lab's program sends when the cluster's token has another name. */
let after: Envelope[];
let image: string;
let time = Date.parse("2026-11-22T01:00:00Z") / 1000;

beforeAll(async () => {
  lab = await LabServer.start((one) => one.kind === "pbs datastore" || isOfCluster(one));
  after = await labEnvelopes(renameToken);
  image = lab.server.at("/root.img");
  fs.writeFileSync(image, "an image");
});
afterAll(() => lab.stop());

/** What the cluster's user and tokens are and may; each one applied takes a second. */
const isOfCluster = ({ kind, identity }: Envelope) =>
  /^pbs (user|token|acl)$/.test(kind) && identity.startsWith("pve@pbs");

function renameToken(declaration: Record<string, unknown>): void {
  const text = JSON.stringify(declaration)
    .replace('"tokens":{"cluster":', '"tokens":{"cluster2":')
    .replaceAll(cluster, renamed);
  Object.assign(declaration, JSON.parse(text));
}

const sent = (envelopes: readonly Envelope[], ...kinds: string[]) =>
  envelopes.filter(({ kind }) => kinds.includes(kind));
const ownersOf = (envelopes: readonly Envelope[], store: string) =>
  sent(envelopes, "pbs group owners").find(({ identity }) => identity.startsWith(`${store}:`))!;

/** Another backup of a guest, by a token. */
function backUp(token: string, id: number): Promise<HostRun> {
  time += 86_400;
  return lab.client(
    lab.login(token),
    ...["backup", `drive-scsi0.img:${image}`, "--backup-type", "vm"],
    ...["--backup-id", String(id), "--backup-time", String(time)],
  );
}

/** @param ns - where the namespace lies in the datastore */
const directoryOf = (id: number, ns = ".") => `/mnt/datastore/vm-backup/${ns}/vm/${id}`;

const owner = (id: number, ns?: string) => lab.server.read(`${directoryOf(id, ns)}/owner`).trim();

/** A group that somebody else's backups are in. */
function place(id: number, whose: string, ns?: string): void {
  const directory = lab.server.at(`${directoryOf(id, ns)}/2026-11-22T01:00:00Z`);
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(`${directory}/../owner`, `${whose}\n`);
}

describe("a token of the cluster that gets another name", () => {
  beforeAll(async () => {
    expect(await backUp(cluster, 100)).toMatchObject({ exitCode: 0 });
    place(101, "pve@pbs!long-gone");
    place(200, "root@pam");
    place(201, "pve@pbs");
    await lab.server.by("proxmox-backup-manager", "user", "generate-token", "pve@pbs", "laptop");
    place(202, "pve@pbs!laptop");
    await lab.apply(sent(after, "pbs token", "pbs acl").filter(isOfCluster));
  });

  it("fails to add to what the old one has made, as the product would have it", async () => {
    const { exitCode, stderr } = await backUp(renamed, 100);

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`backup owner check failed (${renamed} != ${cluster})`);
  });

  it("shows as drift that groups have nobody who may add to them", async () => {
    expect(await lab.server.observe(ownersOf(after, "vm-backup"))).toEqual({
      owners: [renamed],
      orphaned: [`vm/100 of ${cluster}`, "vm/101 of pve@pbs!long-gone"],
    });
  });

  it("is given them, said by name, and goes on backing up", async () => {
    const files = fs.readdirSync(lab.server.at("/mnt/datastore/vm-backup/vm/100"));
    const envelope = ownersOf(after, "vm-backup");
    const { exitCode, stdout, stderr } = await lab.server.run("apply", envelope);

    expect({ exitCode, observed: JSON.parse(stdout) as unknown }).toEqual({
      exitCode: 0,
      observed: envelope.document,
    });
    expect(stderr).toContain(`given to ${renamed}, which comes after ${cluster}: vm/100`);
    expect([owner(100), owner(101)]).toEqual([renamed, renamed]);
    expect(fs.readdirSync(lab.server.at("/mnt/datastore/vm-backup/vm/100"))).toEqual(files);
    expect(await backUp(renamed, 100)).toMatchObject({ exitCode: 0 });
  });

  it("leaves alone what belongs to others, a token made by hand among them", () => {
    expect([owner(200), owner(201), owner(202)]).toEqual(["root@pam", "pve@pbs", "pve@pbs!laptop"]);
  });

  it("is given nothing when nothing is orphaned", async () => {
    const before = lab.server.count(/change-owner/);
    await lab.apply(sent(after, "pbs group owners"));

    expect(lab.server.count(/change-owner/)).toBe(before);
  });

  it("is given those below its namespace as well where it writes there too", async () => {
    for (const [name, parent] of [["lab"], ["vm", "lab"], ["other"]] as const) {
      const words = [`--name=${name}`, ...(parent === undefined ? [] : [`--parent=${parent}`])];
      await lab.server.by(
        "proxmox-backup-debug",
        ...["api", "create", "/admin/datastore/vm-backup/namespace"],
        ...[...words, "--output-format=json"],
      );
    }
    for (const ns of ["ns/lab", "ns/lab/ns/vm", "ns/other"]) place(400, "pve@pbs!gone", ns);
    const envelope = ownersOf(after, "vm-backup");
    await lab.server.apply({
      ...envelope,
      settings: { ...envelope.settings, namespace: "lab", below: true },
    });

    expect(["ns/lab", "ns/lab/ns/vm", "ns/other"].map((ns) => owner(400, ns))).toEqual([
      ...[renamed, renamed],
      "pve@pbs!gone",
    ]);
  });

  it("fails where more than one token backs up, and says how to decide", async () => {
    place(300, "pve@pbs!gone");
    const envelope = ownersOf(after, "vm-backup");
    const owners = [renamed, "pve@pbs!second"];
    const { exitCode, stderr } = await lab.server.run("apply", {
      ...envelope,
      document: { ...envelope.document, owners },
    });

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^ERR pbs group owners vm-backup: pve@pbs on \S+: vm\/300 of pve@pbs!gone: /,
    );
    expect(stderr).toContain("change-owner --backup-type TYPE --backup-id ID --new-owner TOKEN");
    expect(owner(300)).toBe("pve@pbs!gone");
  });
});

describe("the cluster's storages", () => {
  it("name the owner of the groups of each place that they lead to", () => {
    const documents = sent(lab.envelopes, "pbs group owners").map(({ identity, document }) => ({
      identity,
      document,
    }));

    expect(documents).toEqual([
      {
        identity: "container-backup: pve@pbs",
        document: { owners: [cluster], orphaned: [] },
      },
      { identity: "vm-backup: pve@pbs", document: { owners: [cluster], orphaned: [] } },
    ]);
  });
});
