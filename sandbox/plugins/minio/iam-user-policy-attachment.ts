import type { ResourceReading, ResourceType } from "../protocol/resource-type";
import type { MinioClient } from "./client";
import { unless } from "./faults";
import { alias } from "./mc";
import { uniqueName } from "./unique-name";

interface Inputs {
  readonly userName: string;
  readonly policyName: string;
}

const gone = ["XMinioAdminNoSuchUser", "XMinioAdminNoSuchPolicy"];

/** The user and policy of an attachment: those of the state, or on import those of the id `<user>/<policy>`. */
function subjectOf(id: string, known: Partial<Inputs>): Inputs {
  const [user = "", ...policy] = id.split("/");
  const { userName = user, policyName = policy.join("/") } = known;
  if (userName && policyName) return { userName, policyName };
  throw new Error(`unexpected format of ID ("${id}"), expected <user-name>/<policy-name>`);
}

async function readAttachment(
  { mc }: MinioClient,
  id: string,
  known: Partial<Inputs>,
): Promise<ResourceReading | undefined> {
  const inputs = { ...subjectOf(id, known) };
  const found = await unless(gone, mc(["admin", "user", "info", alias, inputs.userName]));
  const attached = found?.["policyName"];
  const policies = typeof attached === "string" ? attached.split(",") : [];
  return policies.includes(inputs.policyName) ? { id, outputs: inputs, inputs } : undefined;
}

/** `minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment`. */
export const iamUserPolicyAttachment: ResourceType<MinioClient> = {
  token: "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
  replaceOn: ["userName", "policyName"],

  async create(client, inputs) {
    const { userName, policyName } = inputs as unknown as Inputs;
    await client.mc(["admin", "policy", "attach", alias, policyName, "--user", userName]);
    const reading = await readAttachment(client, uniqueName(`${userName}-`), {
      userName,
      policyName,
    });
    if (reading) return reading;
    throw new Error(
      `policy "${policyName}" was attached to user "${userName}" on ${client.endpoint.host}, but is not there`,
    );
  },

  async read(client, id, prior) {
    return readAttachment(client, id, prior);
  },

  async delete({ mc }, id, prior) {
    const { userName, policyName } = subjectOf(id, prior);
    await unless(gone, mc(["admin", "policy", "detach", alias, policyName, "--user", userName]));
  },
};
