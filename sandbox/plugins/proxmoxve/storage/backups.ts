import {
  boolean,
  decodeFields,
  encodeFields,
  type FieldTable,
  formatPropertyString,
  integer,
  parsePropertyString,
} from "../codecs";
import type { CallParameters } from "../connection";
import type { Properties } from "../../protocol/resource-type";
import { between, type Rule } from "../rules";

const counts = {
  keepLast: { api: "keep-last", codec: integer },
  keepHourly: { api: "keep-hourly", codec: integer },
  keepDaily: { api: "keep-daily", codec: integer },
  keepWeekly: { api: "keep-weekly", codec: integer },
  keepMonthly: { api: "keep-monthly", codec: integer },
  keepYearly: { api: "keep-yearly", codec: integer },
} as const satisfies FieldTable;

const limits: FieldTable = {
  maxProtectedBackups: { api: "max-protected-backups", codec: integer },
};

const countNames = Object.keys(counts);

/** The API's parameters for the input `backups`: what a storage keeps. `keepAll: false` says nothing. */
export function encodeBackups(backups: Properties | undefined): CallParameters {
  if (backups === undefined) return {};
  const prune = backups["keepAll"] === true ? { "keep-all": "1" } : encodeFields(counts, backups);
  return {
    ...(Object.keys(prune).length > 0 ? { "prune-backups": formatPropertyString(prune) } : {}),
    ...encodeFields(limits, backups),
  };
}

/** The output `backups` of an API answer; absent when the storage says nothing of what it keeps. */
export function decodeBackups(answer: Properties): Properties | undefined {
  const limited = decodeFields(limits, answer);
  const prune = answer["prune-backups"];
  if (prune === undefined)
    return Object.keys(limited).length > 0 ? { keepAll: false, ...limited } : undefined;
  const kept = parsePropertyString(prune);
  return {
    keepAll: boolean.decode(kept["keep-all"] ?? 0),
    ...decodeFields(counts, kept),
    ...limited,
  };
}

/** Rules within `backups` (source: bpg provider documentation, `proxmox_storage_pbs`). */
export const backupsRules: readonly Rule[] = [
  ...countNames.map((name) => between(name, 0)),
  (backups) =>
    countNames
      .filter((name) => backups["keepAll"] === true && backups[name] !== undefined)
      .map((property) => ({
        property,
        reason: `"${property}" is set although "keepAll" is true, which keeps everything; remove one of them`,
      })),
];
