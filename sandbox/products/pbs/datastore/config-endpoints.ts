import { configEndpoints } from "../api/config-endpoints";
import { type Endpoint } from "../api/endpoint";
import { anybody, privilege } from "../api/permission";
import { updateCommand } from "../objects/crud";
import { createDatastore } from "./create";
import { datastore } from "./datastore";
import { removeDatastore } from "./remove";

const path = "/config/datastore";

const rules = {
  GET: privilege("/datastore/{name}", "Datastore.Audit"),
  POST: privilege("/datastore", "Datastore.Allocate"),
  PUT: privilege("/datastore/{name}", "Datastore.Modify"),
  DELETE: privilege("/datastore/{name}", "Datastore.Allocate"),
} as const;

/** The configuration of datastores: who may change one may not therefore make or remove it. */
export const datastoreConfigEndpoints: readonly Endpoint[] = configEndpoints(
  path,
  datastore,
  { read: anybody, write: anybody },
  { create: createDatastore, update: updateCommand(datastore), remove: removeDatastore },
).map((endpoint) =>
  endpoint.method === "GET" && endpoint.path === path
    ? listing(endpoint)
    : { ...endpoint, permission: rules[endpoint.method] },
);

/** Everybody gets a list, of what is theirs to see. */
function listing(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    async handle(values, caller) {
      const answer = await endpoint.handle(values, caller);
      const rows = answer.data as { readonly name: string }[];
      return {
        ...answer,
        data: rows.filter(({ name }) => caller.hasAny(`/datastore/${name}`, ["Datastore.Audit"])),
      };
    },
  };
}
