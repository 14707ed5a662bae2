import { z } from "zod";
import { nearMiss } from "../near-miss";
import { timezoneNames } from "./timezone-names";

/** A current name of a zone in the IANA database, letter by letter: systemd takes no other, although `Intl` does. */
export const timezone = z
  .string()
  .superRefine((given, context) => {
    const message = faultOf(given);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .meta({
    allowed: "a current name in the IANA database such as America/New_York, or UTC",
    fix: "look it up on the backup server: timedatectl list-timezones",
  });

const known: ReadonlySet<string> = new Set(timezoneNames);

/** What is wrong with the name of a zone, and which one it should be. */
function faultOf(given: string): string | undefined {
  const zone = resolved(given);
  if (known.has(given))
    return zone === undefined ? "this version of Node.js does not know it" : undefined;
  const written = timezoneNames.find((name) => name.toLowerCase() === given.toLowerCase());
  if (written !== undefined) return `capitals count in it: write ${written}`;
  const current = zone === undefined ? undefined : currentNameOf(zone);
  if (current !== undefined) return `it is no current name of that zone: write ${current}`;
  const near = nearMiss(given, timezoneNames);
  return near === undefined
    ? "no zone has this name"
    : `no zone has this name; did you mean ${near}?`;
}

/** The name by which `Intl` knows a zone, which may be an old one. */
function resolved(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function currentNameOf(zone: string): string | undefined {
  return known.has(zone) ? zone : timezoneNames.find((name) => resolved(name) === zone);
}
