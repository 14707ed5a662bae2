import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type CallParameters, PveConnection } from "../../../plugins/proxmoxve/connection";
import { proxmoxve } from "../../../plugins/proxmoxve/plugin";
import { readProviderConfig } from "../../../plugins/proxmoxve/provider-config";
import { trustedCertificates } from "../../../plugins/proxmoxve/trusted-certificates";
import { fromWire, reveal, Secret } from "../../../plugins/protocol/property-values";
import type { Properties } from "../../../plugins/protocol/resource-type";
import { type Kept, PluginClient } from "../protocol/client";
import { configurationOf, type PveWithPlugin, startPveWithPlugin } from "./pve-plugin";

/** A connection that is lost after each change. */
class LostConnection extends PveConnection {
  override async call(method: string, path: string, parameters?: CallParameters): Promise<unknown> {
    if (method === "GET") throw new Error("connection lost");
    return super.call(method, path, parameters);
  }
}

let lab: PveWithPlugin;
let plugin: PluginClient;
beforeAll(async () => {
  lab = await startPveWithPlugin();
  const definition = {
    ...proxmoxve,
    connect: (config: Properties) =>
      new LostConnection(readProviderConfig(config), trustedCertificates()),
  };
  plugin = await PluginClient.start(definition, configurationOf(lab.pve));
});
afterAll(async () => {
  await plugin.close();
  await lab.stop();
});

const storageToken = "proxmoxve:storage/pbs:Pbs";
const storage: Properties = {
  resourceId: "pbs-vm",
  server: "pbs",
  datastore: "vm",
  username: "pve@pbs!cluster",
  password: "the-token-secret",
  generateEncryptionKey: true,
};
const jobToken = "proxmoxve:backup/job:Job";
const job: Properties = { resourceId: "weekly", schedule: "daily", storage: "pbs", all: true };
const kept = (token: string, id: string, properties: Properties): Kept => ({
  token,
  id,
  inputs: properties,
  outputs: properties,
});

/** What the engine is told of an object whose change failed half-way. */
async function partlyDone(change: Promise<Kept>): Promise<{ id: string; outputs: Properties }> {
  const error = await change.then(
    () => undefined,
    (failure: ServiceError) => failure,
  );
  expect(error?.message).toContain("changed, but it could not be read back: connection lost");
  const [status] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const [detail] = Status.deserializeBinary(status as Buffer).getDetailsList();
  const failed = ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? Buffer.of());
  return { id: failed.getId(), outputs: fromWire(failed.getProperties()) };
}

describe("an object that was changed and then could not be read back", () => {
  it("is kept in the state, a generated key with it", async () => {
    const { id, outputs } = await partlyDone(plugin.create(storageToken, storage));
    const { data } = await lab.pve.call("GET", "/storage/pbs-vm");
    const { "encryption-key": fingerprint = "none" } = data as Record<string, string>;
    expect(id).toBe("pbs-vm");
    expect(outputs["generatedEncryptionKey"]).toBeInstanceOf(Secret);
    expect(reveal(outputs["generatedEncryptionKey"])).toContain(fingerprint);
    expect(reveal(outputs["password"])).toBe("the-token-secret");
  });

  it("keeps the wanted properties of a changed storage", async () => {
    const wanted = { ...storage, disable: true };
    const change = plugin.update(kept(storageToken, "pbs-vm", storage), wanted);
    expect((await partlyDone(change)).outputs).toMatchObject({ disable: true });
  });

  it("keeps a created and a changed job", async () => {
    expect(await partlyDone(plugin.create(jobToken, job))).toEqual({ id: "weekly", outputs: job });
    const change = plugin.update(kept(jobToken, "weekly", job), { ...job, schedule: "hourly" });
    expect((await partlyDone(change)).outputs).toMatchObject({ schedule: "hourly" });
  });

  it("fails to be refreshed for any other reason than that it is gone", async () => {
    const refreshing = plugin.refresh(kept(storageToken, "pbs-vm", storage));
    await expect(refreshing).rejects.toThrow("connection lost");
    const other = plugin.refresh(kept(jobToken, "weekly", job));
    await expect(other).rejects.toThrow("connection lost");
  });
});
