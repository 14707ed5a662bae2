import { type DumpInstruction } from "../engines/dump";
import { type OperatorInstruction } from "../engines/iperius";
import { replicationTo, type ReplicaInstruction } from "../engines/minio";
import { type NotMadeYet } from "../engines/not-made-yet";
import { type ClusterInstruction, type DatastoreInstruction } from "../engines/pbs";
import { type ArchiveInstruction, type ExportInstruction } from "../engines/s3";
import { leastNoncurrentDays } from "../retention/s3-retention";
import { type AgentInstruction, agentInstruction } from "../engines/veeam";
import { type VeeamExportInstruction, veeamExportInstruction } from "../engines/veeam-export";
import { type DatabaseInstruction } from "../engines/pgbackrest";
import { type Engine, type Estate } from "../estate";
import { nothingLeft } from "../nothing-left";
import { entry, sortedEntries } from "../record";
import { type Arranged } from "./arranged";
import { datastoreInstructions } from "./datastore-instructions";
import { type Guarantees } from "./guarantee";
import { makerOf } from "./maker";
import { type PlannedJob, type Retention } from "./plan";
import { storeAddress, storeLabel } from "./store-label";

/**
 * What the products are told, by who tells them: all that crosses from the plan to the components. Each is typed in
 * the terms of its product; what no component makes yet ends in `notMadeYet`.
 */
export interface Instructions {
  readonly pve: readonly ClusterInstruction[];
  readonly pbs: readonly DatastoreInstruction[];
  readonly veeam: readonly AgentInstruction[];
  readonly postgres: readonly DatabaseInstruction[];
  readonly dumps: readonly DumpInstruction[];
  readonly minio: readonly ReplicaInstruction[];
  readonly vault: readonly ArchiveInstruction[];
  /** Images of Proxmox Backup Server. */
  readonly offsiteExport: readonly ExportInstruction[];
  /** Repositories of pgBackRest, and dumps. */
  readonly postgresExport: readonly ExportInstruction[];
  /** Backups of Veeam. */
  readonly veeamExport: readonly VeeamExportInstruction[];
  readonly operator: readonly OperatorInstruction[];
  readonly notMadeYet: readonly NotMadeYet[];
}

/**
 * The instructions of a plan. Groups whose retention is not proved are an error of the plan, and nobody is told of
 * them; an operator is, who sets what cannot be declared.
 */
export function instructionsOf(
  estate: Estate,
  arranged: readonly Arranged[],
  guarantees: Guarantees,
  jobs: readonly PlannedJob[],
): Instructions {
  const told = arranged.map((one): Told => {
    const retention = guarantees.ofGroup.get(one.group.id)?.retention;
    if (retention === undefined) throw new Error(`group ${one.group.id} has no guarantee`);
    return { ...one, retention, maker: makerOf(estate, one.group) };
  });
  const made = told.filter(({ maker }) => maker === "stack");
  const backups = made.filter(({ group }) => group.role === "backup");
  return {
    pve: backups.filter(isOf("pbs")).map(clusterInstruction),
    pbs: datastoreInstructions(estate, jobs),
    veeam: backups.flatMap((one) =>
      proven(one.retention, "veeam").map((retention) =>
        agentInstruction(one, retention, entry(estate.places, one.group.place)),
      ),
    ),
    postgres: backups.flatMap(databaseInstructions),
    dumps: backups.flatMap(dumpInstructions),
    minio: backups.flatMap((one) => replicaInstructions(estate, one)),
    vault: archiveInstructions(estate, told),
    offsiteExport: made.filter(isExportOf(estate, "pbs")).map(exportInstruction),
    postgresExport: made.filter(isExportOf(estate, "pgbackrest", "dump")).map(exportInstruction),
    veeamExport: made.filter(isExportOf(estate, "veeam")).map(veeamExportInstruction),
    operator: told.filter(({ maker }) => maker === "operator").map(operatorInstruction),
    notMadeYet: told.filter(({ maker }) => maker === "nobody").map(notMadeYet),
  };
}

interface Told extends Arranged {
  readonly retention: Retention;
  readonly maker: ReturnType<typeof makerOf>;
}

function isOf(engine: Engine) {
  return ({ group }: Told) => group.engine === engine;
}

