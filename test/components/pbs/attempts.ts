/** Something that somebody with a token tries: words for the backup client, or a call of the API. */
export type Attempt =
  | { readonly client: readonly string[] }
  | { readonly call: readonly [method: string, path: string, body?: object] };

/** What is tried, and what the product says to somebody who may not. */
export interface Refused {
  readonly attempt: Attempt;
  readonly refusal: string;
}

/** Group and snapshot of the cluster's own backup, and of a neighbour's beside it and in a namespace of its own. */
export const own = { group: "vm/100", snapshot: "vm/100/2026-11-22T01:00:00Z" };
export const theirs = { group: "vm/200", snapshot: "vm/200/2026-11-22T01:00:00Z" };
/** The namespace in which the neighbour has a group of the same name. */
export const namespace = "office";

const store = "/admin/datastore/vm-backup";
const time = Date.parse("2026-11-22T01:00:00Z") / 1000;
const group = (id: number, ns?: string) =>
  `backup-type=vm&backup-id=${id}${ns === undefined ? "" : `&ns=${ns}`}`;
const snapshot = (id: number, ns?: string) => `${group(id, ns)}&backup-time=${time}`;
const groupBody = (id: number) => ({ "backup-type": "vm", "backup-id": String(id) });

const client = (refusal: string, ...words: string[]): Refused => ({
  attempt: { client: words },
  refusal,
});
const call = (refusal: string, method: string, path: string, body?: object): Refused => ({
  attempt: { call: body === undefined ? [method, path] : [method, path, body] },
  refusal,
});

const mayNotPrune = "missing Datastore.Modify|Datastore.Prune on /datastore/vm-backup";
const notOwner = "backup owner check failed (pve@pbs!cluster != office@pbs!node09)";
const forbidden = "permission check failed";
const missing = (privilege: string, path = "/datastore/vm-backup") =>
  `missing permissions '${privilege}' on '${path}'`;

/** Taking backups away: its own as well. */
export const deletions: Readonly<Record<string, Refused>> = {
  "forget its own snapshot": client(mayNotPrune, "snapshot", "forget", own.snapshot),
  "forget a neighbour's snapshot": client(mayNotPrune, "snapshot", "forget", theirs.snapshot),
  "prune its own group": client(mayNotPrune, "prune", own.group, "--keep-last", "1"),
  "see what pruning would do": client(mayNotPrune, "prune", own.group, "--dry-run", "true"),
  "prune a neighbour's group": client(mayNotPrune, "prune", theirs.group, "--keep-last", "1"),
  "prune in a neighbour's namespace": client(
    `${mayNotPrune}/office`,
    ...["prune", theirs.group, "--keep-last", "1", "--ns", namespace],
  ),
  "delete a namespace": client(
    "missing Datastore.Modify on /datastore/vm-backup",
    ...["namespace", "delete", namespace, "--delete-groups", "true"],
  ),
  "delete its own snapshot by the API": call(
    mayNotPrune,
    ...(["DELETE", `${store}/snapshots?${snapshot(100)}`] as const),
  ),
  "delete its own group": call(mayNotPrune, "DELETE", `${store}/groups?${group(100)}`),
  "delete a neighbour's group": call(mayNotPrune, "DELETE", `${store}/groups?${group(200)}`),
  "prune by the API": call(mayNotPrune, "POST", `${store}/prune`, {
    ...groupBody(100),
    "keep-last": 1,
  }),
  "delete a namespace by the API": call(
    "missing Datastore.Modify on /datastore/vm-backup",
    ...(["DELETE", `${store}/namespace?ns=office&delete-groups=1`] as const),
  ),
  "delete the datastore with its data": call(
    forbidden,
    ...(["DELETE", "/config/datastore/vm-backup?destroy-data=1"] as const),
  ),
  "collect garbage": call(forbidden, "POST", `${store}/gc`),
};

/** Reading what others backed up, and changing what is said of it. */
export const intrusions: Readonly<Record<string, Refused>> = {
  "restore a neighbour's image": client(
    notOwner,
    ...["restore", theirs.snapshot, "drive-scsi0.img", "-"],
  ),
  "restore from a neighbour's namespace": client(
    notOwner,
    ...["restore", theirs.snapshot, "drive-scsi0.img", "-", "--ns", namespace],
  ),
  "list a neighbour's files": client(notOwner, "snapshot", "files", theirs.snapshot),
  "read a neighbour's notes": client(notOwner, "snapshot", "notes", "show", theirs.snapshot),
  "change a neighbour's notes": client(
    notOwner,
    ...["snapshot", "notes", "update", theirs.snapshot, "mine"],
  ),
  "see a neighbour's protection": client(
    notOwner,
    ...["snapshot", "protected", "show", theirs.snapshot],
  ),
  "change a neighbour's protection": client(
    notOwner,
    ...["snapshot", "protected", "update", theirs.snapshot, "true"],
  ),
  "take a neighbour's group over": client(
    "does not have permission to change owner of backup group 'vm/200' to pve@pbs!cluster",
    ...["change-owner", theirs.group, "pve@pbs!cluster"],
  ),
  "give its own group away": client(
    "does not have permission to change owner of backup group 'vm/100' to root@pam",
    ...["change-owner", own.group, "root@pam"],
  ),
  "make a namespace": client(
    "missing Datastore.Modify on /datastore/vm-backup",
    ...["namespace", "create", "hidden"],
  ),
  "download a neighbour's file": call(
    notOwner,
    ...(["GET", `${store}/download?${snapshot(200)}&file-name=index.json.blob`] as const),
  ),
  "read a chunk of a neighbour's": call(
    notOwner,
    "GET",
    `/reader/chunk?store=vm-backup&${snapshot(200, namespace)}&file-name=drive-scsi0.img.fidx&position=0`,
  ),
};

