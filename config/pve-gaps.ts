import { type Fault } from "../model/fault";
import { pveProviderGaps } from "../model/provider-gaps";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Settings that would be lost on their way, because the provider has no input for them. */
export function pveGapFaults({ pve }: SoundSections): Fault[] {
  if (pve?.through !== "provider") return [];
  const { storages, everyJob } = pve;
  return [
    ...Object.entries(storages).flatMap(([name, storage]) =>
      lost(`storages.${name}`, storage, pveProviderGaps.storage),
    ),
    ...lost("everyJob", everyJob, pveProviderGaps.job),
  ];
}

function lost(path: string, declared: object, gaps: readonly string[]): Fault[] {
  return Object.entries(declared)
    .filter(([name, value]) => value !== undefined && gaps.includes(name))
    .map(([name, value]) => ({
      path: `backup:pve.${path}.${name}`,
      message: "cannot be set through the provider, which has no input for it",
      got: quoted(value),
      allowed: "nothing while `through: provider`",
      fix: "set `through: shell` in backup:pve (docs/runbooks/pve-through.md), or take the line out",
    }));
}
