import { billedDays } from "../model/billed-days";
import { type Fault } from "../model/fault";
import { type SoundSections } from "./references";

/** Faults of buckets that give up days they pay for, or that unlock copies before their retention ends. */
export function archiveDayFaults({ vault }: SoundSections): Fault[] {
  return Object.entries(vault?.buckets ?? {}).flatMap(([key, bucket]) => {
    const { storageClass, retentionDays, lockDays } = bucket;
    const path = `backup:vault.buckets.${key}`;
    return [
      ...tooShort(
        `${path}.retentionDays`,
        retentionDays,
        billedDays[storageClass] ?? 1,
        `gives up days that ${storageClass} bills anyway`,
      ),
      ...tooShort(
        `${path}.lockDays`,
        lockDays,
        retentionDays,
        "unlocks copies before their retention ends",
      ),
    ];
  });
}

function tooShort(path: string, got: number, least: number, message: string): Fault[] {
  if (got >= least) return [];
  const allowed = `at least ${least} days`;
  return [{ path, message, got: String(got), allowed, fix: `write ${least} or more` }];
}
