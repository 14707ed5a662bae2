import * as fs from "node:fs";

import { forbidden } from "../api/api-error";
import { type Endpoint } from "../api/endpoint";
import { anybody, privilege } from "../api/permission";
import { type Row } from "../command-line/output";
import { readConfig } from "../config/config-file";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { parseBackend } from "../datastore/backend";
import { absolutePath, datastore, openForRead } from "../datastore/datastore";
import { startGarbageCollection, statusOf } from "../datastore/garbage-collection";
import { datastoreNameSchema } from "../datastore/properties";
import { visibleWith } from "../namespaces/access";
import { deepest } from "../namespaces/namespace-tree";
import { lookUp } from "../objects/object-type";
import { listGroups } from "../retention/snapshots";
import { flag } from "../schema/scalars";
import { type Properties } from "../schema/schema";
import { verifyAll, verifyOptions } from "../verification/verify-commands";
import { type Needs, isInReach, openPlace } from "./place";

const store: Properties = { store: { schema: datastoreNameSchema, required: true } };
const base = "/admin/datastore/{store}";

const verifying: Needs = { full: ["Datastore.Verify"], partial: ["Datastore.Backup"] };

/** A datastore as a whole: how full it is, its garbage, its verification. */
export const careEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: `${base}/status`,
    description: "Get datastore status.",
    permission: anybody,
    parameters: {
      ...store,
      verbose: {
        schema: flag("Include additional information like snapshot counts and GC status.", false),
      },
    },
    handle(values, caller) {
      const name = String(values["store"]);
      const path = `/datastore/${name}`;
      const seesAll = caller.hasAny(path, ["Datastore.Audit", "Datastore.Backup"]);
      const seesSome =
        caller.hasAny(path, ["Datastore.Read"]) || caller.hasAnyBelow(path, visibleWith);
      if (!seesAll && !seesSome) throw forbidden();
      const section = openForRead(name);
      const verbose: Row = values["verbose"] === true ? { counts: countsOf(section) } : {};
      const usage = seesAll ? usageOf(section) : { total: 0, used: 0, avail: 0 };
      return { data: { ...usage, "backend-type": backendOf(section), ...verbose } };
    },
  },
  {
    method: "GET",
    path: "/status/datastore-usage",
    description: "List Datastore usages and estimates",
    permission: anybody,
    parameters: {},
    handle(_values, caller) {
      const visible = readConfig(datastore.file).sections.filter(({ id }) =>
        caller.hasAny(`/datastore/${id}`, ["Datastore.Audit", "Datastore.Backup"]),
      );
      return {
        data: visible.map((section) => ({
          store: section.id,
          ...usageOf(section),
          "gc-status": statusOf(section),
          "backend-type": backendOf(section),
        })),
      };
    },
  },
  {
    method: "GET",
    path: `${base}/gc`,
    description: "Garbage collection status.",
    permission: privilege("/datastore/{store}", "Datastore.Audit"),
    parameters: store,
    handle: (values) => ({
      data: statusOf(
        lookUp(datastore, readConfig(datastore.file).sections, String(values["store"])),
      ),
    }),
  },
  {
    method: "POST",
    path: `${base}/gc`,
    description: "Start garbage collection.",
    permission: privilege("/datastore/{store}", "Datastore.Modify"),
    parameters: store,
    async handle(values, caller) {
      const section = lookUp(
        datastore,
        readConfig(datastore.file).sections,
        String(values["store"]),
      );
      return { data: (await startGarbageCollection(caller, section)).upid };
    },
  },
  {
    method: "POST",
    path: `${base}/verify`,
    description: "Verify backups.",
    permission: anybody,
    parameters: { ...store, ...verifyOptions },
    async handle(values, caller) {
      const place = openPlace(caller, values, verifying);
      const task = await verifyAll(caller, openForRead(place.store), values, (group) =>
        isInReach(caller, place, group),
      );
      return { data: task.upid };
    },
  },
];

/** In bytes, of the file system that the datastore lies on. */
function usageOf(section: Section): { total: number; used: number; avail: number } {
  const { blocks, bfree, bavail, bsize } = fs.statfsSync(underRoot(absolutePath(section)));
  return { total: blocks * bsize, used: (blocks - bfree) * bsize, avail: bavail * bsize };
}

function countsOf(section: Section): Row {
  const groups = listGroups(underRoot(absolutePath(section)), "", deepest);
  const types = [...new Set(groups.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => {
      const own = groups.filter((group) => group.type === type);
      const snapshots = own.reduce((sum, group) => sum + group.snapshots.length, 0);
      return [type, { groups: own.length, snapshots }];
    }),
  );
}

function backendOf({ values }: Section): string {
  return parseBackend(String(values["backend"] ?? "")).type;
}
