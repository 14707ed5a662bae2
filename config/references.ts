import { type Fault } from "../model/fault";
import { type Declaration } from "./schema/estate";

/** The sections of a declaration that are right in themselves. */
export type SoundSections = Partial<Declaration>;

/** A value that names something declared elsewhere. */
interface Reference {
  readonly path: string;
  readonly value: string;
  /** What it must name: `posix host`, `datastore` … */
  readonly noun: string;
  /** What is declared; `undefined` where that section is itself at fault and nothing can be said. */
  readonly known: readonly string[] | undefined;
}

/** Faults that no single value shows: names that lead nowhere, and VMIDs that two guests share. */
export function referenceFaults(sections: SoundSections): Fault[] {
  return [...danglingNames(sections), ...duplicateVmids(sections)];
}

function danglingNames(sections: SoundSections): Fault[] {
  return references(sections).flatMap(({ path, value, noun, known }) =>
    known === undefined || known.includes(value)
      ? []
      : [
          {
            path: `backup:${path}`,
            message: `names a ${noun} that is not declared`,
            got: JSON.stringify(value),
            allowed: known.join(", ") || `no ${noun} is declared yet`,
            fix: `declare the ${noun} or correct its name`,
          },
        ],
  );
}

function references(sections: SoundSections): Reference[] {
  return [...hostReferences(sections), ...minioReferences(sections), ...pveReferences(sections)];
}

function hostReferences({ hosts, pbs, pve, minio, veeam, iperius }: SoundSections): Reference[] {
  const of = (platform: "posix" | "windows") => hosts && hostsOf(hosts, platform);
  const posix = { noun: "posix host", known: of("posix") };
  const windows = { noun: "windows host", known: of("windows") };
  const sites = Object.entries(minio?.sites ?? {});
  return [
    ...(pbs ? [{ path: "pbs.host", value: pbs.host, ...posix }] : []),
    ...(pve ? [{ path: "pve.host", value: pve.host, ...posix }] : []),
    ...(veeam ? [{ path: "veeam.host", value: veeam.host, ...windows }] : []),
    ...(iperius ? [{ path: "iperius.host", value: iperius.host, ...windows }] : []),
    ...sites.map(([site, { host }]) => ({
      path: `minio.sites.${site}.host`,
      value: host,
      ...posix,
    })),
  ];
}

function hostsOf(hosts: Declaration["hosts"], platform: "posix" | "windows"): string[] {
  return Object.keys(hosts).filter((name) => hosts[name]?.platform === platform);
}

function minioReferences({ minio }: SoundSections): Reference[] {
  const known = Object.keys(minio?.sites ?? {});
  return Object.entries(minio?.replications ?? {}).flatMap(([key, { source, target }]) =>
    Object.entries({ source, target }).map(([side, place]) => ({
      path: `minio.replications.${key}.${side}.site`,
      value: place.site,
      noun: "MinIO site",
      known,
    })),
  );
}

function pveReferences({ pve, pbs, guests }: SoundSections): Reference[] {
  const datastores = pbs && Object.keys(pbs.datastores);
  const storages = Object.keys(pve?.storages ?? {});
  const guestNames = guests && Object.keys(guests);
  return [
    ...Object.entries(pve?.storages ?? {}).map(([key, { datastore }]) => ({
      path: `pve.storages.${key}.datastore`,
      value: datastore,
      noun: "datastore",
      known: datastores,
    })),
    ...Object.entries(pve?.backupJobs ?? {}).flatMap(([key, { storage, excludedGuests }]) => [
      {
        path: `pve.backupJobs.${key}.storage`,
        value: storage,
        noun: "PVE storage",
        known: storages,
      },
      ...excludedGuests.map((value, index) => ({
        path: `pve.backupJobs.${key}.excludedGuests[${index}]`,
        value,
        noun: "guest",
        known: guestNames,
      })),
    ]),
  ];
}

function duplicateVmids({ guests = {} }: SoundSections): Fault[] {
  const firstOwner = new Map<number, string>();
  return Object.entries(guests).flatMap(([name, { vmid }]) => {
    const owner = firstOwner.get(vmid);
    firstOwner.set(vmid, owner ?? name);
    return owner === undefined
      ? []
      : [
          {
            path: `backup:guests.${name}.vmid`,
            message: `is the VMID of ${owner} as well`,
            got: String(vmid),
            allowed: "a number that no other guest of the cluster has",
            fix: "look the VMID up in the cluster and correct one of the two",
          },
        ];
  });
}
