import { type Fault } from "../model/fault";
import { pveProviderGaps } from "../model/provider-gaps";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Settings that would be lost on their way, because the provider has no input for them. */
export function pveGapFaults({ pve }: SoundSections): Fault[] {
  return productsOf("pve", pve).flatMap(({ path, declared: { through, storages, everyJob } }) =>
    through !== "provider"
      ? []
      : [
          ...Object.entries(storages).flatMap(([name, storage]) =>
            lost(`${path}.storages.${name}`, storage, pveProviderGaps.storage),
          ),
          ...lost(`${path}.everyJob`, everyJob, pveProviderGaps.job),
        ],
  );
}

function lost(path: string, declared: object, gaps: readonly string[]): Fault[] {
  return Object.entries(declared)
    .filter(([name, value]) => value !== undefined && gaps.includes(name))
    .map(([name, value]) => ({
      path: `${path}.${name}`,
      message: "cannot be set through the provider, which has no input for it",
      got: quoted(value),
      allowed: "nothing while `through: provider`",
      fix: "set `through: shell` in backup:pve (docs/runbooks/pve-through.md), or take the line out",
    }));
}
