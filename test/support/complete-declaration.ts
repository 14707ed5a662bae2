import { type SoundSections } from "../../config/references";
import { expanded } from "../../config/short-form";
import { expandedSecrets } from "../../config/short-secrets";
import { datastores, fingerprint, pbsSecrets, pbsSections } from "./complete-pbs";
import { secretMark, testSecrets } from "./lab";
import { labSections } from "./lab-plan";

type Tree = Record<string, unknown>;

/** Entries by name. */
type Section = Record<string, Tree>;

const expires = "2099-12-31";

/**
 * The lab's sections with everything in them that a declaration can say, and secrets to match: every leaf that the
 * schema knows has a value here, and one that makes a difference.
 */
export function completeDeclaration(): Tree & { secrets: Tree } {
  const sections = labSections() as Record<string, Section>;
  completeHosts(sections["hosts"]!);
  completeFigures(sections);
  completePlaces(sections["places"]!);
  completeClasses(sections["classes"]!);
  completeItems(sections);
  addReplication(sections);
  completePbs(sections["pbs"]!);
  completePve(sections["pve"]!);
  completeVault(sections["vault"]!);
  Object.assign(sections["veeam"]!, {
    configurationBackup: { repository: "Configuration Repository", restorePoints: 20 },
    notifications: { address: "backup@lab.example", success: false },
    credentials: {
      "agent-login": { user: "svc-veeam@lab.example" },
      "spare-login": { user: "spare@lab.example" },
    },
    offsiteExport: { login: "spare-login" },
    computers: {
      "windows-files": [{ address: "fs02.lab.example", credentials: "agent-login" }],
    },
    repositories: { "Files Repository": { folder: "E:\\Files" } },
  });
  Object.assign(sections["postgres"]!["proj-pg01"]!, {
    ...{ port: 5432, dataDirectory: "/srv/postgresql/data", preload: ["auto_explain"] },
    programDirectory: "/opt/postgresql/bin",
  });
  const { jobs, ...server } = sections["iperius"] as { jobs: Section };
  sections["iperius"] = {
    ...{ ...server, serviceAccount: { name: "LAB\\svc-iperius", sid: "S-1-5-21-1-2-3-1105" } },
    jobs: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [
        name,
        { ...job, lastResult: "0", sha256: "a1".repeat(32), changingKeys: ["LastResult"] },
      ]),
    ),
  };
  const { given: byName } = expanded(sections);
  const given = { ...byName, ...renamed(byName as Record<string, Section>) };
  completeServers(given as Record<string, Section>);
  const secrets = {
    ...testSecrets,
    pbs: pbsSecrets,
    veeam: {
      credentials: {
        "agent-login": `${secretMark}-agents`,
        "spare-login": `${secretMark}-spare`,
      },
    },
    minio: { ...testSecrets.minio, spare: testSecrets.minio.fs01 },
  };
  return structuredClone({
    ...given,
    exemptions: { spare: { reason: "rebuilt from code", expires } },
    adopt: ["pbs01-faraway-section"],
    secrets: expandedSecrets(given as SoundSections, secrets).given as Tree,
  });
}

function completeVault(vault: Section): void {
  const { key = {}, access = {} } = vault as { key?: object; access?: object };
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  Object.assign(vault, {
    endpoint: "https://s3.example.org",
    key: { ...key, alias: "lab-backups" },
    access: {
      ...{ ...access, evidenceSigners: [role("backup-signer")] },
      writerNetworks: ["198.51.100.0/24"],
    },
  });
}

/** Names that are no other words of the declaration. */
function renamed(sections: Record<string, Section>): Record<string, Section> {
  const { pbs, pve, vault, veeam, iperius } = sections;
  return {
    pbs: { pbs01: pbs!["pbs"]! },
    pve: { proxmox1: pve!["cluster"]! },
    vault: { offsite1: vault!["vault"]! },
    veeam: { vbr01: veeam!["veeam"]! },
    iperius: { vbr01: iperius!["iperius"]! },
  };
}

/** What stands on a server says so, although there is only one. */
function completeServers({ places, nodes, offsiteExport }: Record<string, Section>): void {
  const servers: Readonly<Record<string, string>> = {
    pbs: "pbs01",
    s3: "offsite1",
    veeam: "vbr01",
  };
  for (const place of Object.values(places!)) {
    const server = servers[String(place["engine"])];
    if (server !== undefined) Object.assign(place, { server });
  }
  for (const node of Object.values(nodes!)) Object.assign(node, { cluster: "proxmox1" });
  for (const exporter of Object.values(offsiteExport!)) Object.assign(exporter, { pbs: "pbs01" });
}

function completeHosts(hosts: Section): void {
  const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0cGxhY2Vob2xkZXI";
  for (const host of Object.values(hosts)) Object.assign(host, { hostKey, port: 22 });
  hosts["win02"] = { ...hosts["vbr01"], address: "win02.example.org" };
}

function completeFigures({ sizing, links }: Record<string, Section>): void {
  const usedShareOf = { fileServer: 0.5, database: 0.5, bucket: 0.5, repository: 0.5, claim: 0.5 };
  Object.assign(sizing!, { usedShareOf });
  for (const link of Object.values(links!)) Object.assign(link, { share: 0.9, measured: true });
}

