import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { datastorePath, effectiveGrants, userOf } from "./pbs-grants";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/** What the offsite export could not do although each value is right in itself. */
export function offsiteExportFaults(sections: SoundSections): Fault[] {
  const exported = exportedClasses(sections);
  return [
    ...exported.flatMap((one) => [...neverPausing(one), ...noMachines(one, sections)]),
    ...tokenFaults(exported, sections),
  ];
}

type Place = Declaration["places"][string];

/** A class whose copies the export brings from Proxmox Backup Server to S3. */
interface ExportedClass {
  readonly name: string;
  readonly offsite: NonNullable<Declaration["classes"][string]["offsite"]>;
  readonly source: Place;
}

function exportedClasses({ classes = {}, places = {} }: SoundSections): ExportedClass[] {
  return sortedEntries(classes).flatMap(([name, { place, offsite }]) => {
    const source = optionalEntry(places, place);
    if (source?.engine !== "pbs" || offsite === undefined) return [];
    return optionalEntry(places, offsite.place)?.engine === "s3" ? [{ name, offsite, source }] : [];
  });
}

function neverPausing({ name, offsite }: ExportedClass): Fault[] {
  if (offsite.frequency !== "continuous") return [];
  return [
    {
      path: `backup:classes.${name}.offsite.frequency`,
      message: "is for copies that never pause, and images are exported in a window",
      got: quoted(offsite.frequency),
      allowed: "hourly, six-hourly, daily, weekly, monthly",
      fix: "choose one of them, and name a window of backup:windows beside it",
    },
  ];
}

function noMachines({ name }: ExportedClass, { guests = {} }: SoundSections): Fault[] {
  return sortedEntries(guests)
    .filter(([, { kind, classes }]) => kind === "ct" && classes.includes(name))
    .map(([guest, { classes }]) => ({
      path: `backup:guests.${guest}.classes[${classes.indexOf(name)}]`,
      message: "takes a container offsite, of which Proxmox Backup Server has files and no image",
      got: quoted(name),
      allowed:
        "a class without an offsite copy in S3: the export takes images of virtual machines alone",
      fix: `give ${guest} another class, and a copy offsite by other means`,
    }));
}

/** Roles with which nothing can be written, pruned or deleted. */
const readingRoles: readonly string[] = ["DatastoreReader", "DatastoreAudit", "Audit"];

function tokenFaults(
  exported: readonly ExportedClass[],
  { pbs, offsiteExport }: SoundSections,
): Fault[] {
  const name = userOf(offsiteExport?.username ?? "");
  const user = optionalEntry(pbs?.users, name);
  if (user === undefined) return [];
  const paths = exported.map(({ source }) => datastorePath(source));
  const unread = [...new Set(paths)].filter(
    (path) => !effectiveGrants(user.grants, path).some(({ role }) => role === "DatastoreReader"),
  );
  return [
    ...unread.map((path) => ({
      path: "backup:offsiteExport.username",
      message: `names a token that may not read ${path}, where images are exported from`,
      got: quoted(offsiteExport?.username),
      allowed: `a token of a user with the role DatastoreReader on ${path}`,
      fix: `add { path: ${path}, role: DatastoreReader } to backup:pbs.users.${name}.grants`,
    })),
    ...user.grants.flatMap(({ path, role }, index) =>
      readingRoles.includes(role)
        ? []
        : [
            {
              path: `backup:pbs.users.${name}.grants[${index}].role`,
              message: `lets the offsite export do more than read on ${path}`,
              got: quoted(role),
              allowed: readingRoles.join(", "),
              fix: "give the export a user of its own that can only read",
            },
          ],
    ),
  ];
}
