import { type Engine } from "../model/estate";
import { type Fault } from "../model/fault";
import { groupedBy, repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { bucketAddress } from "./minio-servers";
import { type DeclaredProduct, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/**
 * Databases that nobody would back up, or two would: pgBackRest takes whole servers, each of which it can be told one
 * schedule, one place and one retention, and the dumps of a server are one list of sets.
 */
export function postgresFaults(sections: SoundSections, unsound: ReadonlySet<string>): Fault[] {
  const { postgres, databases, classes, places } = sections;
  if (postgres === undefined || databases === undefined) return [];
  if (classes === undefined || places === undefined) return [];
  const servers = productsOf("postgres", postgres);
  const wishes = wishesFor(sections, "pgbackrest");
  const dumps = wishesFor(sections, "dump");
  return [
    ...sharedGuests(servers),
    ...unserved([...wishes, ...dumps], servers, unsound),
    ...contradictions(wishes, "pgBackRest takes all of the server on"),
    ...contradictions(dumps, "one set has all that is dumped of the server on"),
    ...unrestorable(dumps, servers),
    ...idleServers(servers, wishes, isUnclear(sections, unsound)),
    ...sharedBuckets(sections),
  ];
}

type Server = DeclaredProduct<Declaration["postgres"][string]>;

/** A database that an engine is to take, for one of its classes. */
interface Wish {
  readonly database: string;
  readonly guest: string;
  readonly class: string;
  /** Where the class is named. */
  readonly path: string;
}

function wishesFor(sections: SoundSections, engine: Engine): Wish[] {
  const { databases = {} } = sections;
  return sortedEntries(databases).flatMap(([database, { guest, classes: named }]) =>
    named.flatMap((name, index) => {
      const path = `backup:databases.${database}.classes[${index}]`;
      return engineOf(sections, name) === engine ? [{ database, guest, class: name, path }] : [];
    }),
  );
}

/** The engine of a class's place; undefined where the class or the place is not known. */
function engineOf({ classes = {}, places = {} }: SoundSections, name: string): Engine | undefined {
  const place = optionalEntry(classes, name)?.place;
  return place === undefined ? undefined : optionalEntry(places, place)?.engine;
}

/** Two servers of one guest would have one repository, and nobody could say whose a database is. */
function sharedGuests(servers: readonly Server[]): Fault[] {
  return repeats(servers, ({ declared }) => declared.guest).map(([first, again]) => ({
    path: `${again.path}.guest`,
    message: `is the guest of ${first.path} as well, so nobody could say which of them a database is on`,
    got: quoted(again.declared.guest),
    allowed: "a guest that no other server of PostgreSQL is on",
    fix: "name its own guest, or take one of the two out",
  }));
}

function unserved(
  wishes: readonly Wish[],
  servers: readonly Server[],
  unsound: ReadonlySet<string>,
): Fault[] {
  const served = servers.map(({ declared }) => declared.guest);
  return wishes
    .filter(({ guest, database }) => !served.includes(guest) && !unsound.has(database))
    .map(({ database, guest, class: name }) => ({
      path: `backup:databases.${database}.guest`,
      message: `is a guest without a server in backup:postgres, so nobody would make the backups of class ${name}`,
      got: quoted(guest),
      allowed: served.sort().join(", ") || "the guest of a server in backup:postgres",
      fix: `declare a server in backup:postgres with \`guest: ${guest}\`, or take the class out`,
    }));
}

/** A server takes all its databases at once, so that one class says when, where to and how long. */
function contradictions(wishes: readonly Wish[], why: string): Fault[] {
  return [...groupedBy(wishes, ({ guest }) => guest).values()].flatMap(([first, ...others]) =>
    others
      .filter((other) => other.class !== first.class)
      .map(({ path, class: name, guest }) => ({
        path,
        message: `is another class than that of ${first.database}, and ${why} ${guest} at once`,
        got: quoted(name),
        allowed: first.class,
        fix: `give both databases the class that asks for more, or move one to another server`,
      })),
  );
}

/**
 * Dumps that are made week after week, and that the agent cannot restore: TimescaleDB wants a database prepared before its
 * archive is restored and put right afterwards (its documentation, "Logical backup").
 */
function unrestorable(dumps: readonly Wish[], servers: readonly Server[]): Fault[] {
  const prepared = servers
    .filter(({ declared }) => declared.preload.includes("timescaledb"))
    .map(({ declared }) => declared.guest);
  return dumps
    .filter(({ guest }) => prepared.includes(guest))
    .map(({ path, class: name, guest }) => ({
      path,
      message: `is a class of dumps, and a dump of a database with TimescaleDB, which the server on ${guest} loads, cannot be restored by what made it`,
      got: quoted(name),
      allowed:
        "a class whose place is one of pgBackRest: all of the server comes back, to any moment",
      fix: "take the class out; or take timescaledb out of `preload` where no database of the server has it",
    }));
}

/** Whether nobody can say yet what is wanted of the databases of a guest, as something else is at fault. */
function isUnclear(
  sections: SoundSections,
  unsound: ReadonlySet<string>,
): (guest: string) => boolean {
  const { databases = {} } = sections;
  const isKnown = (name: string) => engineOf(sections, name) !== undefined;
  return (guest) =>
    unsound.size > 0 ||
    Object.values(databases).some(
      (database) => database.guest === guest && !database.classes.every(isKnown),
    );
}

/** A server that is told nothing is one that somebody believes to be backed up. */
function idleServers(
  servers: readonly Server[],
  wishes: readonly Wish[],
  isUnclear: (guest: string) => boolean,
): Fault[] {
  const wanted = new Set(wishes.map(({ guest }) => guest));
  return servers
    .filter(({ declared }) => !wanted.has(declared.guest) && !isUnclear(declared.guest))
    .map(({ path, declared: { guest } }) => ({
      path: `${path}.guest`,
      message:
        "has no database of a class whose place is one of pgBackRest: it could not be had back to any moment",
      got: quoted(guest),
      allowed: [...wanted].sort().join(", ") || "a guest with such a database",
      fix: `give a database in backup:databases with \`guest: ${guest}\` such a class, or take the server out`,
    }));
}

/** A repository that something else writes to, or that two places mean. */
function sharedBuckets({ places = {}, minio }: SoundSections): Fault[] {
  const replicated = sortedEntries(minio?.replications ?? {}).flatMap(([name, ends]) =>
    (["source", "target"] as const).map((role) => ({
      bucket: bucketAddress(minio?.sites, ends[role]),
      path: `backup:minio.replications.${name}.${role}`,
    })),
  );
  const repositories = sortedEntries(places).flatMap(([name, place]) =>
    "kmsKey" in place
      ? [
          {
            bucket: bucketAddress(minio?.sites, { site: place.site, bucket: place.store }),
            path: `backup:places.${name}.store`,
            store: place.store,
          },
        ]
      : [],
  );
  return repositories.flatMap(({ bucket, path, store }, at) => {
    const first = [...replicated, ...repositories.slice(0, at)].find(
      (one) => one.bucket === bucket,
    );
    if (first === undefined) return [];
    return [
      {
        path,
        message: `is the bucket of ${first.path} as well`,
        got: quoted(store),
        allowed: "a bucket of its own",
        fix: "name another bucket, which the stack makes",
      },
    ];
  });
}
