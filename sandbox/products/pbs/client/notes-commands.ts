import { type Command, type CommandGroup } from "../command-line/command";
import { outputFormat, print, wantedFormat } from "../command-line/output";
import { text } from "../schema/scalars";
import { type Properties } from "../schema/schema";
import { connected } from "./connect";
import { parseSnapshot } from "./paths";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

const snapshot: Properties = { snapshot: { schema: text("Snapshot path."), required: true } };

/** `snapshot notes`: what people wrote beside a snapshot. */
export function notesCommands(surroundings: Surroundings): CommandGroup {
  const show: Command = {
    description: "Show notes",
    positional: ["snapshot"],
    parameters: { ...snapshot, ...targetParameters, ...outputFormat },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const where = { ...place, ...parseSnapshot(String(values["snapshot"])) };
        const notes = (await client.get(`${path}/notes`, where)) as string;
        if (wantedFormat(values) === "text") context.out(`${notes}\n`);
        else print(context, values, { notes }, () => "");
        return undefined;
      }),
  };
  const update: Command = {
    description: "Update Notes",
    positional: ["snapshot", "notes"],
    parameters: {
      ...snapshot,
      notes: { schema: text("The Notes."), required: true },
      ...targetParameters,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const where = { ...place, ...parseSnapshot(String(values["snapshot"])) };
        await client.put(`${path}/notes`, { ...where, notes: String(values["notes"]) });
        return undefined;
      }),
  };
  return { commands: { show, update } };
}
