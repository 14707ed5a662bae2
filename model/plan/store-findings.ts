import { engines } from "../engines/engines";
import { type Estate, type Exemption, type Place } from "../estate";
import { type Finding } from "../finding";
import { repeats } from "../grouping";
import { entry, sortedEntries } from "../record";
import { bucketFindings } from "./bucket-findings";
import { inForce } from "./exemption";
import { partOf } from "./store-part";

/** What stores do to the copies in them, or let happen to them. @param today - YYYY-MM-DD */
export function storeFindings(estate: Estate, today: string): Finding[] {
  return [
    ...sharedParts(estate),
    ...bucketFindings(estate),
    ...sortedEntries(estate.places).flatMap(([name, place]) => [
      ...wrongMedium(name, place),
      ...unencrypted(name, place, today),
      ...verifiedByNobody(name, place),
    ]),
    ...sortedEntries(estate.pbs.datastores).flatMap(([name]) => datastoreFindings(estate, name)),
  ];
}

/** Each place of Proxmox Backup Server has a prune job: two on the same backups would each delete what the other keeps. */
function sharedParts({ places }: Estate): Finding[] {
  const pruned = sortedEntries(places).filter(([, { engine }]) => engine === "pbs");
  const again = repeats(pruned, ([, place]) => partOf(place));
  return again.map(([[first], [name, place]]) => ({
    severity: "error",
    path: `backup:places.${name}.${place.namespace === undefined ? "store" : "namespace"}`,
    message: `${name} is the same part of the same datastore as ${first}, and each of the two would have its own prune job there`,
    got:
      place.namespace === undefined ? place.store : `${place.store}, namespace ${place.namespace}`,
    allowed: "a datastore and namespace that no other place names",
    fix: `give ${name} a namespace of its own, or name ${first} in its classes`,
  }));
}

const pathOf = (store: string) => `backup:pbs.datastores.${store}`;

function wrongMedium(name: string, { engine, medium }: Place): Finding[] {
  const { product, media } = engines[engine];
  if (media.includes(medium)) return [];
  return [
    {
      severity: "error",
      path: `backup:places.${name}.medium`,
      message: `a store of ${product} cannot lie on ${medium}`,
      got: medium,
      allowed: media.join(", "),
      fix: "write down what it lies on, or the engine that writes there",
    },
  ];
}

function verifiedByNobody(name: string, { engine, medium, verified }: Place): Finding[] {
  const unread = engines[engine].unreadOn?.[medium];
  if (!verified || unread === undefined) return [];
  return [
    {
      severity: "warning",
      path: `backup:places.${name}.verified`,
      message: `counts for nothing: ${unread}`,
      got: "true",
      allowed: "false",
      fix: "write false, and try restores by hand",
    },
  ];
}

function unencrypted(name: string, place: Place, today: string): Finding[] {
  const { product, encryption } = engines[place.engine];
  const path = `backup:places.${name}.encryption`;
  if (!encryption.includes(place.encryption)) {
    return [
      {
        severity: "error",
        path,
        message: `${product} cannot be told to keep copies in clear: this stack encrypts all of them`,
        got: place.encryption,
        allowed: encryption.join(", "),
        fix: "take the line out",
      },
    ];
  }
  if (place.encryption === "aes-256") return [];
  return exemptFinding(name, path, place.unencrypted, today);
}

function exemptFinding(
  name: string,
  path: string,
  exemption: Exemption | undefined,
  today: string,
): Finding[] {
  const common = { path, got: "none", allowed: "aes-256, or none with an exemption that holds" };
  if (exemption === undefined) {
    return [
      {
        severity: "error",
        ...common,
        message: `copies in ${name} would lie there in clear, and nothing says why`,
        fix: `encrypt them, or write \`unencrypted: { reason, expires }\` at backup:places.${name}`,
      },
    ];
  }
  const { reason, expires } = exemption;
  const holds = inForce(exemption, today);
  return [
    {
      severity: holds ? "warning" : "error",
      ...common,
      message: `copies in ${name} lie there in clear, ${holds ? "until" : "which was allowed until"} ${expires}: ${reason}`,
      fix: holds
        ? "encrypt them before that day"
        : "encrypt them, or decide again and write down a later day",
    },
  ];
}

/** Minutes that chunks stay at least after their last use: the product's own default, a day and five minutes. */
const safeCutoffMinutes = 1445;

function datastoreFindings({ pbs }: Estate, store: string): Finding[] {
  const { maintenanceMode, tuning, path = pathOf(store) } = entry(pbs.datastores, store);
  const cutoff = tuning?.gcAtimeCutoff;
  return [
    maintenanceMode !== undefined && {
      path: `${path}.maintenanceMode`,
      message:
        "the datastore takes no new backups, so nothing that is to go there is protected from now on",
      got: maintenanceMode.type,
      allowed: "no maintenanceMode",
      fix: "take it out once the maintenance is over",
    },
    tuning?.gcAtimeSafetyCheck === false && {
      path: `${path}.tuning.gcAtimeSafetyCheck`,
      message:
        "garbage collection tells chunks in use by the time of their last access; without the check nobody notices " +
        "a file system that does not keep it, and chunks of good backups go",
      got: "false",
      allowed: "true, which is the default",
      fix: "take the line out; if the server then refuses the datastore, mend its file system (relatime or atime)",
    },
    cutoff !== undefined &&
      cutoff < safeCutoffMinutes && {
        path: `${path}.tuning.gcAtimeCutoff`,
        message:
          "garbage collection may take chunks of a backup that still runs, or that began a day ago",
        got: `${cutoff} minutes`,
        allowed: `at least ${safeCutoffMinutes} minutes, which is the default`,
        fix: "take the line out",
      },
  ]
    .filter((finding) => finding !== false)
    .map((finding) => ({ severity: "warning", ...finding }));
}
