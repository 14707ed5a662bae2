import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { productNamed } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** What the export of Veeam's backups could not do although each value is right in itself. */
export function veeamExportFaults(sections: SoundSections): Fault[] {
  return untimed(sections);
}

/** Of what Veeam makes once a day at most, and what a scheduled task can be told. */
const timed = ["daily", "weekly", "monthly"];

/** Classes whose backups are brought from Veeam to S3. */
function exportedClasses({ classes = {}, places = {} }: SoundSections) {
  return sortedEntries(classes).flatMap(([name, { place, offsite }]) => {
    const source = optionalEntry(places, place);
    if (source?.engine !== "veeam" || offsite === undefined) return [];
    return optionalEntry(places, offsite.place)?.engine === "s3" ? [{ name, offsite, source }] : [];
  });
}

function untimed(sections: SoundSections): Fault[] {
  return exportedClasses(sections)
    .filter(({ offsite }) => !timed.includes(offsite.frequency))
    .map(({ name, offsite }) => ({
      path: `backup:classes.${name}.offsite.frequency`,
      message: "is oftener than Veeam backs up, and than a scheduled task of its server exports",
      got: quoted(offsite.frequency),
      allowed: timed.join(", "),
      fix: "choose one of them, and name a window of backup:windows beside it",
    }));
}

/** Veeam servers that bring their backups to a vault. */
export function exportingServers(sections: SoundSections) {
  const servers = exportedClasses(sections).flatMap(
    ({ source }) => productNamed("veeam", sections.veeam, source.server) ?? [],
  );
  return [...new Map(servers.map((one) => [one.path, one])).values()];
}
