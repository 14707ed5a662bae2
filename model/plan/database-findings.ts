import { type Estate, type Guest } from "../estate";
import { type Finding } from "../finding";
import { optionalEntry } from "../record";
import { inForce } from "./exemption";
import { databasesInside, type GuestDatabase } from "./guest-databases";
import { type PlannedCopy } from "./plan";

/**
 * Databases that an image of their guest alone protects: of what was written after it nothing can be had back, and
 * what it holds is as good as the image is consistent. One that is exempt is left out.
 *
 * @param imaged - guests of which an image is made
 * @param copiesOf - copies that somebody makes, by item
 * @param today - YYYY-MM-DD
 */
export function databaseFindings(
  estate: Estate,
  imaged: readonly (readonly [name: string, guest: Guest])[],
  copiesOf: ReadonlyMap<string, readonly PlannedCopy[]>,
  today: string,
): Finding[] {
  const inside = databasesInside(estate);
  const isExempt = (item: string) => {
    const exemption = optionalEntry(estate.exemptions, item);
    return exemption !== undefined && inForce(exemption, today);
  };
  return imaged.flatMap(([name, guest]) =>
    inside(name)
      .filter(({ item }) => item === undefined || !(copiesOf.has(item) || isExempt(item)))
      .map((database) => imageAlone(name, guest, database)),
  );
}

function imageAlone(guest: string, { role }: Guest, { title, item }: GuestDatabase): Finding {
  const subject = item === undefined ? `the ${title} of ${guest}` : `${item}, inside ${guest},`;
  return {
    severity: "warning",
    path: item === undefined ? `backup:guests.${guest}.role` : `backup:databases.${item}.classes`,
    message: `${subject} is protected by images of the guest alone: what was written after the newest cannot be had back`,
    ...(item === undefined ? { got: role } : {}),
    allowed: "a database in backup:databases with a class whose copies somebody makes",
    fix:
      item === undefined
        ? `declare its databases with guest: ${guest} and a class that dumps them or archives their log, or exempt them there`
        : "add a class that dumps it or archives its log and is made today, or exempt it in backup:exemptions",
  };
}
