import { type Command } from "../command-line/command";
import { outputFormat, printObject, printRows } from "../command-line/output";
import { checkDigest, readConfig, withSection, writeConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { type Section } from "../config/section-config";
import { digestSchema } from "../schema/formats";
import { oneOf, text } from "../schema/scalars";
import { list, type Properties, type Value, type Values } from "../schema/schema";
import { createState, removeState } from "../tasks/job-state";
import { keptProperties, lookUp, type ObjectType } from "./object-type";
import { rowOf } from "./row";

/** `list`: every object of the type. */
export function listCommand(type: ObjectType): Command {
  return {
    description: `List all configured ${type.noun}s`,
    positional: [],
    parameters: outputFormat,
    execute(values, context) {
      const sections = readConfig(type.file).sections.filter(isOf(type));
      printRows(
        context,
        values,
        sections.map((section) => rowOf(type, section)),
        type.columns,
        type.renderers,
      );
      return undefined;
    },
  };
}

/** `show ID`: one object. */
export function showCommand(type: ObjectType): Command {
  return {
    description: `Show ${type.noun} configuration`,
    positional: [type.idName],
    parameters: { ...idParameter(type), ...outputFormat },
    execute(values, context) {
      const id = String(values[type.idName]);
      const section = lookUp(type, readConfig(type.file).sections, id);
      const required = Object.keys(type.properties).filter(
        (name) => type.properties[name]?.required,
      );
      printObject(context, values, rowOf(type, section), [type.idName, ...required]);
      return undefined;
    },
  };
}

/** `create ID …`: adds an object; never changes an existing one. */
export function createCommand(type: ObjectType): Command {
  return {
    description: `Create a new ${type.noun}.`,
    positional: [type.idName],
    parameters: { ...idParameter(type), ...type.properties },
    execute: (values, context) =>
      withLocks([type.file.lock], async () => {
        const id = String(values[type.idName]);
        const section = newSection(type, id, values);
        type.checkCreate?.(section.values);
        const { sections } = readConfig(type.file);
        if (sections.some((other) => other.id === id)) throw type.duplicate(id);
        await type.probe?.(section.values);
        writeConfig(type.file, [...sections, section]);
        if (type.jobState !== undefined) createState(type.jobState, id, context.now());
        if (type.created !== undefined) context.err(`${type.created(id)}\n`);
        return undefined;
      }),
  };
}

/** `update ID …`: changes given properties, after removing those named by `--delete`. */
export function updateCommand(type: ObjectType, extra: Properties = {}): Command {
  return {
    description: `Update ${type.noun} configuration.`,
    positional: [type.idName],
    parameters: { ...idParameter(type), ...updatable(type), ...changeOptions(type), ...extra },
    execute: (given) =>
      withLocks([type.file.lock], async () => {
        const { sections, digest } = readConfig(type.file);
        checkDigest(given["digest"], digest);
        const current = lookUp(type, sections, String(given[type.idName]));
        const values = changed(type, current.values, given);
        type.checkUpdate?.(values, given);
        await type.probe?.(values);
        writeConfig(type.file, withSection(sections, { ...current, values }));
        return undefined;
      }),
  };
}

/** `remove ID`: removes the object's configuration. */
export function removeCommand(type: ObjectType): Command {
  return removal(type, { digest: { schema: digestSchema } });
}

/** `delete ID`: the same for endpoints and matchers, whose command takes no digest. */
export function deleteCommand(type: ObjectType): Command {
  return removal(type, {});
}

function removal(type: ObjectType, options: Properties): Command {
  return {
    description: `Remove a ${type.noun} configuration`,
    positional: [type.idName],
    parameters: { ...idParameter(type), ...options },
    execute: (given) =>
      withLocks([type.file.lock], () => {
        const id = String(given[type.idName]);
        type.checkRemove?.(id);
        removeObject(type, id, given["digest"]);
        return undefined;
      }),
  };
}

/** Removes an object and its job state. The caller holds the file's lock. */
export function removeObject(type: ObjectType, id: string, digest?: Value): void {
  const { sections, digest: actual } = readConfig(type.file);
  checkDigest(digest, actual);
  const left = sections.filter((section) => section.id !== id || !isOf(type)(section));
  if (left.length === sections.length) throw type.missing(id);
  writeConfig(type.file, left);
  if (type.jobState !== undefined) removeState(type.jobState, id);
}

/** The section a `create` with these parameters adds. */
export function newSection(type: ObjectType, id: string, values: Values): Section {
  const kept: Record<string, Value> = {};
  for (const [name, { stored }] of Object.entries(keptObjectProperties(type))) {
    const given = values[name];
    const value = given === undefined || stored === undefined ? given : stored(given);
    if (value !== undefined) kept[name] = value;
  }
  return { type: type.section, id, values: kept };
}

function changed(type: ObjectType, current: Values, given: Values): Values {
  const values: Record<string, Value> = { ...current };
  for (const name of [given["delete"] ?? []].flat()) delete values[String(name)];
  for (const [name, { fixed, stored, updated }] of Object.entries(keptObjectProperties(type))) {
    const wanted = given[name];
    if (wanted === undefined || fixed === true) continue;
    const value = (updated ?? stored ?? ((same: Value) => same))(wanted, values[name]);
    if (value === undefined) delete values[name];
    else values[name] = value;
  }
  return values;
}

function keptObjectProperties(type: ObjectType): ObjectType["properties"] {
  return keptProperties(type.properties);
}

function idParameter(type: ObjectType): Properties {
  return { [type.idName]: { schema: type.idSchema, required: true } };
}

function updatable(type: ObjectType): Properties {
  return Object.fromEntries(
    Object.entries(type.properties)
      .filter(([, { fixed }]) => fixed !== true)
      .map(([name, { schema }]) => [name, { schema }]),
  );
}

function changeOptions(type: ObjectType): Properties {
  const deletable = Object.keys(type.properties).filter((name) => type.properties[name]?.deletable);
  const names = text("Name of a property.", { format: oneOf(...deletable) });
  return {
    delete: { schema: list("List of properties to delete.", names) },
    digest: { schema: digestSchema },
  };
}

function isOf(type: ObjectType): (section: Section) => boolean {
  return (section) => section.type === type.section;
}
