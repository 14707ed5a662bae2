import { type Engine } from "./estate";
import { optionalEntry, sortedEntries } from "./record";

/** The kinds of keys that backups are encrypted under by the engines themselves. */
export const engineKeyKinds = [
  "pbs-client-key",
  "veeam-password",
  "pgbackrest-cipher",
  "dump-key",
  "export-key",
] as const;
export type EngineKeyKind = (typeof engineKeyKinds)[number];

/** A key that an estate cannot do without. Its value is nowhere but in the stack's secrets and in escrow. */
export interface EngineKey {
  readonly kind: EngineKeyKind;
  /** What it belongs to; unique among the keys of one kind. */
  readonly name: string;
  /** Where it is kept, below `backup:secrets`. */
  readonly path: readonly [section: string] | readonly [section: string, name: string];
}

/** What keys follow from; a section that is at fault may be left out. */
export interface KeyedEstate {
  /** Clusters by name. */
  readonly pve?: Readonly<Record<string, { readonly storages: Readonly<Record<string, unknown>> }>>;
  /** Veeam servers by name; their keys are called as their hosts. */
  readonly veeam?: Readonly<Record<string, { readonly host: string }>>;
  readonly places?: Readonly<Record<string, { readonly engine: Engine }>>;
  readonly classes?: Readonly<
    Record<string, { readonly place: string; readonly offsite?: { readonly place: string } }>
  >;
}

/** Every engine key that the estate calls for, in the order of kinds and names. */
export function engineKeys(estate: KeyedEstate): EngineKey[] {
  const { pve = {}, veeam = {}, places = {} } = estate;
  const storages = Object.values(pve).flatMap((cluster) => Object.keys(cluster.storages));
  return [
    ...storages.sort().map((name) => key("pbs-client-key", name, "pbsEncryptionKeys", name)),
    ...sortedEntries(veeam).map(([name, { host }]) =>
      key("veeam-password", host, "veeamEncryptionPassword", name),
    ),
    ...sortedEntries(places)
      .filter(([, { engine }]) => engine === "pgbackrest")
      .map(([name]) => key("pgbackrest-cipher", name, "pgBackRestCiphers", name)),
    ...sortedEntries(places)
      .filter(([, { engine }]) => engine === "dump")
      .map(([name]) => key("dump-key", name, "dumpKeys", name)),
    ...(exportsCopies(estate) ? [key("export-key", "offsite", "exportKey")] : []),
  ];
}

/** Engines whose copies the export agent brings to S3. */
const exported: readonly Engine[] = ["pbs", "pgbackrest", "dump", "veeam"];

function key(kind: EngineKeyKind, name: string, ...path: EngineKey["path"]): EngineKey {
  return { kind, name, path };
}

/** What leaves the lab for S3 does so outside of any engine's encryption, or in no form of ours, so the export brings its own. */
function exportsCopies({ classes = {}, places = {} }: KeyedEstate): boolean {
  return Object.values(classes).some(
    ({ place, offsite }) =>
      offsite &&
      exported.some((engine) => optionalEntry(places, place)?.engine === engine) &&
      optionalEntry(places, offsite.place)?.engine === "s3",
  );
}

/** The sections of `backup:secrets` that hold engine keys. */
export const engineKeySections: ReadonlySet<string> = new Set([
  "pbsEncryptionKeys",
  "veeamEncryptionPassword",
  "pgBackRestCiphers",
  "dumpKeys",
  "exportKey",
]);

/** A key's name among all keys of an estate. */
export function keyTitle({ kind, name }: Pick<EngineKey, "kind" | "name">): string {
  return `${kind}/${name}`;
}

/** The name of a key's secret in AWS Secrets Manager. */
export function escrowName(key: Pick<EngineKey, "kind" | "name">): string {
  return `astronomy-lab-backup/${keyTitle(key)}`;
}

/** What stands at a path of nested records; `undefined` where there is nothing. */
export function keyValue(
  secrets: unknown,
  { path }: { readonly path: readonly string[] },
): unknown {
  return path.reduce<unknown>(
    (node, name) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, name)
        ? (node as Record<string, unknown>)[name]
        : undefined,
    secrets,
  );
}
