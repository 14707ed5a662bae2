import { type Estate, type Exemption } from "../estate";
import { type Finding } from "../finding";
import { lastDay } from "../last-day";
import { sortedEntries } from "../record";

/** What was let pass for longer than a year: nobody decides again, and whoever had the reason is gone. */
export function longExemptionFindings(estate: Estate, today: string): Finding[] {
  const last = lastDay(today);
  return exemptionsOf(estate)
    .filter(([, { expires }]) => expires > last)
    .map(([path, { expires, reason }]) => ({
      severity: "warning",
      path: `${path}.expires`,
      message: `is let pass for longer than a year: ${reason}`,
      got: expires,
      allowed: `a day up to ${last}`,
      fix: "name an earlier day, and decide again when it comes",
    }));
}

/** Every exemption of an estate, with its path. */
function exemptionsOf({ exemptions, guests, places }: Estate): (readonly [string, Exemption])[] {
  return [
    ...sortedEntries(exemptions).map(
      ([name, exemption]) => [`backup:exemptions.${name}`, exemption] as const,
    ),
    ...sortedEntries(guests).flatMap(([guest, { excludedDisks = {} }]) =>
      sortedEntries(excludedDisks).map(
        ([disk, exemption]) => [`backup:guests.${guest}.excludedDisks.${disk}`, exemption] as const,
      ),
    ),
    ...sortedEntries(places).flatMap(([place, { unencrypted }]) =>
      unencrypted === undefined
        ? []
        : [[`backup:places.${place}.unencrypted`, unencrypted] as const],
    ),
  ];
}
