import {
  formatPropertyString,
  parsePropertyString,
  propertyString,
} from "../schema/property-string";
import { text } from "../schema/scalars";
import { type Value, type Values } from "../schema/schema";

const entry = {
  properties: {
    name: { schema: text("Name"), required: true },
    value: { schema: text("Base64 encoded value") },
  },
};

/** `name=…,value=BASE64`, the form of a webhook's headers and secrets. */
export const namedValueSchema = text("String schema for pairs of keys and base64 encoded values", {
  format: propertyString(entry),
});

/** The secrets' names, all that is ever shown of them. */
export function namesOf(secrets: Value): Value {
  return entriesOf(secrets).map(({ name }) => formatPropertyString(entry, { name: name ?? "" }));
}

/** What `update` keeps as headers: each must have a value. @throws Error with the product's text. */
export function updatedHeaders(headers: Value): Value {
  for (const header of entriesOf(headers)) {
    if (header["value"] === undefined) {
      throw new Error(`header '${String(header["name"])}' has empty value`);
    }
    checkBase64("header", header);
  }
  return headers;
}

/**
 * What `update` keeps as secrets: those given with a value, and of the current ones those that are
 * named without one. @throws Error with the product's text.
 */
export function updatedSecrets(wanted: Value, current: Value | undefined): Value {
  const known = entriesOf(current ?? []);
  const kept = entriesOf(wanted).map((secret) => {
    if (secret["value"] !== undefined) return checkBase64("secret", secret);
    const old = known.find(({ name }) => name === secret["name"]);
    if (old === undefined) throw new Error(`secret '${String(secret["name"])}' not known`);
    return old;
  });
  const names = kept.map(({ name }) => String(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`secret '${twice}' defined multiple times`);
  return kept.map((secret) => formatPropertyString(entry, secret));
}

/** Names and decoded values. */
export function decoded(values: Value | undefined): Record<string, string> {
  return Object.fromEntries(
    entriesOf(values ?? []).map(({ name, value = "" }) => [
      String(name),
      Buffer.from(String(value), "base64").toString("utf8"),
    ]),
  );
}

function entriesOf(values: Value): Values[] {
  return [values].flat().map((value) => parsePropertyString(entry, String(value)));
}

function checkBase64(kind: string, given: Values): Values {
  const value = String(given["value"]);
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) return given;
  throw new Error(`${kind} '${String(given["name"])}' does not have valid base64 encoded data`);
}
