import { z } from "zod";
import { valueAt } from "../../../config/value-at";
import { type DeclaredPlace } from "../../support/declared-place";
import { type Leaf } from "./leaves";

type Keys = readonly (string | number)[];

/** A leaf of a declaration with another value. */
export interface Change {
  readonly leaf: Leaf;
  readonly place: DeclaredPlace;
  readonly to: unknown;
}

/** What shall stand where neither the form nor the names of a section say what else may. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  "site.timezone": ["Europe/Berlin"],
  "adopt.*": ["pbs01-nearby-section"],
  "vault.*.region": ["eu-central-1"],
  "vault.*.access.writerNetworks.*": ["203.0.113.0/24"],
  "iperius.*.serviceAccount.sid": ["S-1-5-21-3-2-1-1106"],
  "pbs.*.fingerprint": [Array(32).fill("cd").join(":")],
  "pbs.*.remotes.*.authId": ["other@pbs"],
  "pbs.*.remotes.*.fingerprint": [Array(32).fill("cd").join(":")],
  "pbs.*.s3Endpoints.*.fingerprint": [Array(32).fill("cd").join(":")],
  "pbs.*.syncJobs.*.owner": ["monitor@pbs"],
  "pbs.*.syncJobs.*.schedule": ["sun 06:00"],
  "pbs.*.syncJobs.*.groupFilter.*": ["type:ct"],
  "pbs.*.trafficControls.*.network.*": ["10.1.0.0/16"],
  "pbs.*.trafficControls.*.timeframe.*": ["sat 8-18"],
  "pbs.*.users.*.grants.*.path": ["/datastore"],
  "pbs.*.notificationEndpoints.*[webhook].secrets.*": ["other"],
  "pve.*.storages.*.username": ["pve@pbs!other"],
  "offsiteExport.*.username": ["offsite@pbs!other"],
  "pbs.*.notificationMatchers.*.matchCalendar.*": ["sun 0-6"],
};

/** Rates and sizes, wherever they are. */
const sizes = /(rate|burst)(In|Out)$|maxCacheSize$/;

/** Other values that the form of a leaf allows, the likeliest to make a difference first. */
export function otherValues(
  leaf: Leaf,
  value: unknown,
  namesBeside: (name: string) => readonly string[],
): unknown[] {
  const { path, kind, words, schema } = leaf;
  if (path in others) return [...others[path]!];
  if (kind === "boolean") return [value !== true];
  if (kind === "words") return words.filter((word) => word !== value);
  const candidates =
    kind === "number"
      ? numbers(Number(value))
      : [...namesBeside(String(value)), ...texts(String(value), path)];
  return candidates.filter((one) => one !== value && z.safeParse(schema, one).success);
}

function numbers(value: number): number[] {
  return [
    ...[value / 10, value + 1, value - 1, value * 10],
    ...[value * 1000, value / 1000, value / 1e6, value + 0.5, value - 0.1],
  ];
}

function texts(value: string, path: string): string[] {
  if (sizes.test(path)) return ["30 MiB"];
  const last = value.replace(/[a-z0-9](?=[^a-z0-9]*$)/i, (one) => (one === "a" ? "b" : "a"));
  return [...laterTimes(value), `${value}x`, last, `x${value}`];
}

/** The next day of a date, the next hour of a time of the day. */
function laterTimes(value: string): string[] {
  const date = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T24:00:00Z`) : undefined;
  const hour = /^(\d\d):\d\d$/.exec(value)?.[1];
  return [
    ...(date ? [date.toISOString().slice(0, 10)] : []),
    ...(hour === undefined
      ? []
      : [`${String((Number(hour) + 1) % 24).padStart(2, "0")}${value.slice(2)}`]),
  ];
}

/** A change of each place of a leaf to each value that it may have besides. */
export function changesOf(
  declaration: unknown,
  leaf: Leaf,
  places: readonly DeclaredPlace[],
): Change[] {
  const beside = (name: string) => namesBeside(declaration, name);
  return places.flatMap((place) =>
    otherValues(leaf, valueAt(declaration, place.keys), beside).map((to) => ({ leaf, place, to })),
  );
}

/** Other names of entries wherever an entry has this one. */
function namesBeside(declaration: unknown, name: string): string[] {
  if (typeof declaration !== "object" || declaration === null) return [];
  const beside = Object.hasOwn(declaration, name) ? Object.keys(declaration) : [];
  const below = Object.values(declaration).flatMap((value) => namesBeside(value, name));
  return [...new Set([...beside, ...below])].filter((one) => one !== name);
}

/** What must change as well, lest the declaration contradict itself: what shall stand at which keys. */
const along: Readonly<
  Record<string, (to: unknown) => readonly (readonly [keys: Keys, to: unknown])[]>
> = {
  "places.*[s3].storageClass": () => [[["places", "vm-archive", "retrieval"], undefined]],
  "places.*[s3].encryption": () => [[["places", "vm-archive", "unencrypted"], exemption]],
  "places.*[veeam].encryption": () => [[["places", "veeam-repository", "unencrypted"], undefined]],
  "pbs.*.notificationEndpoints.*[webhook].secrets.*": (to) => [
    [["secrets", "pbs", "pbs01", "webhooks", "chat", String(to)], "s3cr3t-other"],
  ],
  "pve.*.storages.*.place": () => [[["pve", "proxmox1", "storages", "pbs-ct", "place"], "pbs-vm"]],
  "pve.*.storages.*.username": () => [
    [["pbs", "pbs01", "users", "pve@pbs", "tokens", "other"], {}],
  ],
  "offsiteExport.*.username": () => [
    [["pbs", "pbs01", "users", "offsite@pbs", "tokens", "other"], {}],
  ],
  "minio.replications.*.source.site": (to) => [[["buckets", "research-data", "site"], to]],
  "minio.replications.*.source.bucket": (to) => [[["buckets", "research-data", "bucket"], to]],
  "minio.replications.*.target.bucket": (to) => [[["places", "minio-fs01", "store"], to]],
};

const exemption = { reason: "moved to another disk", expires: "2099-12-31" };

/** Makes changes in a declaration. */
export function apply(declaration: unknown, changes: readonly Change[]): void {
  for (const { leaf, place, to } of changes) {
    put(declaration, place.keys, to);
    for (const more of along[leaf.path]?.(to) ?? []) put(declaration, ...more);
  }
}

function put(declaration: unknown, keys: Keys, to: unknown): void {
  const holder = valueAt(declaration, keys.slice(0, -1)) as Record<PropertyKey, unknown>;
  holder[keys.at(-1)!] = to;
}
