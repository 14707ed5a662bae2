import { randomUUID } from "node:crypto";

import { type Endpoint } from "../api/endpoint";
import { sortedRow } from "../command-line/output";
import { either, oneself, privilege } from "../api/permission";
import { through } from "../api/config-endpoints";
import {
  checkDigest,
  findSection,
  readConfig,
  withSection,
  writeConfig,
} from "../config/config-file";
import { withLocks } from "../config/lock";
import { trimmedComment } from "../objects/object-type";
import { flag, oneOf, text } from "../schema/scalars";
import { list, type Value, type Values } from "../schema/schema";
import { storeSecret } from "./secret-file";
import {
  deleteToken,
  generateToken,
  namesOf,
  tokenParameters,
  tokenRows,
  userParameter,
} from "./token";
import { tokenProperties } from "./token-properties";
import { userFile } from "./user";

const item = "/access/users/{userid}/token/{token-name}";
const mayChange = either(privilege("/access/users", "Permissions.Modify"), oneself);
const mayRead = either(privilege("/access/users", "Sys.Audit"), oneself);

/** What `update` keeps of each property; undefined keeps nothing. */
const kept: Readonly<Record<string, (value: Value) => Value | undefined>> = {
  comment: trimmedComment,
  enable: (value) => (value === true ? undefined : false),
  expire: (value) => (Number(value) > 0 ? value : undefined),
};

/** Changes a token; with `regenerate` it gets a new secret and keeps its permissions. */
const update: Endpoint = {
  method: "PUT",
  path: item,
  description: "Update user's API token metadata",
  permission: mayChange,
  returns: { columns: ["secret"] },
  parameters: {
    ...tokenParameters,
    ...tokenProperties,
    regenerate: {
      schema: flag("Whether to regenerate token's secret and return the new secret", false),
    },
    delete: {
      schema: list(
        "List of properties to delete.",
        text("Name of a property.", { format: oneOf("comment") }),
      ),
    },
  },
  handle: (given) =>
    withLocks([userFile.lock], () => {
      const { sections, digest } = readConfig(userFile);
      checkDigest(given["digest"], digest);
      const { id } = namesOf(given);
      const token = findSection(sections, "token", id);
      if (token === undefined) throw new Error(`no such token '${id}'`);
      const secret = given["regenerate"] === true ? randomUUID() : undefined;
      if (secret !== undefined) storeSecret("token.shadow", id, secret);
      writeConfig(
        userFile,
        withSection(sections, { ...token, values: changed(token.values, given) }),
      );
      return { data: secret === undefined ? null : { secret } };
    }),
};

/** A user's tokens. */
export const tokenEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/access/users/{userid}/token",
    description: "List user's API tokens",
    permission: mayRead,
    parameters: userParameter,
    handle: ({ userid }) => tokenRows(String(userid)),
  },
  {
    method: "GET",
    path: item,
    description: "Read user's API token metadata",
    permission: mayRead,
    parameters: { ...userParameter, "token-name": tokenParameters["token-name"]! },
    handle: (given) => {
      const { sections, digest } = readConfig(userFile);
      const { id } = namesOf(given);
      const token = findSection(sections, "token", id);
      if (token === undefined) throw new Error(`no such token '${id}'`);
      return { data: sortedRow({ ...token.values, tokenid: id }), digest };
    },
  },
  through(generateToken, {
    method: "POST",
    path: item,
    description: generateToken.description,
    permission: mayChange,
    parameters: generateToken.parameters,
  }),
  update,
  through(deleteToken, {
    method: "DELETE",
    path: item,
    description: deleteToken.description,
    permission: mayChange,
    parameters: deleteToken.parameters,
  }),
];

function changed(current: Values, given: Values): Values {
  const deleted = [given["delete"] ?? []].flat();
  const entries = Object.entries(kept).flatMap(([name, keep]): [string, Value][] => {
    const before = deleted.includes(name) ? undefined : current[name];
    const value = given[name] === undefined ? before : keep(given[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}
