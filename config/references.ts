import { type Fault } from "../model/fault";
import { groupedBy } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { storagesOf } from "./cluster-storages";
import { pbsTargets, tokensOf } from "./pbs-references";
import { didYouMean } from "./near-miss";
import { serverNameOf } from "./place-servers";
import { productNamed, productsOf } from "./products";
import { quoted } from "./quoted";
import { divided, each, keys, one, type Target } from "./reference";
import { veeamTargets } from "./veeam-references";
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
    ...productsOf("pbs", sections.pbs).flatMap(pbsTargets),
    ...storeTargets(sections),
    ...productsOf("veeam", sections.veeam).flatMap(veeamTargets),
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
  postgres,
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
        ...each("pbs", pbs, "host", ({ host }) => host),
        ...each("pve", pve, "host", ({ host }) => host),
        ...each("offsiteExport", offsiteExport, "host", ({ host }) => host),
        ...each("minio.sites", minio?.sites, "host", ({ host }) => host),
        ...each("postgres", postgres, "host", ({ host }) => host),
      ],
    },
    {
      noun: "windows host",
      ...of("windows"),
      references: [
        ...each("veeam", veeam, "host", ({ host }) => host),
        ...each("iperius", iperius, "host", ({ host }) => host),
      ],
    },
  ];
}

function placeTargets({ places, links, windows, pve }: SoundSections): Target[] {
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
    {
      noun: "place of Proxmox Backup Server",
      ...divided("places", places, "engine", ({ engine }) => engine === "pbs"),
      references: productsOf("pve", pve).flatMap(({ name, declared: { storages } }) =>
        each(`pve.${name}.storages`, storages, "place", ({ place }) => place),
      ),
    },
  ];
}

/** The products whose stores places name, and what a store is there. */
const stored = {
  pbs: { section: "pbs", server: "Proxmox Backup Server", store: "datastore" },
  s3: { section: "vault", server: "vault", store: "bucket of the vault" },
  veeam: { section: "veeam", server: "Veeam server", store: undefined },
} as const;

function storeTargets(sections: SoundSections): Target[] {
  const stores = {
    pbs: storesOf(sections.pbs, "datastores"),
    s3: storesOf(sections.vault, "buckets"),
  };
  return (["pbs", "s3", "veeam"] as const).flatMap((engine): Target[] => {
    const { section, server, store } = stored[engine];
    const places = sortedEntries(sections.places ?? {}).flatMap(([name, place]) =>
      place.engine === engine ? [{ name, place }] : [],
    );
    const servers: Target = {
      noun: server,
      known: keys(sections[section]),
      references: places.flatMap(({ name, place }) => one(`places.${name}.server`, place.server)),
    };
    if (store === undefined || engine === "veeam") return [servers];
    const byServer = groupedBy(places, ({ place }) => String(serverNameOf(sections, place)));
    return [
      servers,
      ...[...byServer].map(([on, some]) => ({
        noun: store,
        known: sections[section] && stores[engine].get(on),
        references: some.map(({ name, place }) => ({
          path: `places.${name}.store`,
          value: place.store,
        })),
      })),
    ];
  });
}

/** Names of the stores on each server. */
function storesOf<Key extends string>(
  servers: Readonly<Record<string, Readonly<Record<Key, object>>>> | undefined,
  key: Key,
): ReadonlyMap<string, string[]> {
  return new Map(
    Object.entries(servers ?? {}).map(([name, server]) => [name, Object.keys(server[key])]),
  );
}

function tokenTargets(sections: SoundSections): Target[] {
  const { pbs, offsiteExport } = sections;
  const exporters = sortedEntries(offsiteExport ?? {}).map(([name, { pbs: server, username }]) => ({
    ...{ server, username, path: `offsiteExport.${name}.username` },
  }));
  const storages = storagesOf(sections).flatMap(({ path, declared: { place, username } }) => {
    const target = optionalEntry(sections.places, place);
    return target?.engine === "pbs"
      ? [{ server: target.server, username, path: `${path.replace("backup:", "")}.username` }]
      : [];
  });
  return [
    {
      noun: "Proxmox Backup Server",
      known: keys(pbs),
      references: exporters.flatMap(({ path, server }) =>
        one(path.replace(/username$/, "pbs"), server),
      ),
    },
    ...[...exporters, ...storages].map(({ server, username, path }) => {
      const found = productNamed("pbs", pbs, server);
      return {
        noun: "token of the backup server",
        known: found && tokensOf(found.declared),
        references: one(path, username),
      };
    }),
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
      references: productsOf("veeam", veeam).flatMap(({ name: server, declared }) =>
        Object.keys(declared.protectionGroups).map((name) => ({
          path: `veeam.${server}.protectionGroups.${name}`,
          value: name,
        })),
      ),
    },
  ];
}

function itemTargets(sections: SoundSections): Target[] {
  const { classes, guests, fileServers, databases, buckets, minio, drives, nodes } = sections;
  const { places, postgres } = sections;
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
        ...each("postgres", postgres, "guest", ({ guest }) => guest),
      ],
    },
    {
      noun: "MinIO site",
      known: keys(minio?.sites),
      references: [
        ...each("buckets", buckets, "site", ({ site }) => site),
        ...each("places", places, "site", (place) => ("kmsKey" in place ? place.site : undefined)),
        ...each("minio.replications", minio?.replications, "source.site", (r) => r.source.site),
        ...each("minio.replications", minio?.replications, "target.site", (r) => r.target.site),
      ],
    },
    {
      noun: "cluster",
      known: keys(sections.pve),
      references: each("nodes", nodes, "cluster", ({ cluster }) => cluster),
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
