import type { ResourceReading, ResourceType } from "../protocol/resource-type";
import type { MinioClient } from "./client";
import { unless } from "./faults";
import { alias } from "./mc";
import { samePolicy } from "./policy-document";
import { uniqueName } from "./unique-name";

interface Inputs {
  readonly name?: string;
  readonly namePrefix?: string;
  readonly policy: string;
}

/** Source: the official provider's validation; names are limited to 96 so that a suffix fits into 128. */
const nameForm = /^[\w+=,.@:/-]{0,96}$/;

function isDocument(text: string): boolean {
  try {
    return text.startsWith("{") && typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

async function readPolicy(
  { mc }: MinioClient,
  name: string,
  known: Partial<Inputs>,
): Promise<ResourceReading | undefined> {
  const call = mc(["admin", "policy", "info", alias, name]);
  const reply = await unless(["XMinioAdminNoSuchPolicy"], call);
  if (!reply) return undefined;
  const found = JSON.stringify((reply["policyInfo"] as { Policy: unknown }).Policy);
  const isKnown = known.policy !== undefined && samePolicy(known.policy, found);
  const { namePrefix } = known;
  const inputs = {
    name,
    policy: isKnown ? known.policy : found,
    ...(namePrefix === undefined ? {} : { namePrefix }),
  };
  return { id: name, outputs: inputs, inputs };
}

async function apply(client: MinioClient, name: string, known: Inputs): Promise<ResourceReading> {
  // The document goes on standard input, so that its length and its content stay out of the arguments.
  await client.mc(["admin", "policy", "create", alias, name, "/dev/stdin"], known.policy);
  const reading = await readPolicy(client, name, known);
  if (reading) return reading;
  throw new Error(`policy "${name}" on ${client.endpoint.host} was set, but is not there`);
}

/** `minio:index/iamPolicy:IamPolicy`. */
export const iamPolicy: ResourceType<MinioClient> = {
  token: "minio:index/iamPolicy:IamPolicy",
  replaceOn: ["name", "namePrefix"],
  autoName: "name",
  jsonDocuments: ["policy"],

  check(inputs) {
    const { name, namePrefix, policy } = inputs as Partial<Inputs>;
    const names = Object.entries({ name, namePrefix }).flatMap(([property, value]) =>
      value === undefined || nameForm.test(value)
        ? []
        : [
            {
              property,
              reason: `"${property}" is "${value}"; allowed: 96 of A-Z a-z 0-9 _ + = , . @ : / -`,
            },
          ],
    );
    const both = name !== undefined && namePrefix !== undefined;
    return [
      ...names,
      ...(both ? [{ property: "namePrefix", reason: `"namePrefix" conflicts with "name"` }] : []),
      ...(policy === undefined || isDocument(policy)
        ? []
        : [{ property: "policy", reason: `"policy" contains an invalid JSON policy` }]),
    ];
  },

  async create(client, inputs) {
    const given = inputs as unknown as Inputs;
    return apply(client, given.name ?? uniqueName(given.namePrefix ?? ""), given);
  },

  async read(client, id, prior) {
    return readPolicy(client, id, prior);
  },

  async update(client, id, _prior, inputs) {
    return apply(client, id, inputs as unknown as Inputs);
  },

  async delete({ mc }, id) {
    await unless(["XMinioAdminNoSuchPolicy"], mc(["admin", "policy", "remove", alias, id]));
  },
};
