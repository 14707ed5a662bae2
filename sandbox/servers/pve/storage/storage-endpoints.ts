import type { Endpoint } from "../http/endpoint";
import { storageCreation, storageId, storageUpdate } from "./storage-properties";
import { storageTypes } from "./storage-types";
import type { Storages } from "./storages";

/** `/storage`: where the cluster keeps disks and backups. */
export function storageEndpoints(storages: Storages): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/storage",
      parameters: { type: { type: "string", enum: Object.keys(storageTypes) } },
      handle: ({ type }) => storages.list(type === undefined ? undefined : String(type)),
    },
    {
      method: "POST",
      path: "/storage",
      parameters: storageCreation,
      handle: (parameters) => storages.create(parameters),
    },
    {
      method: "GET",
      path: "/storage/{storage}",
      parameters: storageId,
      handle: ({ storage }) => storages.get(String(storage)),
    },
    {
      method: "PUT",
      path: "/storage/{storage}",
      parameters: storageUpdate,
      handle: (parameters) => storages.update(parameters),
    },
    {
      method: "DELETE",
      path: "/storage/{storage}",
      parameters: storageId,
      handle: ({ storage }) => storages.delete(String(storage)),
    },
  ];
}
