import { dayOfWeek, EnumType } from "../windows/interpreter/values/enum-value";

/** The namespace of what Veeam's cmdlets return. */
export const namespace = "Veeam.Backup.PowerShell.Infos";

/** An enumeration of Veeam: its numbers are documented nowhere, so it has none. */
const named = (name: string, ...members: readonly string[]): EnumType =>
  new EnumType(`${namespace}.${name}`, members);

/**
 * The enumerations that parameters take, by the documented name. Source: the syntax lines of the
 * cmdlets' pages and the page on enumerations of Veeam's PowerShell reference, version 13.
 */
export const enums = {
  DayOfWeek: dayOfWeek,
  VBRAgentType: named("VBRAgentType", "Windows", "Linux", "Mac", "Unix"),
  VBRComputerBackupJobType: named(
    "VBRComputerBackupJobType",
    "Workstation",
    "Server",
    "FailoverCluster",
  ),
  VBRComputerBackupJobMode: named(
    "VBRComputerBackupJobMode",
    "ManagedByAgent",
    "ManagedByBackupServer",
  ),
  VBRComputerBackupJobBackupType: named(
    "VBRComputerBackupJobBackupType",
    "EntireComputer",
    "SelectedFiles",
    "SelectedVolumes",
    "MacUserHome",
    "UnixEntireFileSystem",
  ),
  VBRRetentionType: named("VBRRetentionType", "RestorePoints", "RestoreDays"),
  VBRServerScheduleType: named(
    "VBRServerScheduleType",
    "Daily",
    "Monthly",
    "Periodically",
    "AfterJob",
  ),
  VBRDailyOptionsType: named("VBRDailyOptionsType", "Everyday", "WeekDays", "SelectedDays"),
  VBRDayNumberInMonth: named(
    "VBRDayNumberInMonth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Last",
    "OnDay",
  ),
  VBRWeekOfMonth: named("VBRWeekOfMonth", "First", "Second", "Third", "Fourth", "Last"),
  VBRMonth: named(
    "VBRMonth",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ),
  VBRPeriodicallyKinds: named("VBRPeriodicallyKinds", "Hours", "Minutes", "Continuously"),
  VBRFullBackupScheduleType: named("VBRFullBackupScheduleType", "Weekly", "Monthly"),
  VBRHealthCheckScheduleType: named("VBRHealthCheckScheduleType", "Weekly", "Monthly"),
  VBRConfigurationBackupScheduleType: named(
    "VBRConfigurationBackupScheduleType",
    "Daily",
    "Monthly",
  ),
  VBRCompressionLevel: named(
    "VBRCompressionLevel",
    "None",
    "DedupeFriendly",
    "Optimal",
    "High",
    "Extreme",
  ),
  VBRStorageOptimizationType: named(
    "VBRStorageOptimizationType",
    "LocalTarget",
    "LocalTargetHugeBackup",
    "LANTarget",
    "WANTarget",
  ),
  VBRProtectionGroupType: named("VBRProtectionGroupType", "Custom", "ManuallyAdded"),
  VBRProtectionGroupContainerType: named(
    "VBRProtectionGroupContainerType",
    "IndividualComputers",
    "ActiveDirectory",
    "CSV",
    "ManuallyDeployed",
    "CloudMachines",
    "MongoDBComputers",
  ),
  VBRProtectionGroupPolicyType: named("VBRProtectionGroupPolicyType", "Daily", "Periodically"),
  VBRCredentialsType: named(
    "VBRCredentialsType",
    "Linux",
    "Windows",
    "LinuxPubKey",
    "ManagedSvcAccount",
  ),
  VBRRepositoryType: named(
    "VBRRepositoryType",
    "WinLocal",
    "LinuxLocal",
    "CifsShare",
    "ExaGrid",
    "DataDomain",
    "HPStoreOnceIntegration",
    "Quantum",
    "Nfs",
    "Infinidat",
    "Fujitsu",
    "HPStoreOnceCloudBank",
    "Hardened",
  ),
  VBRHostType: named("VBRHostType", "Local", "Windows", "Linux", "ESXi", "VC", "HvServer"),
  VBRLicenseEdition: named(
    "VBRLicenseEdition",
    "Community",
    "Standard",
    "Enterprise",
    "EnterprisePlus",
    "Unspecified",
  ),
  VBRLicenseStatus: named("VBRLicenseStatus", "Valid", "Expired", "Invalid"),
  VBRLicenseType: named(
    "VBRLicenseType",
    "Rental",
    "Perpetual",
    "Subscription",
    "Evaluation",
    "Free",
    "Empty",
    "NFR",
  ),
} as const satisfies Record<string, EnumType>;

export type EnumName = keyof typeof enums;

const byFullName = new Map(Object.values(enums).map((type) => [type.name, type] as const));

/** An enumeration by its full .NET name. */
export function enumWithName(fullName: string): EnumType | undefined {
  return byFullName.get(fullName);
}
