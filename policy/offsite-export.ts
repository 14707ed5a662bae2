import { type RemoteObject } from "./remote-object";
import { hostOf, isLoopback } from "./rules/encryption/loopback";
import { paceOfTask } from "./scheduled-task";
import { type Stack } from "./stack";
import { type Pace, paceOfTimer } from "./systemd-timer";
import { textIn } from "./text-in";

/** Agents that take copies to an object store, by the kind of their jobs. */
const agents: ReadonlyMap<string, string> = new Map([
  ["offsite export", "offsite-export"],
  ["offsite repository export", "offsite-export-pgbackrest"],
  ["offsite dump export", "offsite-export-dump"],
]);

const onWindows = "windows offsite export";

/** Kinds of such jobs. */
export const exportKinds: readonly string[] = [...agents.keys(), onWindows];

/** How often a job of such an agent begins; what only takes up an interrupted round again begins none. */
export function paceOfExport(job: RemoteObject): Pace {
  return job.kind === onWindows
    ? paceOfTask(job, "round")
    : paceOfTimer(job, `${agents.get(job.kind)}@${job.identity}.timer`);
}

/** What the agent of a job reads. */
export function configOf({ document }: RemoteObject): Readonly<Record<string, unknown>> {
  return (document["config"] ?? {}) as Readonly<Record<string, unknown>>;
}

/**
 * Why none of these jobs takes a copy out of the house, each in its words; `undefined` if one does.
 *
 * @param here - addresses of the object store that the copy lies on; empty where it lies on none
 */
export function whyNoneLeaves(
  jobs: readonly RemoteObject[],
  here: readonly string[],
  stack: Stack,
): string | undefined {
  const faults = jobs.map((job) => faultOf(job, here, stack));
  if (faults.includes(undefined)) return undefined;
  return jobs.map(({ identity }, at) => ` (${identity}: ${faults[at]})`).join("");
}

function faultOf(job: RemoteObject, here: readonly string[], stack: Stack): string | undefined {
  const pace = paceOfExport(job);
  if (typeof pace === "string") return pace;
  const config = configOf(job);
  if (textIn(config, "bucket") === "") return "it names no bucket";
  const endpoint = textIn(config, "endpoint");
  return isInHouse(endpoint, here, stack) ? `${hostOf(endpoint)} is in the house` : undefined;
}

/** Whether an address is that of a MinIO of the stack, or of the store that something lies on already. Without one it is Amazon's. */
export function isInHouse(endpoint: string, here: readonly string[], stack: Stack): boolean {
  if (endpoint === "") return false;
  return [...here, ...sitesOf(stack)].some((site) => isOneStore(site, endpoint));
}

/** Addresses of the servers that resources of MinIO are made on. */
function sitesOf(stack: Stack): readonly string[] {
  return stack.once("sites of MinIO", () => {
    const made = stack.resources.filter(({ type }) => type.startsWith("minio:"));
    const sites = made.map(({ provider }) => provider?.["minioServer"]);
    return [...new Set(sites)].filter((site) => typeof site === "string" && site !== "");
  }) as readonly string[];
}

/** A machine has one store, whatever ports lead to it; the one that everything is tried on has several. */
function isOneStore(one: string, other: string): boolean {
  return hostOf(one) === hostOf(other) && (!isLoopback(one) || portOf(one) === portOf(other));
}

function portOf(address: string): string {
  const [, scheme = "", rest = ""] = /^\s*([a-z][a-z\d+.-]*:\/\/)?(.*)$/i.exec(address) ?? [];
  return /^[^/?#]*:(\d+)(?:[/?#]|\s*$)/.exec(rest)?.[1] ?? (scheme === "http://" ? "80" : "443");
}
