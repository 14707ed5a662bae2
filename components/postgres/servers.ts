import { type DumpInstruction } from "../../model/engines/dump";
import { type DatabaseInstruction } from "../../model/engines/pgbackrest";
import { type ExportInstruction } from "../../model/engines/s3";
import { type Database, type Engine, type ProtectionClass } from "../../model/estate";
import { groupedBy } from "../../model/grouping";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord, type Named } from "../../model/record";
import { MinioBucket } from "../minio/bucket";
import { type MinioSite } from "../minio/site";
import { plannedTarget, type PlanOfExports } from "../offsite/planned";
import { type Host } from "../remote/host";
import { serverName } from "../told-by";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import { type Vault } from "../vault/vault";
import { type DeclaredPostgres, PostgresServer, type ServerDumps } from "./server";
import { type ExportedCopies, type ServerExport } from "./server-exports";

/** What servers have in common. */
export interface PostgresSurroundings extends PlanOfExports {
  readonly classes: Named<ProtectionClass>;
  readonly databases: Named<Database>;
  readonly hosts: Named<Host>;
  readonly sites: Named<MinioSite>;
  readonly vaults: Named<Vault>;
  readonly keys: EscrowedKeys;
}

/** What servers are told. */
export interface PostgresInstructions {
  readonly backups: readonly DatabaseInstruction[];
  /** Repositories and dumps that are brought to a vault. */
  readonly exports: readonly ExportInstruction[];
  readonly dumps: readonly DumpInstruction[];
}

/**
 * Defines the PostgreSQL servers by name, and the buckets of their repositories.
 *
 * @throws Error for an instruction that no server would get, or one of several that a server gets
 */
export function definePostgresServers(
  servers: Named<DeclaredPostgres & { readonly host: string }>,
  instructions: PostgresInstructions,
  around: PostgresSurroundings,
): Record<string, PostgresServer> {
  const { site, classes, databases, hosts, keys } = around;
  const backups = byGuest(instructions.backups, databases);
  const exports_ = byGuest(instructions.exports, databases);
  const dumps = byGuest(instructions.dumps, databases);
  refuseLost([...backups, ...exports_, ...dumps], servers);
  const buckets = repositoryBuckets(kept(instructions), around);
  return mapRecord(servers, ({ host, ...declared }, name) => {
    const [instruction, ...others] = backups.filter(({ guest }) => guest === declared.guest);
    if (instruction === undefined || others.length > 0)
      throw new Error(
        `PostgreSQL server ${name} is told ${others.length + (instruction ? 1 : 0)} things, and takes one`,
      );
    const { job: _job, class: className, place, items, guest: _guest, ...settings } = instruction;
    const { schedule, retentionFull, ...rest } = settings;
    nothingLeft(rest);
    return new PostgresServer(name, {
      ...{ declared, schedule, retentionFull, timezone: site.timezone },
      host: entry(hosts, host),
      bucket: entry(buckets, place),
      cipher: keys.of("pgbackrest-cipher", place),
      databases: items.map((item) => entry(databases, item).database),
      rpoHours: entry(classes, className).rpoHours,
      exports: exportsOf(
        exports_.filter(({ guest }) => guest === declared.guest),
        around,
      ),
      dumps: dumpsOf(name, declared.guest, dumps, buckets, around),
    });
  });
}

/** What one guest is told. */
type OfGuest<Told> = Told & { readonly guest: string };

/** What each guest is told of databases: one has a PostgreSQL server, which takes all of its own at once. */
function byGuest<Told extends { readonly items: readonly string[] }>(
  instructions: readonly Told[],
  databases: Named<Database>,
): OfGuest<Told>[] {
  return instructions.flatMap((instruction) =>
    [...groupedBy(instruction.items, (item) => entry(databases, item).guest)].map(
      ([guest, items]) => ({ ...instruction, guest, items }),
    ),
  );
}

