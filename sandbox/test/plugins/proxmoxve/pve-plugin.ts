import { proxmoxve } from "../../../plugins/proxmoxve/plugin";
import { type RunningPve, startPve, token } from "../../products/pve/pve-server";
import { type Kept, PluginClient } from "../protocol/client";

/** A PVE API and a plugin that is configured for it. */
export interface PveWithPlugin {
  readonly pve: RunningPve;
  readonly plugin: PluginClient;
  stop(): Promise<void>;
}

/** Starts both in this process; stop them in `afterAll`. */
export async function startPveWithPlugin(): Promise<PveWithPlugin> {
  const pve = await startPve();
  const before = process.env["SSL_CERT_FILE"];
  process.env["SSL_CERT_FILE"] = pve.certificateFile;
  const plugin = await PluginClient.start(proxmoxve, configurationOf(pve));
  return {
    pve,
    plugin,
    stop: async () => {
      await plugin.close();
      await pve.stop();
      if (before === undefined) delete process.env["SSL_CERT_FILE"];
      else process.env["SSL_CERT_FILE"] = before;
    },
  };
}

/** The provider's configuration for a server. */
export function configurationOf(pve: RunningPve): Record<string, unknown> {
  return {
    endpoint: `https://localhost:${pve.port}/`,
    apiToken: `${token.id}=${token.secret}`,
  };
}

/** Refreshes, and fails when the object is gone. */
export async function refreshed(plugin: PluginClient, kept: Kept): Promise<Kept> {
  const found = await plugin.refresh(kept);
  if (found === undefined) throw new Error(`${kept.id} is gone`);
  return found;
}
