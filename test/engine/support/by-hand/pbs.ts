import { type HandMadeChange, type HandMadeChanges, refusal } from "./change";

const host = "pbs01";

/** Sets one property with a command of the product's. */
const set =
  (property: string, observed: unknown, words: (id: string) => readonly string[]): HandMadeChange =>
  async ({ id, applied }, operator) => {
    const value = Array.isArray(observed) ? observed.join(",") : String(observed);
    await operator.on(host, [...words(id), `--${property}=${value}`]);
    return { property, wanted: applied[property], observed };
  };

const manager =
  (...command: readonly string[]) =>
  (id: string) => ["proxmox-backup-manager", ...command, "update", id];

const api = (path: (id: string) => string) => (id: string) => [
  ...["proxmox-backup-debug", "api", "set"],
  path(id),
];

const byHand = "changed by hand";

/** Gives somebody a role of theirs everywhere. */
const grantMore: HandMadeChange = async ({ id, applied }, operator) => {
  const words = ["acl", "update", "/access", "Audit", `--auth-id=${id}`];
  await operator.on(host, ["proxmox-backup-manager", ...words]);
  const wanted = applied["grants"] as readonly { path: string; role: string }[];
  const added = { path: "/access", propagate: true, role: "Audit" };
  const rank = (grant: { path: string; role: string }) => `${grant.path} ${grant.role}`;
  const observed = [...wanted, added].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return { property: "grants", wanted, observed };
};

const tokenPath = (id: string) => {
  const [user = "", name = ""] = id.split("!");
  return `/access/users/${user}/token/${name}`;
};

/** Whoever is root on the server may edit what the export agent reads. */
const exportElsewhere: HandMadeChange = async ({ id, applied }, operator) => {
  const script =
    'file=/etc/offsite-export/$1/config.json; jq ".bucket = \\"elsewhere\\"" "$file" >/tmp/edited; cat /tmp/edited >"$file"';
  await operator.on(host, ["sh", "-ec", script, "sh", id]);
  const { bucket } = applied["config"] as { bucket: string };
  return { property: "config.bucket", wanted: bucket, observed: "elsewhere" };
};

/** A guest's backups can be given away once there are any. */
const giveAway: HandMadeChange = ({ id }, operator) => {
  const [store = ""] = id.split(":");
  const group = ["--backup-type=vm", "--backup-id=1", "--new-owner=root@pam"];
  const words = ["api", "create", `/admin/datastore/${store}/change-owner`, ...group];
  const attempt = operator.on(host, ["proxmox-backup-debug", ...words]);
  return refusal(attempt, /group vm\/1 does not exist/);
};

/** What an operator may do on Proxmox Backup Server. */
export const pbsChanges: HandMadeChanges = {
  "pbs datastore": set("gc-schedule", "daily", manager("datastore")),
  "pbs prune-job": set("keep-weekly", 1, manager("prune-job")),
  "pbs verify-job": set("schedule", "yearly", manager("verify-job")),
  "pbs user": set("comment", byHand, manager("user")),
  "pbs token": set("comment", byHand, api(tokenPath)),
  "pbs acl": grantMore,
  "pbs group owners": giveAway,
  "offsite export": exportElsewhere,
  "pbs traffic-control": set("rate-in", "1 MiB", manager("traffic-control")),
  "pbs metric server influxdb-udp": set(
    "host",
    "elsewhere.beardinthe.cloud:8089",
    api((id) => `/config/metrics/influxdb-udp/${id}`),
  ),
  "pbs notification endpoint sendmail": set(
    "comment",
    byHand,
    manager("notification", "endpoint", "sendmail"),
  ),
  "pbs notification matcher": set("comment", byHand, manager("notification", "matcher")),
};
