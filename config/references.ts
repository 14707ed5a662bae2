import { type Fault } from "../model/fault";
import { pbsTargets, tokensOf } from "./pbs-references";
import { didYouMean } from "./near-miss";
import { quoted } from "./quoted";
import { divided, each, keys, one, type Target } from "./reference";
import { type Declaration } from "./schema/estate";

/** The sections of a declaration that are right in themselves, without entries that are at fault. */
export type SoundSections = Partial<Declaration>;

/**
 * Faults that no single value shows: names that lead nowhere.
 *
 * @param unsound - names of entries that are at fault themselves
 */
export function referenceFaults(sections: SoundSections, unsound: ReadonlySet<string>): Fault[] {
  return targets(sections).flatMap(({ noun, known, unfit, references }) =>
    references.flatMap(({ path, value }) => {
      if (known === undefined || known.includes(value) || unsound.has(value)) return [];
      return unfit?.values.has(value)
        ? [misplaced(path, value, { noun, known, unfit })]
        : [dangling(path, value, noun, known)];
    }),
  );
}

type Kind = Required<Pick<Target, "noun" | "unfit">> & { readonly known: readonly string[] };

/** It leads somewhere, and not to what it must lead to: the true reason is a value there. */
function misplaced(path: string, value: string, { noun, known, unfit }: Kind): Fault {
  const { section, key, values } = unfit;
  return {
    path: `backup:${path}`,
    message: `names ${value}, which is no ${noun}: its ${key} is ${String(values.get(value))}`,
    got: quoted(value),
    allowed: known.join(", ") || `no ${noun} is declared yet`,
    fix: `name ${article(noun)} ${noun}, or correct backup:${section}.${value}.${key} if that is what is wrong`,
  };
}

function dangling(path: string, value: string, noun: string, known: readonly string[]): Fault {
  return {
    path: `backup:${path}`,
    message: `names ${article(noun)} ${noun} that is not declared`,
    got: quoted(value),
    allowed: known.join(", ") || `no ${noun} is declared yet`,
    fix: `${didYouMean(value, known)}declare the ${noun} or correct its name`,
  };
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? "an" : "a";
}

function targets(sections: SoundSections): Target[] {
  return [
    ...hostTargets(sections),
    ...placeTargets(sections),
    ...(sections.pbs ? pbsTargets(sections.pbs) : []),
    ...tokenTargets(sections),
    ...classTargets(sections),
    ...itemTargets(sections),
  ];
}

function hostTargets({
  hosts,
  pbs,
  pve,
  offsiteExport,
  minio,
  veeam,
  iperius,
}: SoundSections): Target[] {
  const of = (wanted: "posix" | "windows") =>
    divided("hosts", hosts, "platform", ({ platform }) => platform === wanted);
  return [
    {
      noun: "posix host",
      ...of("posix"),
      references: [
        ...one("pbs.host", pbs?.host),
        ...one("pve.host", pve?.host),
        ...one("offsiteExport.host", offsiteExport?.host),
        ...each("minio.sites", minio?.sites, "host", ({ host }) => host),
      ],
    },
    {
      noun: "windows host",
      ...of("windows"),
      references: [...one("veeam.host", veeam?.host), ...one("iperius.host", iperius?.host)],
    },
  ];
}

function placeTargets({ places, links, windows, pbs, vault, pve }: SoundSections): Target[] {
  const storesOf = (engine: string) =>
    each("places", places, "store", (place) => (place.engine === engine ? place.store : undefined));
  return [
    {
      noun: "link",
      known: keys(links),
      references: each("places", places, "link", ({ link }) => link),
    },
    {
      noun: "window",
      known: keys(windows),
      references: each("places", places, "care", (place) =>
        place.engine === "pbs" ? place.care : undefined,
      ),
    },
    { noun: "datastore", known: keys(pbs?.datastores), references: storesOf("pbs") },
    { noun: "bucket of the vault", known: keys(vault?.buckets), references: storesOf("s3") },
    {
      noun: "place of Proxmox Backup Server",
      ...divided("places", places, "engine", ({ engine }) => engine === "pbs"),
      references: each("pve.storages", pve?.storages, "place", ({ place }) => place),
    },
  ];
}

function tokenTargets({ pbs, pve, offsiteExport }: SoundSections): Target[] {
  return [
    {
      noun: "token of the backup server",
      known: pbs && tokensOf(pbs),
      references: [
        ...each("pve.storages", pve?.storages, "username", ({ username }) => username),
        ...one("offsiteExport.username", offsiteExport?.username),
      ],
    },
  ];
}

function classTargets({ classes, places, windows, veeam }: SoundSections): Target[] {
  return [
    {
      noun: "place",
      known: keys(places),
      references: each("classes", classes, "place", ({ place }) => place),
    },
    {
      noun: "offsite place",
      ...divided("places", places, "offsite", ({ offsite }) => offsite),
      references: each("classes", classes, "offsite.place", ({ offsite }) => offsite?.place),
    },
    {
      noun: "window",
      known: keys(windows),
      references: [
        ...each("classes", classes, "window", ({ window }) => window),
        ...each("classes", classes, "offsite.window", ({ offsite }) => offsite?.window),
      ],
    },
    {
      noun: "class",
      known: keys(classes),
      references: Object.keys(veeam?.protectionGroups ?? {}).map((name) => ({
        path: `veeam.protectionGroups.${name}`,
        value: name,
      })),
    },
  ];
}

function itemTargets(sections: SoundSections): Target[] {
  const { classes, guests, fileServers, databases, buckets, minio, drives, nodes } = sections;
  const inClasses = itemSections.flatMap((section) => {
    const record: Readonly<Record<string, { classes: readonly string[] }>> =
      sections[section] ?? {};
    return Object.entries(record).flatMap(([name, item]) =>
      item.classes.map((value, index) => ({
        path: `${section}.${name}.classes[${index}]`,
        value,
      })),
    );
  });
  return [
    { noun: "class", known: keys(classes), references: inClasses },
    {
      noun: "guest",
      known: keys(guests),
      references: [
        ...each("fileServers", fileServers, "guest", ({ guest }) => guest),
        ...each("databases", databases, "guest", ({ guest }) => guest),
      ],
    },
    {
      noun: "MinIO site",
      known: keys(minio?.sites),
      references: [
        ...each("buckets", buckets, "site", ({ site }) => site),
        ...each("minio.replications", minio?.replications, "source.site", (r) => r.source.site),
        ...each("minio.replications", minio?.replications, "target.site", (r) => r.target.site),
      ],
    },
    {
      noun: "node",
      known: keys(nodes),
      references: each("drives", drives, "node", ({ node }) => node),
    },
  ];
}

/** The sections whose entries are protected by classes. */
export const itemSections = [
  "guests",
  "fileServers",
  "databases",
  "buckets",
  "repositories",
  "claims",
] as const;
