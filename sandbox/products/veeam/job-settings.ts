import { intType, switchType, textType } from "../windows/cmdlets/parameter-types";
import { type ParameterType } from "../windows/cmdlets/parameter";
import { isNull, itemsOf, type Value } from "../windows/interpreter/values/value";
import { toText } from "../windows/interpreter/conversion/text";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { member } from "./schedule-options";
import { enumType, listOf, objectType, veeamObject } from "./types";
import { type Field } from "./veeam-cmdlet";

/** Volumes are given as texts for Windows and read back as objects with a `Path`. */
const volumesType: ParameterType = {
  name: "VBRWindowsSelectedVolume[]",
  convert: (value) => {
    if (isNull(value)) return null;
    return itemsOf(value).map((item) =>
      item instanceof PsObject
        ? item
        : veeamObject("VBRWindowsSelectedVolume", [["Path", toText(item)]]),
    );
  },
};

const off: Value = false;

const disabledFull = (): Value => veeamObject("VBRFullBackupOptions", [["Enabled", off]]);
const disabledCheck = (): Value => veeamObject("VBRHealthCheckOptions", [["Enabled", off]]);

const plainStorage = (): Value =>
  veeamObject("VBRStorageOptions", [
    ["CompressionLevel", member("VBRCompressionLevel", "Optimal")],
    ["StorageOptimizationType", member("VBRStorageOptimizationType", "LocalTarget")],
    ["EncryptionEnabled", off],
    ["EncryptionKey", null],
    ["KMSServer", null],
  ]);

/**
 * What both making and changing an agent job take, and the properties that it becomes.
 * Parameters: the page of `Add-VBRComputerBackupJob`. Properties: as a public report reads them
 * from version 12 and 13 (AsBuiltReport.Veeam.VBR), since no page lists them.
 */
export const jobSettings: readonly Field[] = [
  { parameter: "Description", type: textType },
  {
    parameter: "BackupType",
    type: enumType("VBRComputerBackupJobBackupType"),
  },
  { parameter: "SelectedFilesOptions", type: objectType("VBRSelectedFilesBackupOptions") },
  { parameter: "SelectedVolumes", type: volumesType },
  { parameter: "ExcludedVolumes", type: volumesType },
  { parameter: "IncludeUsbDrives", property: "UsbDrivesIncluded", type: switchType },
  { parameter: "DestinationOptions", type: objectType("VBRComputerDestinationOptions") },
  { parameter: "BackupRepository", type: objectType("CBackupRepository") },
  { parameter: "RetentionPolicy", type: intType, fallback: 7 },
  {
    parameter: "RetentionType",
    type: enumType("VBRRetentionType"),
    fallback: member("VBRRetentionType", "RestoreDays"),
  },
  { parameter: "StorageOptions", type: objectType("VBRStorageOptions"), fallback: plainStorage },
  {
    parameter: "SyntheticFullOptions",
    type: objectType("VBRFullBackupOptions"),
    fallback: disabledFull,
  },
  {
    parameter: "ActiveFullOptions",
    type: objectType("VBRFullBackupOptions"),
    fallback: disabledFull,
  },
  {
    parameter: "HealthCheckOptions",
    type: objectType("VBRHealthCheckOptions"),
    fallback: disabledCheck,
  },
  {
    parameter: "CompactFullOptions",
    type: objectType("VBRFullBackupOptions"),
    fallback: disabledFull,
  },
  { parameter: "NotificationOptions", type: objectType("VBRNotificationOptions") },
  { parameter: "ScriptOptions", type: objectType("VBRJobScriptOptions") },
  {
    parameter: "EnableDeletedComputerRetention",
    property: "DeletedComputerRetentionEnabled",
    type: switchType,
  },
  { parameter: "DeletedComputerRetentionPolicy", type: intType, fallback: 30 },
  {
    parameter: "EnableApplicationProcessing",
    property: "ApplicationProcessingEnabled",
    type: switchType,
  },
  {
    parameter: "ApplicationProcessingOptions",
    type: listOf(objectType("VBRApplicationProcessingOptions")),
  },
  { parameter: "EnableIndexing", property: "IndexingEnabled", type: switchType },
  { parameter: "IndexingOptions", type: listOf(objectType("VBRComputerIndexingOptions")) },
  { parameter: "EnableSchedule", property: "ScheduleEnabled", type: switchType },
  { parameter: "ScheduleOptions", type: objectType("VBRServerScheduleOptions") },
  { parameter: "UseSnapshotlessFileLevelBackup", type: switchType },
  { parameter: "BackupCacheOptions", type: objectType("VBRBackupCacheOptions") },
  { parameter: "GFSOptions", type: objectType("VBRComputerGFSOptions") },
  { parameter: "WarningOptions", type: objectType("VBRComputerWarningOptions") },
  { parameter: "SanIntegrationOptions", type: objectType("VBRSanIntegrationOptions") },
  { parameter: "HighPriority", property: "IsHighPriority", type: switchType },
];
