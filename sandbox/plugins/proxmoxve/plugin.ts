import type { PluginDefinition } from "../protocol/plugin-definition";
import schema from "../schema/proxmoxve.json";
import { job } from "./backup/job";
import { PveConnection } from "./connection";
import { withFaults } from "./faults";
import { checkProviderConfig, readProviderConfig } from "./provider-config";
import { pbs } from "./storage/pbs";
import { trustedCertificates } from "./trusted-certificates";

/** The stand-in for the plugin of `@muhlba91/pulumi-proxmoxve`. */
export const proxmoxve: PluginDefinition<PveConnection> = {
  name: "proxmoxve",
  schema,
  checkConfig: (config) => checkProviderConfig(config),
  connect: (config) => new PveConnection(readProviderConfig(config), trustedCertificates()),
  resourceTypes: [pbs, job].map(withFaults),
  namesInputsOnly: true,
};
