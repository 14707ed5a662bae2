import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { readProviderConfig } from "../../../plugins/proxmoxve/provider-config";
import { proxmoxve } from "../../../plugins/proxmoxve/plugin";
import { trustedCertificates } from "../../../plugins/proxmoxve/trusted-certificates";
import { unknown } from "../../../plugins/protocol/property-values";
import { PluginClient } from "../protocol/client";
import { configurationOf, type PveWithPlugin, startPveWithPlugin } from "./pve-plugin";

const token = "proxmoxve:storage/pbs:Pbs";

let lab: PveWithPlugin;
beforeAll(async () => (lab = await startPveWithPlugin()));
afterAll(() => lab.stop());

/** What a plugin with this configuration answers to an import. */
async function importWith(configuration: Record<string, unknown>): Promise<unknown> {
  const plugin = await PluginClient.start(proxmoxve, {
    ...configurationOf(lab.pve),
    ...configuration,
  });
  try {
    return await plugin.import(token, "nowhere");
  } finally {
    await plugin.close();
  }
}

describe("the proxmoxve provider's configuration", () => {
  it("reaches a server whose authority SSL_CERT_FILE names", async () => {
    expect(await importWith({})).toBeUndefined();
  });

  it("reaches a server it does not know when it is told not to verify", async () => {
    const file = process.env["SSL_CERT_FILE"];
    delete process.env["SSL_CERT_FILE"];
    await expect(importWith({})).rejects.toThrow(/self-signed certificate.*SSL_CERT_FILE/);
    expect(await importWith({ insecure: "true" })).toBeUndefined();
    process.env["SSL_CERT_FILE"] = file;
  });

  it("fails for an authority file that does not exist", () => {
    expect(() => trustedCertificates({ SSL_CERT_FILE: "/nowhere/ca.pem" })).toThrow(
      "SSL_CERT_FILE names /nowhere/ca.pem, which does not exist",
    );
  });

  it("fails with the server's words for a wrong token, and does not show it", async () => {
    const calling = importWith({ apiToken: "root@pam!pulumi=wrong-secret" });
    await expect(calling).rejects.toThrow("HTTP 401 response - Reason: invalid token value!");
    await expect(calling).rejects.not.toThrow(/wrong-secret/);
  });

  it("fails when nothing listens at the endpoint, and names it", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const calling = importWith({ endpoint: `https://127.0.0.1:${port}` });
    await expect(calling).rejects.toThrow(`https://127.0.0.1:${port}/api2/json`);
  });

  it("fails with every fault at once", async () => {
    const failures = await lab.plugin.checkConfig({
      endpoint: "http://pve:8006",
      apiToken: "secret-without-form",
      minTls: "1.4",
    });
    expect(failures).toEqual([
      {
        property: "endpoint",
        reason: 'endpoint is "http://pve:8006"; set it to https://host:port/',
      },
      {
        property: "apiToken",
        reason:
          "apiToken is malformed; set it to USER@REALM!TOKENID=UUID (this stand-in takes API tokens only, " +
          "neither username and password nor tickets)",
      },
      { property: "minTls", reason: 'minTls is "1.4"; allowed: 1.0, 1.1, 1.2, 1.3' },
    ]);
  });

  it("waits for what only the update will know", async () => {
    const failures = await lab.plugin.checkConfig({ endpoint: "https://pve", apiToken: unknown });
    expect(failures).toEqual([]);
  });

  it("fails without an endpoint and a token", () => {
    expect(() => readProviderConfig({}, {})).toThrow(/endpoint is missing.*; apiToken is missing/);
  });

  it("fails for a property the SDK does not have", async () => {
    const failures = await lab.plugin.checkConfig({ ...configurationOf(lab.pve), host: "x" });
    expect(failures.map(({ property }) => property)).toEqual(["host"]);
  });

  it("is taken from the environment where the program is silent", () => {
    const config = readProviderConfig(
      { endpoint: "https://pve:8006//" },
      {
        PROXMOX_VE_ENDPOINT: "https://other",
        PROXMOX_VE_API_TOKEN: "root@pam!x=abc-1",
        PROXMOX_VE_INSECURE: "true",
        PROXMOX_VE_MIN_TLS: "1.2",
      },
    );
    expect(config).toEqual({
      endpoint: "https://pve:8006",
      apiToken: "root@pam!x=abc-1",
      insecure: true,
      minTls: "TLSv1.2",
    });
  });

  it("fails for an environment that is no boolean", () => {
    const environment = { PROXMOX_VE_API_TOKEN: "root@pam!x=a", PROXMOX_VE_INSECURE: "perhaps" };
    expect(() => readProviderConfig({ endpoint: "https://pve" }, environment)).toThrow(
      'insecure is "perhaps"; set it to true or false',
    );
  });
});
