import { Guid } from "../windows/interpreter/values/guid";
import { type PsObject } from "../windows/interpreter/values/ps-object";
import { type Value } from "../windows/interpreter/values/value";
import { enums } from "./enums";
import { type CollectionType } from "./store";
import { veeamObject } from "./types";

/** Ids of what is there from the start; the default repository's is the one Veeam gives it. */
const ids = {
  server: new Guid("6745a759-2205-4cd2-b172-8ec8f7e60ef8"),
  repository: new Guid("88788f9e-d8f5-4eb4-bc4f-9b3f5403bcec"),
  configurationBackup: new Guid("7a4b1b1e-1f5a-4f0a-9d2c-3c0a0b8d6f11"),
  manuallyAdded: new Guid("c2b1d0a4-3f6e-4b8a-9c57-51e0d7f3a926"),
  group: new Guid("0e5b6a52-6c1d-4a7e-8d3f-2f9c1a4b7e60"),
  credentials: new Guid("3d1f8c44-9b27-4e06-a5d1-7c6e0f2b9a18"),
} as const;

/** The SMB servers of the lab, which its operators put into one protection group in the console. */
const smbServers = ["fs02.beardinthe.cloud", "fs04.beardinthe.cloud"] as const;

/**
 * The configuration database of a server on which nothing but the installation, and the lab's
 * protection group, was done by hand.
 */
export function seeds(
  computerName: string,
): Readonly<Partial<Record<CollectionType, () => readonly PsObject[]>>> {
  return {
    CHost: () => [host(computerName)],
    CBackupRepository: () => [defaultRepository(computerName)],
    CCredentials: () => [agentCredentials()],
    VBRProtectionGroup: () => [manuallyAdded(), smbServersGroup()],
    VBRConfigurationBackupJob: () => [configurationBackup(computerName)],
  };
}

const host = (name: string): PsObject =>
  veeamObject("CHost", [
    ["Id", ids.server],
    ["Name", name],
    ["Type", enums.VBRHostType.member("Local") ?? null],
  ]);

function defaultRepository(computerName: string): PsObject {
  return veeamObject("CBackupRepository", [
    ["Id", ids.repository],
    ["Name", "Default Backup Repository"],
    ["Description", "Created by Veeam Backup"],
    ["Type", enums.VBRRepositoryType.member("WinLocal") ?? null],
    ["FriendlyPath", "C:\\Backup"],
    ["Host", host(computerName)],
  ]);
}

function agentCredentials(): PsObject {
  return veeamObject("CCredentials", [
    ["Id", ids.credentials],
    ["Name", "BEARDINTHE\\svc-veeam"],
    ["Description", "deploys agents"],
  ]);
}

/** Every server has it. */
const manuallyAdded = (): PsObject =>
  veeamObject("VBRProtectionGroup", [
    ["Id", ids.manuallyAdded],
    ["Name", "Manually Added"],
    ["Description", null],
    ["Enabled", true],
    ["Type", enums.VBRProtectionGroupType.member("ManuallyAdded") ?? null],
    ["Container", null],
    ["ScheduleOptions", null],
    ["DeploymentOptions", null],
  ]);

function smbServersGroup(): PsObject {
  const computers: Value[] = smbServers.map((name) =>
    veeamObject("VBRIndividualComputerCustomCredentials", [
      ["HostName", name],
      ["Credentials", agentCredentials()],
      ["UseTemporaryCertificate", false],
      ["UseTemporarySSHCredentials", false],
    ]),
  );
  return veeamObject("VBRProtectionGroup", [
    ["Id", ids.group],
    ["Name", "smb-servers"],
    ["Description", "Windows file servers"],
    ["Enabled", true],
    ["Type", enums.VBRProtectionGroupType.member("Custom") ?? null],
    [
      "Container",
      veeamObject("VBRIndividualComputerContainer", [
        ["Type", enums.VBRProtectionGroupContainerType.member("IndividualComputers") ?? null],
        ["CustomCredentials", computers],
      ]),
    ],
    ["ScheduleOptions", null],
    ["DeploymentOptions", null],
  ]);
}

/** Every day at 10:00, as documented for an untouched one; not encrypted, there is no key yet. */
function configurationBackup(computerName: string): PsObject {
  return veeamObject("VBRConfigurationBackupJob", [
    ["Id", ids.configurationBackup],
    ["Enabled", true],
    ["Repository", defaultRepository(computerName)],
    ["ScheduleOptions", null],
    ["RestorePointsToKeep", 10],
    [
      "EncryptionOptions",
      veeamObject("VBREncryptionOptions", [
        ["Enabled", false],
        ["Key", null],
      ]),
    ],
    ["NotificationOptions", null],
  ]);
}
