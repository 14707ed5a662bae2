import { type Caller } from "../api/caller";
import { aclPathOf } from "../namespaces/namespace-tree";
import { type Values } from "../schema/schema";

const text = (job: Values, name: string) => String(job[name] ?? "");
const targetOf = (job: Values) => aclPathOf(text(job, "store"), text(job, "ns"));
const isPush = (job: Values) => job["sync-direction"] === "push";

function remotePathOf(job: Values): string {
  const inside = text(job, "remote-ns").split("/").filter(Boolean);
  return ["/remote", text(job, "remote"), text(job, "remote-store"), ...inside].join("/");
}

/** Whether a caller sees a sync job: both of its ends must be open to audits. */
export function maySeeSync(caller: Caller, job: Values): boolean {
  if (!caller.hasAny(targetOf(job), ["Datastore.Audit"])) return false;
  if (isPush(job)) return caller.hasAny(remotePathOf(job), ["Remote.Audit"]);
  return job["remote"] === undefined
    ? caller.hasAny(aclPathOf(text(job, "remote-store"), ""), ["Datastore.Audit"])
    : caller.hasAny(`/remote/${text(job, "remote")}`, ["Remote.Audit"]);
}

/** Whether a caller may make, change or remove a sync job: only one that it sees and could run itself. */
export function mayChangeSync(caller: Caller, job: Values): boolean {
  if (!caller.hasAny(targetOf(job), ["Datastore.Audit"])) return false;
  return isPush(job) ? mayPush(caller, job) : mayPull(caller, job);
}

function mayPull(caller: Caller, job: Values): boolean {
  const target = targetOf(job);
  return (
    caller.hasAny(target, ["Datastore.Backup"]) &&
    (job["remove-vanished"] !== true || caller.hasAny(target, ["Datastore.Prune"])) &&
    (isOwn(caller, job) || caller.hasAny(target, ["Datastore.Modify"])) &&
    (job["remote"] === undefined ||
      caller.hasAny(`/remote/${text(job, "remote")}/${text(job, "remote-store")}`, ["Remote.Read"]))
  );
}

function mayPush(caller: Caller, job: Values): boolean {
  const [source, target] = [targetOf(job), remotePathOf(job)];
  return (
    caller.hasAny(target, ["Remote.DatastoreBackup"]) &&
    (job["remove-vanished"] !== true || caller.hasAny(target, ["Remote.DatastorePrune"])) &&
    (caller.hasAny(source, ["Datastore.Read"]) ||
      ((isOwn(caller, job) || caller.hasAny(source, ["Datastore.Modify"])) &&
        caller.hasAny(source, ["Datastore.Backup"])))
  );
}

/** A job without an owner is root's; a user also owns what its tokens do. */
function isOwn({ authId }: Caller, job: Values): boolean {
  const owner = String(job["owner"] ?? "root@pam");
  return owner === authId || owner.startsWith(`${authId}!`);
}
