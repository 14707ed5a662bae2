import { escrowName, keyTitle } from "../../model/engine-key";
import { describeFault, type Fault } from "../../model/fault";
import { type KeyStatus } from "./make-keys";
import { describeStateOpener, type StateOpener } from "./state-opener";

/** What `npm run keys` tells of a stack; no secret is in it. */
export interface KeysReport {
  readonly stack: string;
  readonly keys: readonly KeyStatus[];
  readonly opener: StateOpener;
  /** What only a person can supply or mend. */
  readonly missing: readonly Fault[];
}

/** The report for a person. */
export function describeKeys({ stack, keys, opener, missing }: KeysReport): string {
  const counts = missing.length === 1 ? "1 value" : `${missing.length} values`;
  return [
    `Keys of the engines in stack ${stack}; what is there is never changed:`,
    ...keys.flatMap(describeKey),
    "",
    ...describeStateOpener(opener),
    "",
    ...(missing.length === 0
      ? ["Nothing is missing."]
      : [`Missing, ${counts} that only a person can supply:`, ...missing.map(describeFault)]),
  ].join("\n");
}

function describeKey({ key, state, fingerprint }: KeyStatus): string[] {
  return [
    `  ${keyTitle(key)}: ${state}`,
    `    secret:      backup:secrets.${key.path.join(".")}`,
    `    escrow:      AWS Secrets Manager, ${escrowName(key)} (pulumi up puts it there)`,
    `    fingerprint: ${fingerprint ?? "none, for what is there is no such key"}`,
  ];
}

/** The report for a program. */
export function keysJson({ stack, keys, opener, missing }: KeysReport): string {
  const rows = keys.map(({ key, ...status }) => ({ ...key, ...status, escrow: escrowName(key) }));
  return JSON.stringify({ stack, keys: rows, state: opener, missing }, null, 2);
}