const job = { store: "vm-backup", schedule: "daily" };

/** Changing how the server is set up. */
export const reconfigurations: Readonly<Record<string, Refused>> = {
  "close the datastore": call(forbidden, "PUT", "/config/datastore/vm-backup", {
    "maintenance-mode": "type=offline",
  }),
  "make a datastore": call(forbidden, "POST", "/config/datastore", {
    name: "mine",
    path: "/mnt/mine",
  }),
  "make a prune job": call(missing("Datastore.Modify"), "POST", "/config/prune", {
    ...job,
    id: "thin",
    "keep-last": 1,
  }),
  "make a prune job for a namespace": call(
    missing("Datastore.Modify", "/datastore/vm-backup/office"),
    ...(["POST", "/config/prune", { ...job, id: "thin", ns: namespace, "keep-last": 1 }] as const),
  ),
  "shorten the stack's retention": call(
    missing("Datastore.Modify"),
    ...(["PUT", "/config/prune/pbs-vm-prune", { "keep-weekly": 1 }] as const),
  ),
  "remove the stack's prune job": call(
    missing("Datastore.Modify"),
    ...(["DELETE", "/config/prune/pbs-vm-prune"] as const),
  ),
  "make a verify job": call(missing("Datastore.Verify"), "POST", "/config/verify", {
    ...job,
    id: "busy",
  }),
  "remove a verify job": call(
    missing("Datastore.Verify"),
    ...(["DELETE", "/config/verify/vm-backup-verify"] as const),
  ),
  "copy a datastore into its own by a sync job": call(forbidden, "POST", "/config/sync", {
    ...job,
    ...{ id: "pull", "remote-store": "container-backup", owner: "pve@pbs!cluster" },
  }),
  "have a sync job remove what vanished": call(forbidden, "POST", "/config/sync", {
    ...job,
    ...{ id: "pull", "remote-store": "container-backup", "remove-vanished": true },
  }),
  "make a remote": call(forbidden, "POST", "/config/remote", {
    ...{ name: "away", host: "pbs.example.org", "auth-id": "a@pbs", password: "12345678" },
  }),
  "give itself a role": call("Unprivileged API tokens can't set ACL items.", "PUT", "/access/acl", {
    ...{ path: "/datastore/vm-backup", role: "DatastoreAdmin", "auth-id": "pve@pbs!cluster" },
  }),
  "make another token": call(forbidden, "POST", "/access/users/pve@pbs/token/spare", {}),
  "give its token another secret": call(forbidden, "PUT", "/access/users/pve@pbs/token/cluster", {
    regenerate: true,
  }),
  "remove its token": call(forbidden, "DELETE", "/access/users/pve@pbs/token/cluster"),
  "make a user": call(forbidden, "POST", "/access/users", { userid: "mine@pbs" }),
  "change its user": call(forbidden, "PUT", "/access/users/pve@pbs", { comment: "mine" }),
  "remove the monitor": call(forbidden, "DELETE", "/access/users/monitor@pbs"),
  "set its user's password": call(
    "API tokens cannot access this API endpoint",
    ...(["PUT", "/access/password", { userid: "pve@pbs", password: "12345678" }] as const),
  ),
  "lift the traffic control": call(forbidden, "DELETE", "/config/traffic-control/working-hours"),
  "send metrics elsewhere": call(forbidden, "PUT", "/config/metrics/influxdb-udp/lab-mon01", {
    host: "thief.example.org:8089",
  }),
  "silence a matcher": call(forbidden, "PUT", "/config/notifications/matchers/trouble", {
    disable: true,
  }),
  "switch an endpoint off": call(
    forbidden,
    ...(["PUT", "/config/notifications/endpoints/sendmail/operators", { disable: true }] as const),
  ),
  "make an S3 endpoint": call(forbidden, "POST", "/config/s3", {
    ...{ id: "away", endpoint: "s3.example.org", "access-key": "AK", "secret-key": "SK" },
  }),
  "make a key for sync jobs": call(forbidden, "POST", "/config/encryption-keys", { id: "mine" }),
};
