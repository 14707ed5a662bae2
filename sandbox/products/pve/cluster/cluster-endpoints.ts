import type { Caller } from "../access/caller";
import type { Endpoint } from "../api/endpoint";
import type { Value } from "../schema/parameter";
import type { Schema } from "../schema/schema";
import type { Guest, Guests } from "../state/guests";
import type { Storages } from "../storage/storages";

/** What this server says it is: the release whose API the tables here follow. */
const version = { version: "9.0.10", release: "9.0", repoid: "0000000000000000" };

/** An item of the cluster, as `/cluster/resources` answers it. */
interface ClusterResource {
  readonly id: string;
  readonly type: "node" | "qemu" | "lxc" | "storage";
  readonly status: string;
  readonly [property: string]: unknown;
}

/** Which types of resource a filter lets through. */
const filters: Readonly<Record<string, readonly string[]>> = {
  vm: ["qemu", "lxc"],
  storage: ["storage"],
  node: ["node"],
  sdn: [],
};

const resourceFilter: Schema = { type: { type: "string", enum: Object.keys(filters) } };

/** Version, nodes, guests and status of the cluster; reading only. */
export function clusterEndpoints(guests: Guests, storages: Storages): readonly Endpoint[] {
  return [
    { method: "GET", path: "/version", parameters: {}, handle: () => version },
    {
      method: "GET",
      path: "/nodes",
      parameters: {},
      handle: () => guests.nodes().map((node) => nodeResource(node)),
    },
    {
      method: "GET",
      path: "/cluster/status",
      parameters: {},
      permission: { path: "/", privilege: "Sys.Audit" },
      handle: () => clusterStatus(guests.nodes()),
    },
    {
      method: "GET",
      path: "/cluster/resources",
      parameters: resourceFilter,
      handle: ({ type }, caller) =>
        resources(guests, storages, caller).filter(
          (resource) => type === undefined || filters[String(type)]?.includes(resource.type),
        ),
    },
  ];
}

function clusterStatus(nodes: readonly string[]): readonly object[] {
  const members = nodes.map((name, index) => ({
    id: `node/${name}`,
    name,
    nodeid: index + 1,
    type: "node",
    online: 1,
    local: index === 0 ? 1 : 0,
  }));
  const cluster = { id: "cluster", name: "sandbox", type: "cluster", version: 1, quorate: 1 };
  return [{ ...cluster, nodes: nodes.length }, ...members];
}

/** A caller sees the guests and storages it has rights on, and every node. */
function resources(guests: Guests, storages: Storages, caller: Caller): readonly ClusterResource[] {
  const nodes = guests.nodes();
  return [
    ...guests
      .all()
      .filter(({ vmid }) => caller.may(`/vms/${vmid}`, "VM.Audit"))
      .map(guestResource),
    ...nodes.map(nodeResource),
    ...storages.list(caller).flatMap((storage) => storageResources(storage, nodes)),
  ];
}

function guestResource({ vmid, name, node, type, pool }: Guest): ClusterResource {
  const inPool = pool === undefined ? {} : { pool };
  return { id: `${type}/${vmid}`, type, status: "running", vmid, name, node, ...inPool };
}

function nodeResource(node: string): ClusterResource {
  return { id: `node/${node}`, type: "node", status: "online", node };
}

function storageResources(
  storage: Readonly<Record<string, Value>>,
  nodes: readonly string[],
): readonly ClusterResource[] {
  const name = String(storage["storage"]);
  const limitedTo = String(storage["nodes"] ?? "");
  return nodes
    .filter((node) => limitedTo === "" || limitedTo.split(",").includes(node))
    .map((node) => ({
      id: `storage/${node}/${name}`,
      type: "storage",
      status: storage["disable"] === 1 ? "unknown" : "available",
      node,
      storage: name,
      plugintype: storage["type"],
      content: storage["content"],
      shared: storage["shared"] ?? 0,
    }));
}
