import { type Command } from "../command-line/command";
import { outputFormat, print } from "../command-line/output";
import { renderTexts } from "../command-line/table";
import { keepNames, keepProperties } from "../objects/keep-options";
import { flag, text } from "../schema/scalars";
import { type PruneAnswer } from "./answers";
import { connected } from "./connect";
import { formatSnapshot, parseGroup } from "./paths";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

/** `prune GROUP --keep-…`: one group, if the token may. */
export function pruneCommand(surroundings: Surroundings): Command {
  return {
    description: "Prune a backup repository.",
    positional: ["group"],
    parameters: {
      group: { schema: text("Backup group"), required: true },
      ...Object.fromEntries(keepNames.map((name) => [name, { schema: keepSchema(name) }])),
      "dry-run": {
        schema: flag("Just show what prune would do, but do not delete anything."),
      },
      quiet: { schema: flag("Minimal output - only show removals.", false) },
      ...targetParameters,
      ...outputFormat,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const kept = keepNames.flatMap((name) =>
          values[name] === undefined ? [] : [[name, Number(values[name])] as const],
        );
        const rows = (await client.post(`${path}/prune`, {
          ...place,
          ...parseGroup(String(values["group"])),
          ...Object.fromEntries(kept),
          ...(values["dry-run"] === true ? { "dry-run": true } : {}),
        })) as unknown as PruneAnswer[];
        const shown = values["quiet"] === true ? rows.filter((row) => row.keep === false) : rows;
        print(context, values, shown, () =>
          renderTexts(
            ["snapshot", "action"],
            shown.map((row) => [formatSnapshot(row), row.keep === true ? "keep" : "remove"]),
          ),
        );
        return undefined;
      }),
  };
}

function keepSchema(name: (typeof keepNames)[number]) {
  const property = keepProperties[name];
  if (property === undefined) throw new Error(`no option ${name}`);
  return property.schema;
}
