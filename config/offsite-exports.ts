import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { datastorePath, effectiveGrants, type User, userOf } from "./pbs-grants";
import { productNamed, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/** What the offsite export could not do although each value is right in itself. */
export function offsiteExportFaults(sections: SoundSections): Fault[] {
  const exported = exportedClasses(sections);
  return [
    ...exported.flatMap((one) => [
      ...neverPausing(one, "images are"),
      ...noMachines(one, sections),
    ]),
    ...exportedRepositories(sections).flatMap((one) => neverPausing(one, "a repository is")),
    ...tokenFaults(exported, sections),
    ...unserved(exported, sections),
    ...sharedServers(sections),
  ];
}

type PbsPlace = Extract<Declaration["places"][string], { readonly engine: "pbs" }>;

/** A class whose copies the export brings from Proxmox Backup Server to S3. */
interface ExportedClass {
  readonly name: string;
  readonly offsite: NonNullable<Declaration["classes"][string]["offsite"]>;
  readonly source: PbsPlace;
}

function exportedClasses({ classes = {}, places = {} }: SoundSections): ExportedClass[] {
  return sortedEntries(classes).flatMap(([name, { place, offsite }]) => {
    const source = optionalEntry(places, place);
    if (source?.engine !== "pbs" || offsite === undefined) return [];
    return optionalEntry(places, offsite.place)?.engine === "s3" ? [{ name, offsite, source }] : [];
  });
}

/** Engines whose copies a PostgreSQL server brings to S3 itself. */
const ofServers: readonly string[] = ["pgbackrest", "dump"];

/** A class whose copies, of one of them, are brought to S3. */
type ExportedRepository = Pick<ExportedClass, "name" | "offsite">;

function exportedRepositories({ classes = {}, places = {} }: SoundSections): ExportedRepository[] {
  return sortedEntries(classes).flatMap(([name, { place, offsite }]) =>
    ofServers.includes(optionalEntry(places, place)?.engine ?? "") &&
    offsite !== undefined &&
    optionalEntry(places, offsite.place)?.engine === "s3"
      ? [{ name, offsite }]
      : [],
  );
}

/** Guests whose databases are brought to S3, each from its own server. */
export function exportedGuests(sections: SoundSections): ReadonlySet<string> {
  const classes = new Set(exportedRepositories(sections).map(({ name }) => name));
  return new Set(
    Object.values(sections.databases ?? {})
      .filter((database) => database.classes.some((name) => classes.has(name)))
      .map(({ guest }) => guest),
  );
}

function neverPausing({ name, offsite }: ExportedRepository, what: string): Fault[] {
  if (offsite.frequency !== "continuous") return [];
  return [
    {
      path: `backup:classes.${name}.offsite.frequency`,
      message: `is for copies that never pause, and ${what} exported in a window`,
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

/** The backup server that an exporter brings images from, by name; undefined where that cannot be told. */
function serverOf(sections: SoundSections, named: string | undefined): string | undefined {
  return productNamed("pbs", sections.pbs, named)?.name;
}

/** Classes whose copies nobody would bring offsite. */
function unserved(exported: readonly ExportedClass[], sections: SoundSections): Fault[] {
  const { offsiteExport } = sections;
  if (offsiteExport === undefined) return [];
  const served = Object.values(offsiteExport).map(({ pbs }) => serverOf(sections, pbs));
  return exported.flatMap(({ name, source }) => {
    const server = serverOf(sections, source.server);
    if (server === undefined || served.includes(server)) return [];
    return [
      {
        path: `backup:classes.${name}.offsite.place`,
        message: `is to have images of ${server}, and no exporter brings any from there`,
        got: Object.keys(offsiteExport).sort().join(", ") || "no exporter",
        allowed: "a class whose backup server has an exporter in backup:offsiteExport",
        fix: `declare an exporter for ${server} in backup:offsiteExport, or take the offsite copy out`,
      },
    ];
  });
}

/** Each would bring all images of the server. */
function sharedServers(sections: SoundSections): Fault[] {
  const all = productsOf("offsiteExport", sections.offsiteExport).flatMap(({ path, declared }) => {
    const server = serverOf(sections, declared.pbs);
    return server === undefined ? [] : [{ path, server }];
  });
  return repeats(all, ({ server }) => server).map(([first, { path, server }]) => ({
    path,
    message: `brings the images of ${server}, as ${first.path} does: every one would be brought twice`,
    got: server,
    allowed: "one exporter for each backup server",
    fix: "take one of the two out, or name another backup server in its pbs",
  }));
}

/** Roles with which nothing can be written, pruned or deleted. */
const readingRoles: readonly string[] = ["DatastoreReader", "DatastoreAudit", "Audit"];

function tokenFaults(exported: readonly ExportedClass[], sections: SoundSections): Fault[] {
  return productsOf("offsiteExport", sections.offsiteExport).flatMap(({ path, declared }) => {
    const server = productNamed("pbs", sections.pbs, declared.pbs);
    const name = userOf(declared.username);
    const user = optionalEntry(server?.declared.users, name);
    if (server === undefined || user === undefined) return [];
    const sources = exported.filter(
      ({ source }) => serverOf(sections, source.server) === server.name,
    );
    const at = `${server.path}.users.${name}.grants`;
    return [
      ...unread(user, sources).map((part) => ({
        path: `${path}.username`,
        message: `names a token that may not read ${part}, where images are exported from`,
        got: quoted(declared.username),
        allowed: `a token of a user with the role DatastoreReader on ${part}`,
        fix: `add { path: ${part}, role: DatastoreReader } to ${at}`,
      })),
      ...excessive(user, at),
    ];
  });
}

/** Parts of datastores that are exported from and may not be read. */
function unread({ grants }: User, exported: readonly ExportedClass[]): string[] {
  const parts = exported.map(({ source }) => datastorePath(source));
  return [...new Set(parts)].filter(
    (part) => !effectiveGrants(grants, part).some(({ role }) => role === "DatastoreReader"),
  );
}

function excessive({ grants }: User, at: string): Fault[] {
  return grants.flatMap(({ path, role }, index) =>
    readingRoles.includes(role)
      ? []
      : [
          {
            path: `${at}[${index}].role`,
            message: `lets the offsite export do more than read on ${path}`,
            got: quoted(role),
            allowed: readingRoles.join(", "),
            fix: "give the export a user of its own that can only read",
          },
        ],
  );
}
