import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { productNamed } from "./products";
import { type SoundSections } from "./references";

/** Sections of the products that something else is on, and what one of them is called. */
const sectionOf = {
  pbs: ["pbs", "Proxmox Backup Server"],
  s3: ["vault", "vault"],
  veeam: ["veeam", "Veeam server"],
  cluster: ["pve", "cluster"],
} as const;

/** What does not say on which server it is, where there is none, or more than one. */
export function placeServerFaults(sections: SoundSections): Fault[] {
  const { places = {}, offsiteExport = {} } = sections;
  return [
    ...sortedEntries(places).flatMap(([name, place]) =>
      isOnServer(place)
        ? untold(sections, place.engine, `backup:places.${name}.server`, place.server)
        : [],
    ),
    ...sortedEntries(offsiteExport).flatMap(([name, { pbs }]) =>
      untold(sections, "pbs", `backup:offsiteExport.${name}.pbs`, pbs),
    ),
    ...sortedEntries(sections.nodes ?? {}).flatMap(([name, { cluster }]) =>
      Object.keys(sections.pve ?? {}).length < 2
        ? []
        : untold(sections, "cluster", `backup:nodes.${name}.cluster`, cluster),
    ),
  ];
}

function untold(
  sections: SoundSections,
  engine: keyof typeof sectionOf,
  path: string,
  named: string | undefined,
): Fault[] {
  const [section, noun] = sectionOf[engine];
  const declared: Readonly<Record<string, unknown>> | undefined = sections[section];
  // A name that leads nowhere is told as that; of a section that is at fault nothing can be said.
  if (declared === undefined || named !== undefined) return [];
  if (productNamed(section, declared, named) !== undefined) return [];
  const known = Object.keys(declared).sort();
  return [
    {
      path,
      message:
        known.length === 0
          ? `needs a ${noun}, and none is declared`
          : `is missing: there are ${known.length} of them`,
      allowed: known.join(", ") || `a ${noun} in backup:${section}`,
      fix:
        known.length === 0 ? `declare one in backup:${section}` : `name the ${noun} that it is on`,
    },
  ];
}

/** Whether a place is on one of what there may be several of. */
export function isOnServer(place: Place): place is PlaceOnServer {
  return Object.hasOwn(sectionOf, place.engine);
}

/** The servers or vaults of a place's product, by name; undefined where their section is at fault. */
export function serversFor(
  sections: SoundSections,
  { engine }: PlaceOnServer,
): Readonly<Record<string, unknown>> | undefined {
  return sections[sectionOf[engine][0]];
}

/** The server that a place is on, by name; undefined where there is none to tell. */
export function serverNameOf(sections: SoundSections, place: Place): string | undefined {
  if (!isOnServer(place)) return undefined;
  const [section] = sectionOf[place.engine];
  return productNamed(section, serversFor(sections, place), place.server)?.name;
}

type Place = NonNullable<SoundSections["places"]>[string];
type PlaceOnServer = Extract<Place, { readonly engine: keyof typeof sectionOf }>;
