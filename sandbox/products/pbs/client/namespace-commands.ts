import { type Command, type CommandGroup } from "../command-line/command";
import { outputFormat, print, wantedFormat } from "../command-line/output";
import { parentOf } from "../namespaces/namespace-tree";
import { maxDepthSchema } from "../schema/formats";
import { flag } from "../schema/scalars";
import { connected } from "./connect";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

/** `namespace`; the namespace is an argument, or `--ns`. */
export function namespaceCommands(surroundings: Surroundings): CommandGroup {
  const list: Command = {
    description: "List namespaces in a repository.",
    positional: ["ns"],
    parameters: {
      ...targetParameters,
      "max-depth": { schema: maxDepthSchema },
      ...outputFormat,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const depth = values["max-depth"];
        const data = await client.get(`${path}/namespace`, {
          ...(place.ns === undefined ? {} : { parent: place.ns }),
          ...(depth === undefined ? {} : { "max-depth": Number(depth) }),
        });
        const names = (data as { readonly ns: string }[]).map(({ ns }) => ns).filter(Boolean);
        if (wantedFormat(values) === "text") context.out(names.map((ns) => `${ns}\n`).join(""));
        // Unlike every other list, this one is printed as the API answered, in an object.
        else print(context, values, { data }, () => "");
        return undefined;
      }),
  };
  const create: Command = {
    description: "Create a new namespace.",
    positional: ["ns"],
    parameters: targetParameters,
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, namespace }) => {
        if (namespace === "") throw new Error("root namespace is always present");
        const name = namespace.split("/").at(-1) ?? "";
        await client.post(`${path}/namespace`, { parent: parentOf(namespace), name });
        return undefined;
      }),
  };
  const remove: Command = {
    description: "Delete an existing namespace.",
    positional: ["ns"],
    parameters: {
      ...targetParameters,
      "delete-groups": { schema: flag("Destroys all groups in the hierarchy.") },
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, namespace }) => {
        if (namespace === "") throw new Error("root namespace cannot be deleted");
        const groups = values["delete-groups"];
        await client.delete(`${path}/namespace`, {
          ns: namespace,
          ...(groups === undefined ? {} : { "delete-groups": groups === true }),
        });
        return undefined;
      }),
  };
  return { commands: { list, create, delete: remove } };
}
