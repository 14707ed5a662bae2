import { type Command, type CommandGroup } from "../command-line/command";
import { outputFormat, print, printRows, type Row, wantedFormat } from "../command-line/output";
import { renderTexts } from "../command-line/table";
import { flag, text } from "../schema/scalars";
import { type Properties } from "../schema/schema";
import { type GroupAnswer, type SnapshotAnswer } from "./answers";
import { connected } from "./connect";
import { notesCommands } from "./notes-commands";
import { formatSnapshot, parseGroup, parseSnapshot } from "./paths";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

const snapshot: Properties = { snapshot: { schema: text("Snapshot path."), required: true } };

/** `list`: the groups of a namespace. */
export function listCommand(surroundings: Surroundings): Command {
  return {
    description: "List backup groups.",
    positional: [],
    parameters: { ...targetParameters, ...outputFormat },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const rows = (await client.get(`${path}/groups`, place)) as unknown as GroupAnswer[];
        print(context, values, rows, () =>
          renderTexts(
            ["group", "last snapshot", "backup-count", "files"],
            rows.map((row) => [
              `${row["backup-type"]}/${row["backup-id"]}`,
              formatSnapshot({ ...row, "backup-time": row["last-backup"] }),
              String(row["backup-count"]),
              row.files.join(" "),
            ]),
          ),
        );
        return undefined;
      }),
  };
}

/** `snapshot`. */
export function snapshotCommands(surroundings: Surroundings): CommandGroup {
  const list: Command = {
    description: "List backup snapshots.",
    positional: ["group"],
    parameters: {
      group: { schema: text("Backup group.") },
      ...targetParameters,
      ...outputFormat,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const group = values["group"] === undefined ? {} : parseGroup(String(values["group"]));
        const rows = (await client.get(`${path}/snapshots`, {
          ...place,
          ...group,
        })) as unknown as SnapshotAnswer[];
        print(context, values, rows, () =>
          renderTexts(
            ["snapshot", "size", "files"],
            rows.map((row) => [
              formatSnapshot(row),
              String(row.size ?? ""),
              row.files.map(({ filename }) => filename).join(" "),
            ]),
          ),
        );
        return undefined;
      }),
  };
  const files: Command = {
    description: "List snapshot files.",
    positional: ["snapshot"],
    parameters: { ...snapshot, ...targetParameters, ...outputFormat },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const where = { ...place, ...parseSnapshot(String(values["snapshot"])) };
        const rows = (await client.get(`${path}/files`, where)) as Row[];
        printRows(context, values, rows, ["filename", "crypt-mode", "size"]);
        return undefined;
      }),
  };
  const forget: Command = {
    description: "Forget (remove) backup snapshots.",
    positional: ["snapshot"],
    parameters: { ...snapshot, ...targetParameters },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const where = { ...place, ...parseSnapshot(String(values["snapshot"])) };
        await client.delete(`${path}/snapshots`, where);
        return undefined;
      }),
  };
  return {
    commands: {
      list,
      files,
      forget,
      notes: notesCommands(surroundings),
      protected: protectedCommands(surroundings),
    },
  };
}

function protectedCommands(surroundings: Surroundings): CommandGroup {
  const show: Command = {
    description: "Show protection status of the specified snapshot",
    positional: ["snapshot"],
    parameters: { ...snapshot, ...targetParameters, ...outputFormat },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const where = { ...place, ...parseSnapshot(String(values["snapshot"])) };
        const on = (await client.get(`${path}/protected`, where)) === true;
        if (wantedFormat(values) === "text") context.out(`${on}\n`);
        else print(context, values, { protected: on }, () => "");
        return undefined;
      }),
  };
  const update: Command = {
    description: "Update Protection Status of a snapshot",
    positional: ["snapshot", "protected"],
    parameters: {
      ...snapshot,
      protected: { schema: flag("The protection status."), required: true },
      ...targetParameters,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        const where = { ...place, ...parseSnapshot(String(values["snapshot"])) };
        await client.put(`${path}/protected`, {
          ...where,
          protected: values["protected"] === true,
        });
        return undefined;
      }),
  };
  return { commands: { show, update } };
}
