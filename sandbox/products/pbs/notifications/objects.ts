import { isDeepStrictEqual } from "node:util";

import { type Json } from "../command-line/command";
import { readConfig } from "../config/config-file";
import { type Section } from "../config/section-config";
import { type ObjectType } from "../objects/object-type";
import { type Value, type Values } from "../schema/schema";
import { type EndpointType, publicProperties, secretProperties } from "./endpoint-properties";
import { entityNameSchema } from "./entity";
import { matcherProperties } from "./matcher-properties";
import { builtIn, notificationFile } from "./notification-file";

/** Where an entity comes from: the product's own, changed by somebody or not, or made by somebody. */
export function originOf({ type, id, values }: Section): string {
  const own = builtIn.find((section) => section.type === type && section.id === id);
  if (own === undefined) return "user-created";
  return isDeepStrictEqual({ ...values }, { ...own.values }) ? "builtin" : "modified-builtin";
}

const common = {
  file: notificationFile,
  idName: "name",
  idSchema: entityNameSchema,
  duplicate: (id: string) =>
    new Error(`Cannot create '${id}', an entity with the same name already exists`),
  derived: (section: Section): Record<string, Json> => ({ origin: originOf(section) }),
} as const;

const columns: Readonly<Record<EndpointType, readonly string[]>> = {
  gotify: ["disable", "name", "server", "comment"],
  sendmail: ["disable", "name", "author", "from-address", "mailto", "mailto-user", "comment"],
  smtp: ["disable", "name", "server", "from-address", "mailto", "mailto-user", "comment"],
  webhook: ["disable", "name", "method", "url", "comment"],
};

export const endpointTypes = Object.keys(publicProperties) as EndpointType[];

/** One type of endpoint. */
export function endpoint(section: EndpointType): ObjectType {
  const unknown = (id: string) => new Error(`endpoint '${id}' not found`);
  const check: (values: Values) => void = needsRecipient.has(section) ? checkRecipient : () => {};
  return {
    ...common,
    section,
    noun: "endpoint",
    properties: {
      ...publicProperties[section],
      ...(section === "sendmail" ? {} : secretProperties[section]),
    },
    columns: columns[section],
    missing: unknown,
    unknown,
    checkCreate: check,
    checkUpdate: check,
    checkRemove: checkUnused,
  };
}

/** Matchers: which notifications go to which targets. */
export const matcher: ObjectType = {
  ...common,
  section: "matcher",
  noun: "matcher",
  properties: matcherProperties,
  columns: ["disable", "name", "origin", "comment"],
  missing: (id) => new Error(`matcher '${id}' not found`),
  unknown: (id) => new Error(`matcher '${id}' not found`),
  checkCreate: checkTargets,
  checkUpdate: (_values, given) => checkTargets(given),
};

const needsRecipient: ReadonlySet<EndpointType> = new Set(["sendmail", "smtp"]);

function checkRecipient(values: Values): void {
  if (values["mailto"] !== undefined || values["mailto-user"] !== undefined) return;
  throw new Error("must at least provide one recipient, either in mailto or in mailto-user");
}

function checkTargets(values: Values): void {
  const { sections } = readConfig(notificationFile);
  for (const target of items(values["target"])) {
    if (sections.some(({ type, id }) => type !== "matcher" && id === target)) continue;
    throw new Error(`endpoint '${target}' does not exist`);
  }
}

/** A built-in endpoint is only ever reset, so that it may be in use. */
function checkUnused(id: string): void {
  if (builtIn.some((own) => own.id === id)) return;
  const referrers = readConfig(notificationFile)
    .sections.filter(
      ({ type, values }) => type === "matcher" && items(values["target"]).includes(id),
    )
    .map((section) => section.id);
  if (referrers.length === 0) return;
  throw new Error(`cannot delete '${id}', referenced by: ${referrers.join(", ")}`);
}

function items(value: Value | undefined): string[] {
  return [value ?? []].flat().map(String);
}
