import type { PluginDefinition } from "../../../plugins/protocol/plugin-definition";
import {
  PartlyDone,
  type Properties,
  type ResourceType,
} from "../../../plugins/protocol/resource-type";
import type { PackageSchema } from "../../../plugins/schema/package-schema";

/** A server of the tests' own: boxes by name. */
export type Shelf = Map<string, Properties>;

export const boxToken = "shelf:index/box:Box";

const schema: PackageSchema = {
  package: "@test/shelf",
  version: "1.2.3",
  config: { address: "string", "secure?": "boolean", "labels?": "{string}", "password?": "string" },
  resources: {
    [boxToken]: {
      inputs: {
        "name?": "string",
        "namePrefix?": "string",
        "size?": "number",
        "colour?": "'red'|'blue'",
        "rules?": "Rule[]",
        "policy?": "string|Policy",
        "tags?": "{string}",
        "members?": "string[]",
        "document?": "string",
        "password?": "string",
        "anything?": "any",
      },
      outputs: ["name", "address", "size?", "policy", "fingerprint", "token", "echo"],
      deprecated: [],
    },
  },
  types: {
    Rule: { id: "string", "days?": "number", "transitions?": "Transition[]" },
    Transition: { days: "number" },
    Policy: { version: "string" },
  },
};

function outputs(name: string, box: Properties): Properties {
  return { policy: "none", ...box, name, address: `shelf/${name}`, fingerprint: 7, token: "t0" };
}

const box: ResourceType<Shelf> = {
  token: boxToken,
  replaceOn: ["name", "rules.id"],
  deleteBeforeReplace: true,
  secretOutputs: ["token"],
  defaults: { size: 10 },
  autoName: "name",
  volatileOutputs: ["fingerprint"],
  derivedOutputs: { echo: ["document"] },
  sets: ["members"],
  jsonDocuments: ["document"],
  check: ({ size }) =>
    typeof size === "number" && size > 99
      ? [{ property: "size", reason: `"size" is ${size}; allowed: up to 99` }]
      : size === undefined
        ? [{ property: "size", reason: `"size" is needed` }]
        : [],
  async create(shelf, inputs, context) {
    const name = inputs["name"] as string;
    context.log(`making ${name}`);
    shelf.set(name, inputs);
    if (name === "cracked")
      throw new PartlyDone("the lid broke", { id: name, outputs: outputs(name, inputs) });
    if (name === "slow")
      await new Promise((_resolve, reject) =>
        context.signal.addEventListener("abort", () => reject(context.signal.reason as Error)),
      );
    return { id: name, outputs: { ...outputs(name, inputs), echo: inputs["document"] } };
  },
  async read(shelf, id) {
    const found = shelf.get(id);
    return found && { id, outputs: outputs(id, found), inputs: { policy: "none", ...found } };
  },
  async update(shelf, id, _prior, inputs) {
    shelf.set(id, inputs);
    return { id, outputs: outputs(id, inputs) };
  },
  async delete(shelf, id) {
    if (!shelf.delete(id)) throw new Error(`no box "${id}"`);
  },
};

/** A plugin over `shelf`. It counts how often it connected, and remembers with what. */
export function shelfPlugin(shelf: Shelf): PluginDefinition<Shelf> & { connections: Properties[] } {
  const connections: Properties[] = [];
  return {
    name: "shelf",
    schema,
    connections,
    checkConfig: ({ address }) =>
      address === "nowhere" ? [{ property: "address", reason: "there is no such place" }] : [],
    connect: (config) => {
      connections.push(config);
      return shelf;
    },
    resourceTypes: [box],
  };
}
