import { randomBytes } from "node:crypto";
import { PartlyDone, type ResourceReading, type ResourceType } from "../protocol/resource-type";
import type { MinioClient } from "./client";
import { unless } from "./faults";
import { alias } from "./mc";

interface Inputs {
  readonly name: string;
  readonly secret?: string;
  readonly disableUser?: boolean;
  readonly updateSecret?: boolean;
  readonly forceDestroy?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

const noUser = ["XMinioAdminNoSuchUser"];

/** A user's name in MinIO, or an LDAP name in full. Source: the official provider's validation. */
const nameForm = /^([0-9A-Za-z=,.@\-_+]+|((CN|OU|DC)=[^,]+,?)+)$/;

/** A secret as the official provider makes one: 40 characters. */
const newSecret = (): string => randomBytes(30).toString("base64");

/** Makes the user, or gives it another secret and enables it. Name and secret go on standard input. */
async function setUser({ mc }: MinioClient, name: string, secret: string): Promise<void> {
  await mc(["admin", "user", "add", alias], `${name}\n${secret}\n`);
}

async function setStatus({ mc }: MinioClient, name: string, disabled = false): Promise<void> {
  await mc(["admin", "user", disabled ? "disable" : "enable", alias, name]);
}

async function readUser(
  { mc }: MinioClient,
  name: string,
  known: Partial<Inputs>,
): Promise<ResourceReading | undefined> {
  const found = await unless(noUser, mc(["admin", "user", "info", alias, name]));
  if (!found) return undefined;
  const { secret, updateSecret = false, forceDestroy = false, tags } = known;
  const inputs = {
    name,
    secret,
    disableUser: found["userStatus"] === "disabled",
    updateSecret,
    forceDestroy,
    ...(tags ? { tags } : {}),
  };
  return { id: name, outputs: { ...inputs, status: found["userStatus"] }, inputs };
}

async function present(client: MinioClient, known: Inputs): Promise<ResourceReading> {
  const reading = await readUser(client, known.name, known);
  if (reading) return reading;
  throw new Error(`user "${known.name}" on ${client.endpoint.host} vanished while it was changed`);
}

/**
 * `minio:index/iamUser:IamUser`. MinIO does not tell a user's secret, so drift in it cannot be seen. Setting
 * `forceDestroy` on a user that exists does not delete it, as the official provider's update does.
 */
export const iamUser: ResourceType<MinioClient> = {
  token: "minio:index/iamUser:IamUser",
  replaceOn: ["name"],
  autoName: "name",
  secretOutputs: ["secret"],

  check(inputs) {
    const { name, secret } = inputs as Partial<Inputs>;
    const faults = {
      name:
        name !== undefined &&
        !nameForm.test(name) &&
        `"name" is "${name}"; allowed: letters, digits and = , . @ - _ +, or an LDAP distinguished name`,
      secret:
        secret !== undefined &&
        (/[\r\n]/.test(secret) || secret.length < 8 || secret.length > 40) &&
        `"secret" has ${secret.length} characters; allowed: 8 to 40, on one line`,
    };
    return Object.entries(faults).flatMap(([property, reason]) =>
      reason ? [{ property, reason }] : [],
    );
  },

  async create(client, inputs) {
    const given = inputs as unknown as Inputs;
    const known = { ...given, secret: given.secret ?? newSecret() };
    await setUser(client, given.name, known.secret);
    try {
      if (given.disableUser) await setStatus(client, given.name, true);
    } catch (error) {
      throw new PartlyDone((error as Error).message, await present(client, known));
    }
    return present(client, known);
  },

  async read(client, id, prior) {
    return readUser(client, id, prior);
  },

  async update(client, id, prior, inputs) {
    const given = { ...(inputs as unknown as Inputs), name: id };
    const before = (prior as unknown as Inputs).secret;
    const kept = given.secret ?? before;
    const secret = given.updateSecret || kept === undefined ? newSecret() : kept;
    if (secret !== before) await setUser(client, id, secret);
    await setStatus(client, id, given.disableUser);
    return present(client, { ...given, secret });
  },

  async delete({ mc }, id) {
    await unless(noUser, mc(["admin", "user", "remove", alias, id]));
  },
};