/** Places whose copies lie in clear: one of each kind that can. */
const inClear = ["config-archive", "veeam-repository", "git-mirror"];

/** Places that may be put into each other's bucket, as no disk of theirs contradicts that. */
const onOwnBuckets = ["windows-archive", "database-archive"];

/** Speeds and room that are no bottleneck, where the lab says nothing. */
const speeds = { capacityGB: 3_000_000, writeMBps: 400, readMBps: 400, maintenanceHours: 0 };

const ofEngine: Readonly<Record<string, Tree>> = { pbs: { namespace: "lab" } };
const ofStorageClass: Readonly<Record<string, Tree>> = { GLACIER: { retrieval: "standard" } };

function completePlaces(places: Section): void {
  const unencrypted = { reason: "moved to another disk", expires };
  for (const [name, place] of Object.entries(places))
    places[name] = {
      ...speeds,
      offsite: false,
      disk: onOwnBuckets.includes(name) ? undefined : `${name}-disk`,
      ...place,
      ...(inClear.includes(name) ? { encryption: "none", unencrypted } : { encryption: "aes-256" }),
      ...ofEngine[String(place["engine"])],
      ...ofStorageClass[String(place["storageClass"])],
    };
}

function completeClasses(classes: Section): void {
  Object.assign(classes["guest-image"]!["retention"] as Tree, { yearly: 1 });
  const { offsite } = classes["configuration"] as { offsite?: Tree };
  Object.assign(offsite!["retention"] as Tree, { last: 1, daily: 1, weekly: 1, yearly: 1 });
  Object.assign(classes["database-pitr"]!["offsite"] as Tree, {
    ...{ rpoHours: 1000, lockDays: 400, confirmedLockDays: 400 },
  });
}

/** Items that were measured and ones that were not. */
function completeItems(sections: Record<string, Section>): void {
  const { guests, fileServers, databases, repositories, claims } = sections;
  const excludedDisks = { scsi1: { reason: "scratch space", expires } };
  Object.assign(guests!["dc01"]!, { kind: "vm", usedGB: 20 });
  Object.assign(guests!["lab-dns01"]!, { agent: true });
  Object.assign(guests!["proj-fs02"]!, { agent: true, vss: "copy", excludedDisks });
  guests!["spare"] = { ...guests!["dc01"], vmid: 9001, classes: [] };
  guests!["files01"] = {
    ...guests!["lab-dns01"],
    ...{ vmid: 9002, kind: "ct", agent: undefined, classes: ["container-image"] },
  };
  Object.assign(fileServers!["fs04"]!, { usedGB: 7 });
  Object.assign(claims!["rke2-volumes"]!, { usedGB: 7 });
  const [database] = Object.values(databases!);
  databases!["star-catalogue"] = { ...database, database: "stars", usedGB: 7 };
  const [repository] = Object.values(repositories!);
  repositories!["notebooks"] = {
    ...repository,
    remote: "git@example.org:notebooks.git",
    usedGB: undefined,
  };
}

/** A second bucket on its way, of which somebody measured what is in it, and a site that a replication may move to. */
function addReplication({ buckets, classes, minio, places }: Record<string, Section>): void {
  minio!["sites"]!["spare"] = { endpoint: "spare.example.org:9000", host: "node01" };
  const plates = { site: "fs03", bucket: "plates" };
  buckets!["plates"] = { ...plates, sizeGB: 20, usedGB: 7, classes: ["plates"] };
  classes!["plates"] = { ...classes!["research-data"], place: "minio-plates" };
  const disk = "minio-plates-disk";
  places!["minio-plates"] = { ...places!["minio-fs01"], store: "plates-replica", disk };
  minio!["replications"]!["plates"] = {
    source: plates,
    target: { site: "fs01", bucket: "plates-replica" },
    kmsKey: "backup-key",
  };
}

interface UserTree {
  readonly tokens?: Section;
  readonly grants: readonly Tree[];
}

function completePbs(pbs: Section): void {
  Object.assign(pbs, { fingerprint, ...pbsSections });
  Object.assign(pbs["datastores"]!, datastores);
  Object.assign(pbs["users"]!["pve@pbs"]!, {
    email: "pve@example.org",
    firstname: "Proxmox",
    lastname: "Nodes",
    initialPassword: false,
  });
  for (const user of Object.values(pbs["users"]!) as UserTree[]) {
    for (const token of Object.values(user.tokens ?? {})) token["generation"] ??= 1;
    for (const grant of user.grants) grant["propagate"] ??= true;
  }
}

/** The first has no guests and may have another name; the others are all that have. */
const storageNodes = [
  "node09",
  ...["node01", "node02", "node03", "node04", "node05", "node06", "node07", "nas01"],
];

function completePve(pve: Section): void {
  Object.assign(pve, { through: "shell" });
  pve["everyJob"] = {
    comment: "planned",
    notesTemplate: "{{guestname}}",
    fleecingStorage: "local-lvm",
    repeatMissed: true,
    changeDetectionMode: "legacy",
    notificationMode: "auto",
  };
  for (const storage of Object.values(pve["storages"]!) as Tree[])
    Object.assign(storage, { nodes: [...storageNodes], port: 8008 });
}
