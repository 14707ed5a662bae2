import type { Endpoint } from "../api/endpoint";
import { storageCreation, storageId, storageUpdate } from "./storage-properties";
import { storageTypes } from "./storage-types";
import type { Storages } from "./storages";

const mayChange = { path: "/storage", privilege: "Datastore.Allocate" } as const;
const locks = "storage.cfg";

/** `/storage`: where the cluster keeps disks and backups. */
export function storageEndpoints(storages: Storages): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/storage",
      parameters: { type: { type: "string", enum: Object.keys(storageTypes) } },
      handle: ({ type }, caller) =>
        storages.list(caller, type === undefined ? undefined : String(type)),
    },
    {
      method: "POST",
      path: "/storage",
      parameters: storageCreation,
      permission: mayChange,
      locks,
      failure: "create storage failed",
      handle: (parameters) => storages.create(parameters),
    },
    {
      method: "GET",
      path: "/storage/{storage}",
      parameters: storageId,
      permission: { path: "/storage/{storage}", privilege: "Datastore.Allocate" },
      handle: ({ storage }) => storages.get(String(storage)),
    },
    {
      method: "PUT",
      path: "/storage/{storage}",
      parameters: storageUpdate,
      permission: mayChange,
      locks,
      failure: "update storage failed",
      handle: (parameters) => storages.update(parameters),
    },
    {
      method: "DELETE",
      path: "/storage/{storage}",
      parameters: storageId,
      permission: mayChange,
      locks,
      failure: "delete storage failed",
      handle: ({ storage }) => storages.delete(String(storage)),
    },
  ];
}
