import { z } from "zod";
import { type Estate } from "../model/estate";
import { type Fault } from "../model/fault";
import { calendarEventFaults } from "./calendar-events";
import { consistencyFaults } from "./consistency";
import { faultsOf } from "./faults";
import { repeatedFolders } from "./repeated-folders";
import { repeatedItems } from "./repeated-items";
import { idleSettings } from "./idle-settings";
import { lostNames } from "./lost-names";
import { jobNameFaults } from "./job-names";
import { minioReplicationFaults } from "./minio-replications";
import { offsiteExportFaults } from "./offsite-exports";
import { pbsFaults } from "./pbs-faults";
import { pbsNotificationFaults } from "./pbs-notification-faults";
import { placeServerFaults } from "./place-servers";
import { postgresFaults } from "./postgres-faults";
import { productNameFaults } from "./product-names";
import { plannedEstate } from "./planned-estate";
import { pveGapFaults } from "./pve-gaps";
import { pveMailFaults } from "./pve-mails";
import { referenceFaults, type SoundSections } from "./references";
import { type Declaration, estateSchema, products } from "./schema/estate";
import { expanded, type ShortSections, shortened } from "./short-form";
import { storageGrantFaults } from "./storage-grants";
import { veeamExportFaults } from "./veeam-exports";
import { watchedJobFaults } from "./watched-jobs";
import { vaultBucketFaults } from "./vault-buckets";
import { vaultKeyFaults } from "./vault-keys";
import { vaultNetworkFaults } from "./vault-networks";
import { vaultNameFaults } from "./vault-names";
import { vaultTagFaults } from "./vault-tags";
import { vaultWatchFaults } from "./vault-watch";

/** A declaration that was looked at: whole if nothing is wrong, and every fault if something is. */
export interface CheckedDeclaration {
  readonly declaration?: Declaration;
  /** The same as the plan sees it. */
  readonly estate?: Estate;
  /** The sections that are right in themselves. */
  readonly sound: SoundSections;
  readonly faults: readonly Fault[];
  /** The sections that are written in the short form. */
  readonly short: ShortSections;
}

/**
 * Checks everything under `backup:` but the secrets and the machines' identities; never throws, whatever it is given.
 *
 * @param declared - the sections by name, without the `backup:` before it
 */
export function checkDeclaration(declared: Record<string, unknown>): CheckedDeclaration {
  const { given, short } = expanded(declared);
  const result = estateSchema.safeParse(given);
  const { sound, unsound } = soundParts(given);
  const context = { schema: estateSchema, prefix: "backup:", given, secret: false };
  const faults = [
    ...lostNames(given, context.prefix),
    ...(result.success ? [] : faultsOf(result.error, context)),
    ...referenceFaults(sound, unsound),
    ...placeServerFaults(sound),
    ...productNameFaults(sound),
    ...consistencyFaults(sound, unsound),
    ...calendarEventFaults(sound),
    ...pbsFaults(sound),
    ...pbsNotificationFaults(sound),
    ...pveGapFaults(sound),
    ...pveMailFaults(sound),
    ...postgresFaults(sound, unsound),
    ...minioReplicationFaults(sound),
    ...jobNameFaults(sound),
    ...offsiteExportFaults(sound),
    ...veeamExportFaults(sound),
    ...repeatedFolders(sound),
    ...repeatedItems(sound),
    ...vaultBucketFaults(sound),
    ...vaultKeyFaults(sound),
    ...vaultNameFaults(sound),
    ...vaultNetworkFaults(sound),
    ...vaultTagFaults(sound),
    ...vaultWatchFaults(sound),
    ...idleSettings(sound),
    ...storageGrantFaults(sound),
    ...watchedJobFaults(sound, unsound),
  ];
  return faults.length === 0 && result.success
    ? { declaration: result.data, estate: plannedEstate(result.data, short), sound, faults, short }
    : { sound, faults: faults.map((fault) => shortened(fault, short)), short };
}

interface SoundParts {
  readonly sound: SoundSections;
  /** Names of entries that are at fault: nothing is to be said of what they are or lead to. */
  readonly unsound: ReadonlySet<string>;
}

/** What is right in itself, so that faults between sections are found although others are wrong. */
function soundParts(given: Record<string, unknown>): SoundParts {
  const unsound = new Set<string>();
  const sections = Object.entries(estateSchema.shape).flatMap(([key, schema]) => {
    // Of what stands on a server that is at fault nothing can be said.
    const entries = Object.hasOwn(products, key)
      ? given[key]
      : soundEntries(schema, given[key], unsound);
    const result = schema.safeParse(entries);
    return result.success ? [[key, result.data] as const] : [];
  });
  return { sound: Object.fromEntries(sections), unsound };
}

/** A section of named entries without those that are at fault; any other section as it is. */
function soundEntries(optional: z.ZodType, section: unknown, unsound: Set<string>): unknown {
  const schema = optional instanceof z.ZodDefault ? optional.unwrap() : optional;
  if (!(schema instanceof z.ZodRecord) || typeof section !== "object" || section === null) {
    return section;
  }
  const entries = Object.entries(section as Record<string, unknown>).filter(([name, value]) => {
    const isSound = schema.safeParse({ [name]: value }).success;
    if (!isSound) unsound.add(name);
    return isSound;
  });
  return Object.fromEntries(entries);
}