/** @throws Error for several of one kind: the host would export one repository twice */
function exportsOf(
  told: readonly OfGuest<ExportInstruction>[],
  { vaults, keys, ...plan }: PostgresSurroundings,
): ServerExport[] {
  const all = told.map(({ guest, ...instruction }) => {
    const planned = plannedTarget(plan, instruction);
    const copies = copiesIn(entry(plan.places, instruction.from).engine);
    const vault = entry(vaults, serverName(vaults, planned.vault));
    return { guest, copies, planned, vault, exportKey: keys.of("export-key", "offsite") };
  });
  for (const [copies, alike] of groupedBy(all, (one) => one.copies))
    if (alike.length > 1)
      throw new Error(
        `the PostgreSQL server of ${alike[0]?.guest} is told ${alike.length} exports of ${copies}, and takes one`,
      );
  return all.map(({ guest: _, ...one }) => one);
}

/** @throws Error for an engine of which a server has no copies */
function copiesIn(engine: Engine): ExportedCopies {
  if (engine === "pgbackrest" || engine === "dump") return engine;
  throw new Error(`a PostgreSQL server has no copies of ${engine} to bring`);
}

/** @throws Error where a server would dump by more than one of them, since its sets are one list */
function dumpsOf(
  server: string,
  guest: string,
  told: readonly OfGuest<DumpInstruction>[],
  buckets: Named<MinioBucket>,
  { databases, keys }: PostgresSurroundings,
): ServerDumps | undefined {
  const [instruction, ...others] = told.filter((one) => one.guest === guest);
  if (others.length > 0)
    throw new Error(
      `PostgreSQL server ${server} is told of ${others.length + 1} dumps, and makes one`,
    );
  if (instruction === undefined) return undefined;
  const { job: _job, class: _class, guest: _guest, place, items, ...settings } = instruction;
  const { schedule, keepLast, keepWithinDays, ...rest } = settings;
  nothingLeft(rest);
  return {
    ...{ schedule, keepLast, keepWithinDays },
    bucket: entry(buckets, place),
    dumpKey: keys.of("dump-key", place),
    databases: items.map((item) => entry(databases, item).database),
  };
}

/** How long what each place holds is kept, in days. */
function kept({ backups, dumps }: PostgresInstructions): { place: string; days: number }[] {
  return [
    ...backups.map(({ place, retentionFull }) => ({ place, days: retentionFull })),
    ...dumps.map(({ place, keepWithinDays }) => ({ place, days: keepWithinDays })),
  ];
}

function refuseLost(
  told: readonly { readonly guest: string; readonly job: string }[],
  servers: Named<DeclaredPostgres>,
): void {
  const guests = Object.values(servers).map(({ guest }) => guest);
  const lost = told.filter(({ guest }) => !guests.includes(guest));
  if (lost.length === 0) return;
  const words = lost.map(({ job, guest }) => `${job} of ${guest}`).join(", ");
  throw new Error(`no PostgreSQL server makes ${words}; known are those of ${guests.join(", ")}`);
}

/** By place. What a server deletes or overwrites stays for as long as backups are kept, whoever told it to. */
function repositoryBuckets(
  told: readonly { readonly place: string; readonly days: number }[],
  { places, sites }: PostgresSurroundings,
): Record<string, MinioBucket> {
  return Object.fromEntries(
    [...groupedBy(told, ({ place }) => place)].map(([name, alike]) => {
      const { store: bucketName, site: siteName, kmsKey } = entry(places, name);
      if (siteName === undefined || kmsKey === undefined)
        throw new Error(`place ${name} names no site of MinIO or no key`);
      const site = entry(sites, siteName);
      const noncurrentDays = Math.max(...alike.map(({ days }) => days));
      const bucket = new MinioBucket(
        site.childName(bucketName),
        { site, bucketName, kmsKey, noncurrentDays },
        { parent: site },
      );
      return [name, bucket];
    }),
  );
}
