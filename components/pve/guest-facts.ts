import { sortedEntries } from "../../model/record";

/** What is declared of a guest, as far as the cluster can be asked. */
export interface DeclaredGuest {
  readonly vmid: number;
  /** Default: nobody knows. */
  readonly agent?: boolean;
  /** By their keys in the guest's configuration. Default: none. */
  readonly excludedDisks?: Readonly<Record<string, unknown>>;
}

/** What the cluster is asked of its guests besides who has a job. */
export interface GuestFacts {
  /** Disks that no job need take, as the cluster names them: `VMID:KEY`. */
  readonly exemptDisks: readonly string[];
  /** Whether the agent of a guest freezes it for backups, by VMID; only where it is declared. */
  readonly agents: Readonly<Record<string, boolean>>;
}

/** The declared facts of the guests that are backed up at all. */
export function guestFacts(
  guests: Readonly<Record<string, DeclaredGuest>>,
  exemptions: Readonly<Record<string, unknown>>,
): GuestFacts {
  const counted = sortedEntries(guests)
    .filter(([name]) => !Object.hasOwn(exemptions, name))
    .map(([, guest]) => guest);
  return {
    exemptDisks: counted.flatMap(({ vmid, excludedDisks = {} }) =>
      Object.keys(excludedDisks)
        .sort()
        .map((disk) => `${vmid}:${disk}`),
    ),
    agents: Object.fromEntries(
      counted.flatMap(({ vmid, agent }) => (agent === undefined ? [] : [[vmid, agent]])),
    ),
  };
}
