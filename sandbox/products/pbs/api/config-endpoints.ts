import { type Command } from "../command-line/command";
import { readConfig } from "../config/config-file";
import { createCommand, removeCommand, updateCommand } from "../objects/crud";
import { lookUp, type ObjectType } from "../objects/object-type";
import { rowOf } from "../objects/row";
import { type Properties } from "../schema/schema";
import { type Answer, type Endpoint, type Method } from "./endpoint";
import { type Permission } from "./permission";

/** Who may look at, and who may change, objects of a type. */
export interface ConfigPermissions {
  readonly read: Permission;
  readonly write: Permission;
}

/** The commands that change an object, where they are not the common ones. */
export interface ConfigCommands {
  readonly create: Command;
  readonly update: Command;
  readonly remove: Command;
}

/** Listing, reading, creating, changing and removing objects of a type below `/config` or `/access`. */
export function configEndpoints(
  path: string,
  type: ObjectType,
  { read, write }: ConfigPermissions,
  commands: Partial<ConfigCommands> = {},
): Endpoint[] {
  const item = `${path}/{${type.idName}}`;
  const {
    create = createCommand(type),
    update = updateCommand(type),
    remove = removeCommand(type),
  } = commands;
  return [
    {
      ...at("GET", path, `List all configured ${type.noun}s`, {}, read),
      handle() {
        const { sections, digest } = readConfig(type.file);
        const own = sections.filter(({ type: section }) => section === type.section);
        return { data: own.map((section) => rowOf(type, section)), digest };
      },
    },
    {
      ...at("GET", item, `Read ${type.noun} configuration`, idParameter(type), read),
      handle(values) {
        const { sections, digest } = readConfig(type.file);
        const section = lookUp(type, sections, String(values[type.idName]));
        return { data: rowOf(type, section), digest };
      },
    },
    through(create, at("POST", path, create.description, create.parameters, write)),
    through(update, at("PUT", item, update.description, update.parameters, write)),
    through(remove, at("DELETE", item, remove.description, remove.parameters, write)),
  ];
}

/** An endpoint that does what a command does: the product's commands call these very methods. */
export function through(command: Command, endpoint: Omit<Endpoint, "handle">): Endpoint {
  return {
    ...endpoint,
    handle: async (values, caller): Promise<Answer> => ({
      data: (await command.execute(values, caller)) ?? null,
    }),
  };
}

function at(
  method: Method,
  path: string,
  description: string,
  parameters: Properties,
  permission: Permission,
): Omit<Endpoint, "handle"> {
  return { method, path, description, parameters, permission };
}

function idParameter(type: ObjectType): Properties {
  return { [type.idName]: { schema: type.idSchema, required: true } };
}
