import { type Estate } from "../estate";
import { entry, optionalEntry } from "../record";
import { type CopyGroup } from "./copy-group";
import { makerOf } from "./maker";
import { storeLabel } from "./store-label";
import { type PlannedCopy, type Retention, type Standing } from "./plan";

/** Worst first. */
const standings: readonly Standing[] = ["planned", "closed", "overfull", "unproven", "kept"];

/** How the copies of a group stand, whatever room their store has. What an operator sets nobody here can prove. */
export function standingOf(estate: Estate, group: CopyGroup, retention: Retention): Standing {
  const maker = makerOf(estate, group);
  if (maker === "nobody") return "planned";
  if (isClosed(estate, group.place)) return "closed";
  return retention.proven && maker === "stack" ? "kept" : "unproven";
}

/** Whether a place takes no new copies, because its datastore is under maintenance. */
export function isClosed({ places, pbs }: Estate, name: string): boolean {
  const { engine, ...place } = entry(places, name);
  const datastore = optionalEntry(pbs.datastores, storeLabel(place));
  return engine === "pbs" && datastore?.maintenanceMode !== undefined;
}

/** The worse of two. */
export function worse(one: Standing, other: Standing): Standing {
  return standings.indexOf(one) < standings.indexOf(other) ? one : other;
}

/** The better of them; `undefined` of none. */
export function best(all: readonly Standing[]): Standing | undefined {
  return [...all].sort((a, b) => standings.indexOf(b) - standings.indexOf(a))[0];
}

/**
 * The copies as they stand once it is known which places cannot hold theirs: those there stand no better than
 * `overfull`, and a copy offsite no better than the one that it is made of.
 *
 * @param overfull - names of places
 */
export function withStanding(
  { classes }: Pick<Estate, "classes">,
  copies: readonly PlannedCopy[],
  overfull: ReadonlySet<string>,
): PlannedCopy[] {
  const roomed = copies.map((copy) =>
    overfull.has(copy.place) ? { ...copy, standing: worse(copy.standing, "overfull") } : copy,
  );
  const firsts = new Map(
    roomed
      .filter((copy) => copy.place === entry(classes, copy.class).place)
      .map((copy) => [`${copy.class} ${copy.item}`, copy.standing]),
  );
  return roomed.map((copy) => {
    // A first copy whose job found no time is not there to be brought anywhere.
    const source = firsts.get(`${copy.class} ${copy.item}`) ?? "planned";
    return { ...copy, standing: worse(copy.standing, source) };
  });
}
