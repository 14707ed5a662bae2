import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { changeUnprotected, readManifest } from "../data/snapshot-files";
import { text } from "../schema/scalars";
import { snapshotParameters } from "./parameters";
import { type Needs, openPlace, openSnapshot } from "./place";

const path = "/admin/datastore/{store}/notes";

const reading: Needs = { full: ["Datastore.Audit"], partial: ["Datastore.Backup"] };

/** Anything with `Datastore.Modify`, one's own with nothing but `Datastore.Backup`. */
const writing: Needs = { full: ["Datastore.Modify"], partial: ["Datastore.Backup"], writes: true };

/** What people wrote beside a snapshot; no signature covers it. */
export const notesEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path,
    description: 'Get "notes" for a specific backup',
    permission: anybody,
    parameters: snapshotParameters,
    handle(values, caller) {
      const snapshot = openSnapshot(caller, openPlace(caller, values, reading), values);
      return { data: readManifest(snapshot).unprotected.notes ?? "" };
    },
  },
  {
    method: "PUT",
    path,
    description: 'Set "notes" for a specific backup',
    permission: anybody,
    parameters: {
      ...snapshotParameters,
      notes: { schema: text("A multiline text."), required: true },
    },
    handle(values, caller) {
      const snapshot = openSnapshot(caller, openPlace(caller, values, writing), values);
      changeUnprotected(snapshot, { notes: String(values["notes"]) });
      return { data: null };
    },
  },
];