/** Whether it brings copies of one of these engines to S3. */
function isExportOf({ places }: Estate, ...engines: readonly Engine[]) {
  return ({ group: { engine: to, from } }: Told) =>
    to === "s3" && from !== undefined && engines.includes(entry(places, from).engine);
}

type Proven<E extends Engine> = Extract<Retention, { readonly engine: E; readonly proven: true }>;

/** The retention, if it is one of that engine and proved. */
function proven<E extends Engine>(retention: Retention, engine: E): Proven<E>[] {
  return retention.proven && retention.engine === engine ? [retention as Proven<E>] : [];
}

const namesOf = ({ group }: Told): string[] => group.items.map(({ name }) => name);

function clusterInstruction(told: Told): ClusterInstruction {
  const { group, schedule } = told;
  const { id, place, catchAll } = group;
  return { job: id, place, schedule, items: namesOf(told), catchAll };
}

function databaseInstructions({ group, schedule, retention }: Told): DatabaseInstruction[] {
  return proven(retention, "pgbackrest").map(({ settings }) => {
    const { retentionFull, ...rest } = settings;
    nothingLeft(rest);
    const items = group.items.map(({ name }) => name);
    const { id, class: name, place } = group;
    return { job: id, class: name, place, items, schedule, retentionFull };
  });
}

function dumpInstructions({ group, schedule, retention }: Told): DumpInstruction[] {
  return proven(retention, "dump").map(({ settings }) => {
    const { keepLast, keepWithinDays, ...rest } = settings;
    nothingLeft(rest);
    const items = group.items.map(({ name }) => name);
    const { id, class: name, place } = group;
    return { job: id, class: name, place, items, schedule, keepLast, keepWithinDays };
  });
}

/** An item without a replication is an error of the plan. */
function replicaInstructions(
  { places, buckets, minio }: Estate,
  { group, retention }: Told,
): ReplicaInstruction[] {
  return proven(retention, "minio").flatMap(({ settings }) =>
    group.items.flatMap(({ name }) => {
      const { store } = entry(places, group.place);
      const replication = replicationTo(minio, entry(buckets, name), store);
      const { noncurrentDays, ...rest } = settings;
      nothingLeft(rest);
      return replication === undefined ? [] : [{ ...replication.target, noncurrentDays }];
    }),
  );
}

/** Every bucket of the vault; what it keeps is the same for all places in it. */
function archiveInstructions(
  { vault, places }: Estate,
  told: readonly Told[],
): ArchiveInstruction[] {
  return sortedEntries(vault.buckets).map(([label, { keptDays }]) => {
    const here = sortedEntries(places).filter(
      ([, place]) => place.engine === "s3" && storeLabel(place) === label,
    );
    const names = here.map(([name]) => name);
    const [first] = here;
    const [kept] = told
      .filter(({ group }) => names.includes(group.place))
      .flatMap(({ retention }) => proven(retention, "s3"));
    return {
      ...storeAddress(label),
      storageClass: first?.[1].storageClass ?? "STANDARD",
      encryption: first?.[1].encryption ?? "aes-256",
      ...(kept === undefined ? keptWithoutPlace(keptDays) : { kept: kept.settings }),
    };
  });
}

/** What is brought by none of the plan's copies lies there once, so that the lock and the lifecycle are all there is to settle. */
const keptWithoutPlace = (days: number | undefined): Pick<ArchiveInstruction, "kept"> =>
  days === undefined
    ? {}
    : { kept: { expirationDays: days, noncurrentDays: leastNoncurrentDays, lockDays: days } };

function exportInstruction(told: Told): ExportInstruction {
  const { group, schedule } = told;
  const { id, place, from, window } = group;
  if (from === undefined || window === undefined) {
    throw new Error(`the export ${id} has no ${from === undefined ? "source" : "window"}`);
  }
  return { job: id, from, place, items: namesOf(told), schedule, window };
}

function operatorInstruction(told: Told): OperatorInstruction {
  const { group, schedule } = told;
  const { id, class: name, place, wanted } = group;
  return { job: id, class: name, place, items: namesOf(told), schedule, wanted };
}

function notMadeYet(told: Told): NotMadeYet {
  const { group, schedule, retention } = told;
  const { id, engine, class: name, place, from } = group;
  const source = from === undefined ? {} : { from };
  return {
    ...{ job: id, engine, class: name, place, ...source },
    ...{ items: namesOf(told), schedule, retention },
  };
}
