import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { readManifest } from "../data/snapshot-files";
import { listGroups } from "../retention/snapshots";
import { type Values } from "../schema/schema";
import { optionalGroupParameters, placeParameters, snapshotParameters } from "./parameters";
import { isInReach, type Needs, openPlace, openSnapshot } from "./place";
import { fileRows, groupRow, snapshotRow } from "./rows";

const store = "/admin/datastore/{store}";

/** Everybody's with `Datastore.Audit`, else one's own with `Datastore.Backup`. */
const seeing: Needs = { full: ["Datastore.Audit"], partial: ["Datastore.Backup"] };

/** What is kept in a namespace. */
export const listingEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: `${store}/groups`,
    description: "List backup groups.",
    permission: anybody,
    parameters: placeParameters,
    handle(values, caller) {
      const place = openPlace(caller, values, seeing);
      const groups = listGroups(place.base, place.namespace, 0);
      return {
        data: groups.filter((group) => isInReach(caller, place, group)).map(groupRow),
      };
    },
  },
  {
    method: "GET",
    path: `${store}/snapshots`,
    description: "List backup snapshots.",
    permission: anybody,
    parameters: { ...placeParameters, ...optionalGroupParameters },
    handle(values, caller) {
      const place = openPlace(caller, values, seeing);
      const groups = listGroups(place.base, place.namespace, 0)
        .filter(({ type }) => isWanted(values, "backup-type", type))
        .filter(({ id }) => isWanted(values, "backup-id", id))
        .filter((group) => isInReach(caller, place, group));
      return {
        data: groups.flatMap((group) =>
          group.snapshots.map((snapshot) => snapshotRow(group, snapshot)),
        ),
      };
    },
  },
  {
    method: "GET",
    path: `${store}/files`,
    description: "List snapshot files.",
    permission: anybody,
    parameters: snapshotParameters,
    handle(values, caller) {
      const needs: Needs = {
        full: ["Datastore.Audit", "Datastore.Read"],
        partial: ["Datastore.Backup"],
      };
      const snapshot = openSnapshot(caller, openPlace(caller, values, needs), values);
      return { data: fileRows(snapshot, readManifest(snapshot)) };
    },
  },
];

function isWanted(values: Values, name: string, value: string): boolean {
  return values[name] === undefined || values[name] === value;
}
