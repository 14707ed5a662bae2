import { forbidden } from "../api/api-error";
import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { underRoot } from "../config/root";
import { absolutePath, openForRead, openForWrite } from "../datastore/datastore";
import { datastoreNameSchema } from "../datastore/properties";
import { maxDepthSchema, namespaceSchema, safeIdFormat } from "../schema/formats";
import { flag, text } from "../schema/scalars";
import { type Properties } from "../schema/schema";
import { checkMayModify, visibleWith } from "./access";
import {
  aclPathOf,
  childOf,
  createNamespace,
  deepest,
  listNamespaces,
  removeNamespace,
} from "./namespace-tree";

const path = "/admin/datastore/{store}/namespace";
const store: Properties = { store: { schema: datastoreNameSchema, required: true } };

/** Namespaces: in the API, and in the client's command line, but not in the manager's. */
export const namespaceEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path,
    description: "List the namespaces of a datastore.",
    permission: anybody,
    parameters: {
      ...store,
      parent: { schema: namespaceSchema },
      "max-depth": { schema: maxDepthSchema },
    },
    handle(values, caller) {
      const [name, parent] = [String(values["store"]), String(values["parent"] ?? "")];
      const isVisible = (namespace: string) =>
        caller.hasAny(aclPathOf(name, namespace), visibleWith);
      const base = underRoot(absolutePath(openForRead(name)));
      const depth = Number(values["max-depth"] ?? deepest);
      const found = listNamespacesFor(isVisible(parent), () => listNamespaces(base, parent, depth));
      const visible = found.filter(isVisible);
      if (visible.length === 0 && !isVisible(parent)) throw forbidden();
      return { data: visible.map((ns) => ({ ns })) };
    },
  },
  {
    method: "POST",
    path,
    description: "Create a new datastore namespace.",
    permission: anybody,
    parameters: {
      ...store,
      name: {
        schema: text("The name of the new namespace to add at the parent.", {
          format: safeIdFormat,
          min: 1,
          max: 32,
        }),
        required: true,
      },
      parent: { schema: namespaceSchema },
    },
    handle(values, caller) {
      const [name, parent, child] = [values["store"], values["parent"] ?? "", values["name"]].map(
        String,
      ) as [string, string, string];
      checkMayModify(caller, { store: name, namespace: childOf(parent, child) });
      const base = underRoot(absolutePath(openForWrite(name)));
      return { data: createNamespace(base, parent, child) };
    },
  },
  {
    method: "DELETE",
    path,
    description: "Delete a backup namespace including all snapshots.",
    permission: anybody,
    returns: "nothing",
    parameters: {
      ...store,
      ns: { schema: namespaceSchema, required: true },
      "delete-groups": {
        schema: flag(
          "If set, all groups will be destroyed in the whole hierarchy below and including `ns`. If not set, only empty namespaces will be pruned.",
          false,
        ),
      },
      "error-on-protected": {
        schema: flag(
          "Return error when namespace cannot be deleted because of protected snapshots",
          true,
        ),
      },
    },
    handle(values, caller) {
      const [name, namespace] = [String(values["store"]), String(values["ns"])];
      checkMayModify(caller, { store: name, namespace });
      const base = underRoot(absolutePath(openForWrite(name)));
      return {
        data: { ...removeNamespace(base, namespace, values["delete-groups"] === true) },
      };
    },
  },
];

/** Who may not know of a namespace does not learn either that it is missing. */
function listNamespacesFor(isVisible: boolean, list: () => string[]): string[] {
  try {
    return list();
  } catch (error) {
    throw isVisible ? error : forbidden();
  }
}
