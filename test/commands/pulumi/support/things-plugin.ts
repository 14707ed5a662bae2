import * as fs from "node:fs";
import * as path from "node:path";
import { servePlugin } from "../../../../sandbox/plugins/protocol/serve";
import { type PluginDefinition } from "../../../../sandbox/plugins/protocol/plugin-definition";
import { type ResourceType } from "../../../../sandbox/plugins/protocol/resource-type";
import { until } from "../../../support/until";

/** A server of the tests' own: a directory in which every thing is a file. */
type Things = string;

export const thingToken = "things:index/thing:Thing";

/** Far beyond what a test leaves the door closed for. Seconds. */
const patience = 300;

const thing: ResourceType<Things> = {
  token: thingToken,
  replaceOn: ["name"],
  /** Making one takes until the test opens the door; the thing is there from its first moment on. */
  async create(directory, inputs) {
    const name = String(inputs["name"]);
    fs.writeFileSync(path.join(directory, name), "");
    await until(() => fs.existsSync(path.join(directory, "door-is-open")), patience);
    return { id: name, outputs: inputs };
  },
  read: (directory, id) =>
    Promise.resolve(
      fs.existsSync(path.join(directory, id))
        ? { id, outputs: { name: id }, inputs: { name: id } }
        : undefined,
    ),
  update: (_directory, id, _prior, inputs) => Promise.resolve({ id, outputs: inputs }),
  delete: (directory, id) => fs.promises.rm(path.join(directory, id)),
};

const definition: PluginDefinition<Things> = {
  name: "things",
  schema: {
    ...{ package: "@test/things", version: "1.0.0", config: { directory: "string" }, types: {} },
    resources: {
      [thingToken]: { inputs: { name: "string" }, outputs: ["name"], deprecated: [] },
    },
  },
  connect: ({ directory }) => String(directory),
  resourceTypes: [thing],
};

void servePlugin(definition);
