import type { PluginDefinition } from "../protocol/plugin-definition";
import schema from "../schema/command.json";
import { remoteCommand } from "./remote-command";

/** The stand-in for the plugin of `@pulumi/command`: remote commands over SSH, to whatever host the program names. */
export const commandPlugin: PluginDefinition<undefined> = {
  name: "command",
  schema,
  connect: () => undefined,
  resourceTypes: [remoteCommand],
};
