import { labSections } from "./lab-plan";
import { testSecrets } from "./lab";

type Tree = Record<string, unknown>;

const fingerprint = Array(32).fill("ab").join(":");
const rates = { rateIn: "10 MiB", rateOut: "10 MiB", burstIn: "20 MiB", burstOut: "20 MiB" };
const mail = {
  mailto: ["operators@example.org"],
  mailtoUser: ["root@pam"],
  author: "Backup",
  fromAddress: "pbs@example.org",
};

/** Places whose copies lie in clear: one of each kind that can. */
const inClear = ["config-archive", "veeam-repository", "git-mirror"];

/**
 * The lab's sections with everything in them that a declaration can say, and secrets to match: every string that the
 * schema knows has a value here.
 */
export function completeDeclaration(): Tree & { secrets: Tree } {
  const sections = labSections() as Record<string, Tree>;
  const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0cGxhY2Vob2xkZXI";
  const { hosts, pbs, pve, vault, guests, places } = sections as {
    [section: string]: Record<string, Tree>;
  };
  for (const host of Object.values(hosts!)) host["hostKey"] = hostKey;
  for (const [name, place] of Object.entries(places!)) {
    const unencrypted = { reason: "moved to another disk", expires: "2099-12-31" };
    Object.assign(place, { disk: `${name}-disk` });
    if (inClear.includes(name)) Object.assign(place, { encryption: "none", unencrypted });
    if (place["engine"] === "pbs") Object.assign(place, { namespace: "lab" });
  }
  Object.assign(pbs!, { fingerprint, ...pbsObjects() });
  Object.assign(pbs!["datastores"]!, {
    bucket: {
      path: "/srv/cache",
      backend: { client: "wasabi", bucket: "backups", maxCacheSize: "64 GiB" },
    },
    archive: {
      path: "/srv/archive",
      comment: "closed",
      maintenanceMode: { type: "read-only", message: "closed" },
    },
  });
  Object.assign(pbs!["users"]!["pve@pbs"]!, {
    email: "pve@example.org",
    firstname: "Proxmox",
    lastname: "Nodes",
  });
  Object.assign(pve!, {
    through: "shell",
    everyJob: { comment: "planned", notesTemplate: "{{guestname}}", fleecingStorage: "local-lvm" },
  });
  for (const storage of Object.values(pve!["storages"]!) as Tree[]) storage["nodes"] = ["node01"];
  vault!["endpoint"] = "https://s3.example.org" as never;
  const excludedDisks = { scsi1: { reason: "scratch space", expires: "2099-12-31" } };
  Object.assign(guests!["proj-fs02"]!, { agent: true, vss: "copy", excludedDisks });
  guests!["spare"] = { ...guests!["dc01"], vmid: 9001, classes: [] };
  sections["exemptions"] = { spare: { reason: "rebuilt from code", expires: "2099-12-31" } };
  return structuredClone({ ...sections, secrets: secrets() });
}

function pbsObjects(): Tree {
  return {
    remotes: {
      offsite: { host: "pbs.example.org", authId: "sync@pbs!lab", fingerprint, comment: "offsite" },
    },
    syncJobs: {
      pulled: {
        ...{
          store: "vm-backup",
          ns: "pulled",
          remote: "offsite",
          remoteStore: "main",
          remoteNs: "lab",
        },
        ...{ owner: "pve@pbs", schedule: "sun 05:00", groupFilter: ["type:vm"], comment: "pulled" },
        ...rates,
      },
    },
    trafficControls: {
      daytime: {
        network: ["10.0.0.0/8"],
        timeframe: ["mon..fri 8-18"],
        comment: "by day",
        ...rates,
      },
    },
    s3Endpoints: {
      wasabi: {
        ...{ endpoint: "s3.example.org", region: "eu-central-1", accessKey: "AKIA", fingerprint },
        ...rates,
      },
    },
    metricServers: {
      graphs: { type: "influxdb-udp", host: "influx.example.org:8089", comment: "graphs" },
      tokens: {
        ...{ type: "influxdb-http", url: "https://influx.example.org/", comment: "graphs" },
        ...{ organization: "lab", bucket: "proxmox" },
      },
    },
    notificationEndpoints: {
      mails: { type: "sendmail", ...mail, comment: "mails" },
      phones: { type: "gotify", server: "https://gotify.example.org", comment: "phones" },
      relay: { type: "smtp", server: "mx.example.org", username: "pbs", ...mail, comment: "relay" },
      chat: {
        ...{
          type: "webhook",
          url: "https://chat.example.org/hook",
          header: { "X-Lab": "astronomy" },
        },
        ...{ body: "{{ message }}", secrets: ["key"], comment: "chat" },
      },
    },
    notificationMatchers: {
      nights: {
        ...{ target: ["mails"], fields: { datastore: ["vm-backup"] }, comment: "nights" },
        matchCalendar: ["sat,sun 0-6"],
      },
    },
  };
}

function secrets(): Tree {
  return {
    ...structuredClone(testSecrets),
    pbs: {
      passwords: { "backup-admin@pbs": "s3cr3t-password" },
      remotes: { offsite: "s3cr3t-remote" },
      notificationEndpoints: { phones: "s3cr3t-phones", relay: "s3cr3t-relay" },
      webhooks: { chat: { key: "s3cr3t-chat" } },
      s3Endpoints: { wasabi: "s3cr3t-wasabi" },
      metricServers: { tokens: "s3cr3t-tokens" },
    },
  };
}
