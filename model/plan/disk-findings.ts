import { type Estate, type Exemption } from "../estate";
import { type Finding } from "../finding";
import { sortedEntries } from "../record";
import { inForce } from "./exemption";

/**
 * Disks that no backup takes on purpose: a note for each, so that nobody takes the guest for whole, and an error from
 * the day after its last.
 *
 * @param today - YYYY-MM-DD
 */
export function diskFindings({ guests }: Pick<Estate, "guests">, today: string): Finding[] {
  return sortedEntries(guests).flatMap(([name, { excludedDisks = {} }]) =>
    sortedEntries(excludedDisks).map(([disk, exemption]) => {
      const path = `backup:guests.${name}.excludedDisks.${disk}`;
      return inForce(exemption, today)
        ? excluded(path, name, disk, exemption)
        : expired(path, exemption, today);
    }),
  );
}

function excluded(
  path: string,
  name: string,
  disk: string,
  { reason, expires }: Exemption,
): Finding {
  return {
    severity: "note",
    path,
    message: `${disk} of ${name} is in no image, on purpose until ${expires}: ${reason}`,
    fix: "nothing, while that holds; otherwise take the entry out and let backups take the disk",
  };
}

function expired(path: string, { reason, expires }: Exemption, today: string): Finding {
  return {
    severity: "error",
    path: `${path}.expires`,
    message: `the exemption of the disk is over: ${reason}`,
    got: expires,
    allowed: `${today} or later`,
    fix: "take the entry out and let backups take the disk, or give the exemption a later day",
  };
}
