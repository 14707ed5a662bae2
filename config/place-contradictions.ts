import { type Fault } from "../model/fault";
import { groupedBy } from "../model/grouping";
import { sortedEntries } from "../model/record";
import { serverNameOf } from "./place-servers";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/** Places that say different things of one store or disk, or one thing under two names. */
export function placeContradictions(sections: SoundSections): Fault[] {
  return [...dividedStores(sections), ...alikeStores(sections)];
}

/** What places say of the store that they are in, in which they cannot differ. */
const ofStore = ["disk", "medium", "offsite", "care", "readMBps", "writeMBps"] as const;

/** What stores say of the disk that they lie on. */
const ofDisk = ["medium", "offsite"] as const;

type Place = Declaration["places"][string];
type NamedPlace = readonly [name: string, place: Place];

/** Which store it is of all there are. */
const storeOn = (sections: SoundSections, place: Place, store: string) =>
  [place.engine, serverNameOf(sections, place), store].join(" ");

/** A store is one thing, whichever of its places is asked; so is a disk, whichever of its stores. */
function dividedStores(sections: SoundSections): Fault[] {
  const places = sortedEntries(sections.places ?? {});
  const stores = groupedBy(places, ([, place]) => storeOn(sections, place, place.store));
  const onDisk = places.filter(([, { disk }]) => disk !== undefined);
  const disks = groupedBy(onDisk, ([, { disk }]) => JSON.stringify(disk));
  const found = [
    ...[...disks.values()].flatMap((all) =>
      ofDisk.flatMap((key) => differing(all, key, `the disk ${JSON.stringify(all[0][1].disk)}`)),
    ),
    ...[...stores.values()].flatMap((all) =>
      ofStore.flatMap((key) => differing(all, key, `the store ${all[0][1].store}`)),
    ),
  ];
  // Of two that say the same of one line the nearer one, the store's.
  return [...new Map(found.map((fault) => [fault.path, fault])).values()];
}

/** Windows, and what runs there, tells names apart by more than the case of their letters. */
function alikeStores(sections: SoundSections): Fault[] {
  const onWindows = sortedEntries(sections.places ?? {}).filter(([, { engine }]) =>
    ["veeam", "iperius"].includes(engine),
  );
  const alike = groupedBy(onWindows, ([, place]) =>
    storeOn(sections, place, place.store.toLowerCase().replace(/\\+$/, "")),
  );
  return [...alike.values()].flatMap(([[first, { store: wanted }], ...others]) =>
    others
      .filter(([, { store }]) => store !== wanted)
      .map(([name, { store }]) => ({
        path: `backup:places.${name}.store`,
        message: `is for Windows the store of ${first}, which it would be counted beside`,
        got: quoted(store),
        allowed: quoted(wanted),
        fix: "write the same name for both",
      })),
  );
}

function differing(
  [[first, one], ...others]: readonly [NamedPlace, ...NamedPlace[]],
  key: (typeof ofStore)[number],
  what: string,
): Fault[] {
  const said = (place: Place) => (place as Partial<Record<typeof key, unknown>>)[key];
  const shown = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
  const wanted = said(one);
  return others
    .filter(([, place]) => said(place) !== wanted)
    .map(([name, place]) => ({
      path: `backup:places.${name}.${key}`,
      message: `says of ${what} something else than the place ${first}, which is in the same one`,
      got: shown(said(place)),
      allowed: wanted === undefined ? "nothing, as there" : shown(wanted),
      fix: `write the same ${key} for both`,
    }));
}
