import { type Engine, type Estate, type Guest } from "../estate";
import { osFamilyOf, type OsFamily } from "../guest-os";
import { entry } from "../record";
import { databasesInside, type DatabasesInside, type GuestDatabase } from "./guest-databases";
import { type ItemKind, type PlannedItem } from "./plan";

/**
 * What a copy holds of one moment. `crash`: the disks as a power cut leaves them; `file-system`: whole file systems,
 * whose applications recover as after a power cut; `application`: what applications themselves made ready or wrote;
 * `unknown`: nobody declared what it depends on, or what the engine does is not known.
 */
export type Consistency = "crash" | "file-system" | "application" | "unknown";

/** How consistent a copy is, and why. */
export interface JudgedConsistency {
  readonly consistency: Consistency;
  readonly consistencyReason: string;
}

/**
 * How consistent a copy is.
 *
 * @param engine - the one that reads the item itself: a copy of a copy is as consistent as what it was made from
 */
export type ConsistencyOf = (
  engine: Engine,
  item: Pick<PlannedItem, "kind" | "name">,
) => JudgedConsistency;

/** How consistent the copies are that the engines make of the items of an estate. */
export function consistencyIn(estate: Estate): ConsistencyOf {
  const facts = { ...estate, inside: databasesInside(estate) };
  return (engine, { kind, name }) =>
    judges[engine]?.[kind]?.(facts, name) ??
    judged("unknown", `what ${engine} makes of a ${kind} is not known`);
}

interface Facts extends Pick<Estate, "guests" | "claims"> {
  readonly inside: DatabasesInside;
}

type Judge = (facts: Facts, name: string) => JudgedConsistency;

const judges: Readonly<Partial<Record<Engine, Partial<Record<ItemKind, Judge>>>>> = {
  pbs: { guest: imageOf },
  // Files are read from a VSS snapshot; the stack does not switch application-aware processing on.
  veeam: always("fileServer", "file-system", "read from a VSS snapshot, applications not asked"),
  iperius: always("database", "application", "a dump is the database at one moment"),
  pgbackrest: always("database", "application", "the log is replayed to the end of a transaction"),
  minio: always("bucket", "file-system", "each object is whole, several need not be of one moment"),
  git: always("repository", "application", "git copies whole commits"),
  kubernetes: { claim: claimOf },
};

function always(kind: ItemKind, consistency: Consistency, reason: string) {
  return { [kind]: () => judged(consistency, reason) };
}

function judged(consistency: Consistency, consistencyReason: string): JudgedConsistency {
  return { consistency, consistencyReason };
}

/**
 * An image of a guest, taken in snapshot mode. Sources: vzdump(1), "Backup modes"; qm.adoc, "Filesystem Freeze &
 * Thaw".
 */
function imageOf({ guests, inside }: Facts, name: string): JudgedConsistency {
  const guest = entry(guests, name);
  if (guest.kind === "ct") {
    return judged("file-system", "read from a snapshot of its storage, applications not asked");
  }
  if (guest.agent === undefined) {
    return judged("unknown", "nobody declared whether its guest agent is on");
  }
  if (!guest.agent) return judged("crash", "no guest agent freezes its file systems");
  return frozen[osFamilyOf(guest.os)](guest, inside(name));
}

type FrozenJudge = (guest: Guest, inside: readonly GuestDatabase[]) => JudgedConsistency;

/** What the guest agent makes ready when it is told to freeze. */
const frozen: Readonly<Record<OsFamily, FrozenJudge>> = {
  linux: () =>
    judged("file-system", "its guest agent freezes file systems, applications not asked"),
  windows: ({ vss }, inside) => {
    if (vss === undefined) return judged("unknown", "nobody declared what its agent asks of VSS");
    if (vss === "none")
      return judged("crash", "its guest agent has no VSS provider to freeze with");
    const deaf = inside.find(({ vssWriter }) => !vssWriter);
    return deaf
      ? judged("file-system", `its guest agent asks VSS, which ${deaf.title} does not listen to`)
      : judged("application", "its guest agent asks VSS, which asks its applications");
  },
  unknown: ({ os }) => judged("unknown", `whether a guest agent can freeze ${os} is not known`),
};

/** etcd writes its own snapshots; those of volumes are taken without asking who writes to them. */
function claimOf({ claims }: Facts, name: string): JudgedConsistency {
  return entry(claims, name).selector === "etcd"
    ? judged("application", "etcd writes a snapshot of one revision")
    : judged("crash", "volumes are snapshotted while they are written to");
}
