import { engines } from "../engines/engines";
import { type Estate, type Guest } from "../estate";
import { type Finding, type Severity } from "../finding";
import { groupedBy } from "../grouping";
import { osFamilyOf } from "../guest-os";
import { sortedEntries } from "../record";
import { databasesInside } from "./guest-databases";
import { nameList } from "./name-list";
import { type PlannedCopy } from "./plan";

/**
 * Images that break the chain of another product inside the guest: unless told otherwise, the guest agent makes VSS
 * tell applications that a full backup was made, which their next differential and log backups build on, and which
 * the other product does not have. A VSS copy leaves them alone. Sources: qm.adoc, "Filesystem Freeze & Thaw";
 * https://pve.proxmox.com/wiki/VM_Backup_Consistency.
 *
 * @param imaged - guests of which an image is made
 * @param copiesOf - copies that somebody makes, by item
 * @returns an error where that is declared, a warning where nobody declared that it is not so
 */
export function chainFindings(
  estate: Estate,
  imaged: readonly (readonly [name: string, guest: Guest])[],
  copiesOf: ReadonlyMap<string, readonly PlannedCopy[]>,
): Finding[] {
  const inside = databasesInside(estate);
  const onGuests = sortedEntries(estate.fileServers).flatMap(([server, { guest }]) =>
    guest === undefined ? [] : [{ server, guest }],
  );
  const servers = groupedBy(onGuests, ({ guest }) => guest);
  return imaged.flatMap(([name, guest]) => {
    const severity = severityOf(guest);
    if (severity === undefined) return [];
    const items = [
      name,
      ...(servers.get(name) ?? []).map(({ server }) => server),
      ...inside(name).flatMap(({ item, vssWriter }) =>
        vssWriter && item !== undefined ? [item] : [],
      ),
    ];
    const others = items
      .flatMap((item) => copiesOf.get(item) ?? [])
      .filter(({ engine }) => !engines[engine].readsImages && makesCopiesOf(engine));
    return others.length === 0 ? [] : [broken(name, guest, severity, others)];
  });
}

/** Whether it backs items up itself, wherever it stores them; others hold what was made of their copies. */
function makesCopiesOf(engine: PlannedCopy["engine"]): boolean {
  return Object.keys(engines[engine].takes).length > 0;
}

function severityOf({ kind, os, agent, vss }: Guest): Severity | undefined {
  const harmless = agent === false || vss === "copy" || vss === "none";
  if (kind === "ct" || osFamilyOf(os) !== "windows" || harmless) return undefined;
  return vss === "full" ? "error" : "warning";
}

function broken(
  name: string,
  { vss }: Guest,
  severity: Severity,
  others: readonly PlannedCopy[],
): Finding {
  const chains = [
    ...new Set(others.map(({ engine, item }) => `${engines[engine].product}'s copies of ${item}`)),
  ];
  const certain = vss === "full";
  return {
    severity,
    path: `backup:guests.${name}.vss`,
    message: `the image of ${name} ${certain ? "breaks" : "may break"} the chain of ${nameList(chains)}: ${
      certain
        ? "its guest agent has VSS make full backups"
        : "nobody declared that its guest agent is off, or has VSS make copies; full backups are its default"
    }`,
    ...(vss === undefined ? {} : { got: vss }),
    allowed: "copy or none, with agent: true; or agent: false and no vss",
    fix: `in the guest, set the DWORD VssOption below ${vssKey} to 5 (guest agent 0.1.262 or newer; an update of it may set it back), then declare agent: true and vss: copy`,
  };
}

const vssKey = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\QEMU Guest Agent VSS Provider`;
