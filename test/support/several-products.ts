import { expanded } from "../../config/short-form";
import { expandedSecrets } from "../../config/short-secrets";
import { keyFile } from "./client-key";
import { labConfiguration, secretMark } from "./lab";

type Tree = Record<string, unknown>;
type Section = Record<string, Tree>;

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0cGxhY2Vob2xkZXI";
const fingerprint = Array(32).fill("cd").join(":");

/** The lab's sections, its secrets among them, every product by its name. */
export function labByName(): Tree {
  const given = Object.entries(labConfiguration()).map(([key, text]) => [
    key.replace("backup:", ""),
    parsed(text),
  ]);
  const declared = Object.fromEntries(given) as Record<string, unknown>;
  const { given: sections } = expanded(declared);
  const secrets = expandedSecrets(sections, sections["secrets"]).given;
  return { ...sections, secrets };
}

function parsed(text: string): unknown {
  return /^[[{"]/.test(text) ? (JSON.parse(text) as unknown) : text;
}

/** The lab with a second of each product beside the first. */
export function labTwice(): Tree {
  const lab = withSecondProducts(labByName());
  addSecrets(lab["secrets"] as Section);
  return lab;
}

/**
 * An estate with a second of each product beside the first, on machines, links and in windows of their own: a backup
 * server with a datastore of the first one's name, a cluster that stores there, a vault in another region, a pair of
 * MinIO sites, a Veeam server and an exporter.
 *
 * @param sections - every product by its name
 */
export function withSecondProducts(sections: Tree): Tree {
  const lab = structuredClone(sections) as Record<string, Section>;
  const { hosts, places, nodes, links, classes, guests, fileServers } = lab;
  const { pbs, pve, vault, minio } = lab;
  const machine = { user: "root", platform: "posix", hostKey, port: 22 };
  for (const name of ["pbs02", "node11", "fs05", "fs06", "pg02"])
    hosts![name] = { ...machine, address: `${name}.example.org` };
  hosts!["vbr02"] = { ...hosts!["vbr01"], address: "vbr02.example.org" };

  for (const place of Object.values(places!)) nameServer(place);
  for (const node of Object.values(nodes!)) node["cluster"] = "cluster";
  links!["second"] = { uploadMbps: 1000, downloadMbps: 1000 };
  places!["second-vm"] = {
    ...{ engine: "pbs", server: "pbs02", store: "vm-backup", link: "second", medium: "disk" },
    ...{ capacityGB: 1000, verified: true, care: "daytime" },
  };
  classes!["second-image"] = {
    ...{ place: "second-vm", frequency: "weekly", window: "weekend-night", catchAll: true },
    ...{ retention: { weekly: 5, days: 30 }, rpoHours: 192, rtoHours: 24 },
    offsite: {
      ...{ place: "second-archive", frequency: "monthly", window: "weeknights" },
      ...{ retention: { days: 40 }, lockDays: 100 },
    },
  };
  places!["second-archive"] = {
    ...{ engine: "s3", server: "eu", store: "vm-archive", link: "second", medium: "cloud" },
    ...{ offsite: true, storageClass: "GLACIER", verified: true },
  };
  places!["second-repository"] = {
    ...{ engine: "veeam", server: "vbr02", store: "Second Repository", link: "second" },
    ...{ medium: "disk", verified: true },
  };
  classes!["second-files"] = {
    ...{ place: "second-repository", frequency: "weekly", window: "veeam-night" },
    ...{ retention: { days: 30 }, rpoHours: 192, rtoHours: 24 },
  };
  fileServers!["fs09"] = { paths: ["E:\\Data"], sizeGB: 10, classes: ["second-files"] };
  nodes!["node11"] = { cluster: "second", role: "compute", readMBps: 400 };
  guests!["second-web"] = {
    ...{ vmid: 9001, node: "node11", os: "Ubuntu 24.04", role: "web", cpus: 2, memoryGB: 4 },
    ...{ disksGB: [32], vlan: 30, classes: ["second-image"] },
  };

  pbs!["pbs02"] = {
    ...{ host: "pbs02", fingerprint, datastores: { "vm-backup": { path: "/mnt/other" } } },
    users: {
      "pve@pbs": {
        tokens: { cluster: {} },
        grants: [{ path: "/datastore/vm-backup", role: "DatastoreBackup" }],
      },
      "offsite@pbs": {
        tokens: { export: {} },
        grants: [{ path: "/datastore/vm-backup", role: "DatastoreReader" }],
      },
      "admin@pbs": { initialPassword: true, grants: [{ path: "/", role: "Audit" }] },
    },
  };
  pve!["second"] = {
    ...{ host: "node11", endpoint: "https://node11.example.org:8006/" },
    storages: { "pbs-second": { place: "second-vm", username: "pve@pbs!cluster" } },
  };
  vault!["eu"] = {
    ...{ region: "eu-central-1", key: { alias: "lab-eu" } },
    // As the first one's; what is left out, the pack asks for.
    access: Object.values(vault!)[0]!["access"],
    logs: { name: "lab-eu-vault-logs", keptDays: 365 },
    buckets: { "vm-archive": { name: "lab-eu-vm-archive" } },
  };
  lab["offsiteExport"]!["second-export"] = {
    ...{ host: "pbs02", pbs: "pbs02", username: "offsite@pbs!export" },
  };
  const { sites, replications } = minio as Record<string, Section>;
  for (const site of ["fs05", "fs06"])
    sites![site] = { endpoint: `${site}.example.org:9000`, host: site };
  replications!["more-data"] = {
    ...{ source: { site: "fs05", bucket: "more-data" }, kmsKey: "backup-key" },
    target: { site: "fs06", bucket: "more-data" },
  };
  lab["veeam"]!["vbr02"] = {
    host: "vbr02",
    encryptionKey: "second",
    protectionGroups: { "second-files": "other-servers" },
  };
  lab["postgres"]!["postgres02"] = { host: "pg02", guest: "second-web", version: 17 };
  lab["databases"]!["second-catalogue"] = {
    ...{ guest: "second-web", product: "postgresql", database: "catalogue", sizeGB: 10 },
    classes: ["second-log"],
  };
  places!["second-log"] = {
    ...{ engine: "pgbackrest", site: "fs05", store: "second-log", kmsKey: "backup-key" },
    ...{ link: "second", medium: "object", verified: true },
  };
  classes!["second-log"] = {
    ...{ place: "second-log", frequency: "daily", window: "every-night" },
    ...{ retention: { days: 30 }, rpoHours: 24, rtoHours: 24 },
  };
  lab["offsiteExport"]!["offsite-export"]!["pbs"] = "pbs";
  return lab;
}

const firstServers: Readonly<Record<string, string>> = {
  ...{ pbs: "pbs", s3: "vault", veeam: "veeam" },
};

function nameServer(place: Tree): void {
  const server = firstServers[String(place["engine"])];
  if (server !== undefined) place["server"] = server;
}

function addSecrets(secrets: Section): void {
  secrets["pveApiToken"]!["second"] = "pulumi@pve!stack=8a1f0c6e-3c1d-4a55-9d1c-0e7c5f4b2a11";
  secrets["pbsEncryptionKeys"]!["pbs-second"] = keyFile(11, `${secretMark}-hint`);
  secrets["veeamEncryptionPassword"]!["vbr02"] = `${secretMark}-second-veeam`;
  secrets["pgBackRestCiphers"]!["second-log"] = `${secretMark}-second-log-0123456789abcdef`;
  secrets["pbs"]!["pbs02"] = { passwords: { "admin@pbs": `${secretMark}-second-admin` } };
  secrets["aws"]!["eu"] = { accessKey: "AKIAEU", secretKey: `${secretMark}-eu` };
  for (const site of ["fs05", "fs06"])
    secrets["minio"]![site] = { user: `root-${site}`, password: `${secretMark}-${site}` };
}
