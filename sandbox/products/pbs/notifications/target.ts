import { type Command, type CommandGroup } from "../command-line/command";
import { outputFormat, printRows, type Row, sortedRow } from "../command-line/output";
import { readConfig } from "../config/config-file";
import { reasonOf } from "../schema/parameter-error";
import { deliver } from "./deliver";
import { entityNameSchema } from "./entity";
import { notificationFile } from "./notification-file";
import { originOf } from "./objects";

/** The endpoints of every type. */
export function targetRows(): Row[] {
  return readConfig(notificationFile)
    .sections.filter(({ type }) => type !== "matcher")
    .map((section) => {
      const { comment, disable } = section.values;
      return sortedRow({
        name: section.id,
        type: section.type,
        origin: originOf(section),
        ...(comment === undefined ? {} : { comment: String(comment) }),
        ...(disable === undefined ? {} : { disable: disable === true }),
      });
    });
}

const list: Command = {
  description: "List targets.",
  positional: [],
  parameters: outputFormat,
  execute(values, context) {
    printRows(context, values, targetRows(), ["disable", "name", "type", "origin", "comment"]);
    return undefined;
  },
};

/** `target test NAME`: sends a test notification, also through a disabled target. */
export const testTarget: Command = {
  description: "Test a given notification target.",
  positional: ["name"],
  parameters: { name: { schema: entityNameSchema, required: true } },
  async execute({ name }, context) {
    const endpoint = readConfig(notificationFile).sections.find(
      ({ type, id }) => type !== "matcher" && id === name,
    );
    if (endpoint === undefined) throw new Error(`endpoint '${String(name)}' does not exist`);
    try {
      await deliver(endpoint, {
        severity: "info",
        title: "Test notification",
        message: `This is a test of the notification target '${String(name)}'.`,
        fields: {},
        time: context.now(),
      });
    } catch (error) {
      throw new Error(`Could not test target: ${reasonOf(error)}`);
    }
    return undefined;
  },
};

/** `notification target`. */
export const target: CommandGroup = { commands: { list, test: testTarget } };
