import { type Command } from "../command-line/command";
import { authIdSchema } from "../schema/formats";
import { text } from "../schema/scalars";
import { connected } from "./connect";
import { parseGroup } from "./paths";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

/** `change-owner GROUP NEW-OWNER`. */
export function ownerCommand(surroundings: Surroundings): Command {
  return {
    description: "Change owner of a backup group",
    positional: ["group", "new-owner"],
    parameters: {
      group: { schema: text("Backup group."), required: true },
      "new-owner": { schema: authIdSchema, required: true },
      ...targetParameters,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path, place }) => {
        await client.post(`${path}/change-owner`, {
          ...place,
          ...parseGroup(String(values["group"])),
          "new-owner": String(values["new-owner"]),
        });
        return undefined;
      }),
  };
}
