import {
  intType,
  switchType,
  textType,
  textsType,
  timeSpanType,
} from "../windows/cmdlets/parameter-types";
import { type Call } from "../windows/cmdlets/cmdlet";
import { member } from "./schedule-options";
import { veeamError } from "./server";
import { enumType, listOf, objectType } from "./types";
import { type Field, type OptionsCmdlet } from "./veeam-cmdlet";

/** Days on which full backups happen, weekly or monthly. */
const calendar: readonly Field[] = [
  {
    parameter: "ScheduleType",
    type: enumType("VBRFullBackupScheduleType"),
    fallback: member("VBRFullBackupScheduleType", "Weekly"),
  },
  {
    parameter: "SelectedDays",
    type: listOf(enumType("DayOfWeek")),
    fallback: [member("DayOfWeek", "Saturday")],
  },
  { parameter: "DayNumber", type: enumType("VBRDayNumberInMonth") },
  {
    parameter: "DayOfWeek",
    type: enumType("DayOfWeek"),
    fallback: member("DayOfWeek", "Saturday"),
  },
  { parameter: "DayOfMonth", type: textType },
  { parameter: "SelectedMonths", type: listOf(enumType("VBRMonth")) },
];

/** When backups are read again. Source: the page of `New-VBRHealthCheckOptions`, whose defaults are those of the console. */
const healthCheck: readonly Field[] = [
  {
    parameter: "ScheduleType",
    type: enumType("VBRHealthCheckScheduleType"),
    fallback: member("VBRHealthCheckScheduleType", "Monthly"),
  },
  { parameter: "SelectedDays", type: listOf(enumType("DayOfWeek")) },
  { parameter: "DayNumber", type: enumType("VBRDayNumberInMonth") },
  {
    parameter: "DayOfWeek",
    type: enumType("DayOfWeek"),
    fallback: member("DayOfWeek", "Saturday"),
  },
  { parameter: "DayOfMonth", type: textType },
  { parameter: "SelectedMonths", type: listOf(enumType("VBRMonth")) },
  { parameter: "WeeklyPeriod", type: timeSpanType },
  { parameter: "MonthlyPeriod", type: timeSpanType },
  { parameter: "EnableFullHealthCheck", property: "FullHealthCheckEnabled", type: switchType },
];

/** Mail about runs. Source: the page of `New-VBRNotificationOptions`. */
const notifications: readonly Field[] = [
  { parameter: "EnableAdditionalNotification", type: switchType },
  { parameter: "AdditionalAddress", type: textType },
  { parameter: "UseNotificationOptions", type: switchType },
  { parameter: "NotificationSubject", type: textType },
  ...["NotifyOnSuccess", "NotifyOnWarning", "NotifyOnError", "NotifyOnLastRetryOnly"].map(
    (parameter) => ({ parameter, type: switchType, fallback: true }),
  ),
  { parameter: "EnableSnmpNotification", type: switchType },
  { parameter: "NotifyWhenWaitingForTape", type: switchType },
  { parameter: "EnableDailyNotification", type: switchType },
  { parameter: "SendTime", type: timeSpanType },
];

function requireKey({ given }: Call): void {
  if (!given.flag("EnableEncryption") || given.has("EncryptionKey") || given.has("KMSServer"))
    return;
  throw veeamError("EnableEncryption needs an EncryptionKey or a KMSServer.");
}

function requirePositive({ given }: Call): void {
  if (!given.has("RetentionPeriod") || given.number("RetentionPeriod") > 0) return;
  throw veeamError(`RetentionPeriod is ${given.number("RetentionPeriod")}; it must be above 0.`);
}

/** How long-term points are kept, by the words of parameters and properties. */
export const gfsLevels = ["Weekly", "Monthly", "Yearly"] as const;

/** What agent jobs back up, how they store it and how long. Sources: the pages of these cmdlets. */
export const jobOptions: readonly OptionsCmdlet[] = [
  {
    name: "New-VBRSelectedFilesBackupOptions",
    makes: "VBRSelectedFilesBackupOptions",
    fields: [
      { parameter: "OSPlatform", type: enumType("VBRAgentType"), mandatory: true },
      { parameter: "BackupOS", type: switchType },
      { parameter: "BackupPersonalFiles", type: switchType },
      { parameter: "SelectedPersonalFolders", type: objectType("VBRSelectedPersonalFolders") },
      { parameter: "BackupSelectedFiles", type: switchType },
      { parameter: "SelectedFiles", type: textsType },
      { parameter: "IncludeMask", type: textsType },
      { parameter: "ExcludeMask", type: textsType },
    ],
  },
  {
    name: "New-VBRStorageOptions",
    makes: "VBRStorageOptions",
    fields: [
      { parameter: "CompressionLevel", type: enumType("VBRCompressionLevel"), mandatory: true },
      {
        parameter: "StorageOptimizationType",
        type: enumType("VBRStorageOptimizationType"),
        mandatory: true,
      },
      { parameter: "EnableEncryption", property: "EncryptionEnabled", type: switchType },
      { parameter: "EncryptionKey", type: objectType("PSCryptoKey") },
      { parameter: "KMSServer", type: objectType("VBRKMSServer") },
    ],
    check: requireKey,
  },
  {
    name: "New-VBRFullBackupOptions",
    makes: "VBRFullBackupOptions",
    fields: [{ parameter: "Enable", property: "Enabled", type: switchType }, ...calendar],
  },
  {
    name: "New-VBRNotificationOptions",
    makes: "VBRNotificationOptions",
    fields: notifications,
  },
  {
    name: "New-VBRHealthCheckOptions",
    makes: "VBRHealthCheckOptions",
    fields: [{ parameter: "Enable", property: "Enabled", type: switchType }, ...healthCheck],
  },
  {
    name: "New-VBRComputerGFSOptions",
    makes: "VBRComputerGFSOptions",
    fields: [
      {
        parameter: "GFSWeeklyOptions",
        property: "WeeklyOptions",
        type: objectType("VBRComputerGFSWeeklyOptions"),
      },
      {
        parameter: "GFSMonthlyOptions",
        property: "MonthlyOptions",
        type: objectType("VBRComputerGFSMonthlyOptions"),
      },
      {
        parameter: "GFSYearlyOptions",
        property: "YearlyOptions",
        type: objectType("VBRComputerGFSYearlyOptions"),
      },
      { parameter: "ReadEntireRestorePoint", type: switchType },
    ],
    // Switched apart from the numbers, as public reports read them.
    also: ({ given }) =>
      gfsLevels.map((level) => [`${level}GFSEnabled`, given.has(`GFS${level}Options`)] as const),
  },
  {
    name: "New-VBRComputerGFSWeeklyOptions",
    makes: "VBRComputerGFSWeeklyOptions",
    fields: [
      { parameter: "RetentionPeriod", type: intType },
      { parameter: "SelectedDay", type: enumType("DayOfWeek") },
    ],
    check: requirePositive,
  },
  {
    name: "New-VBRComputerGFSMonthlyOptions",
    makes: "VBRComputerGFSMonthlyOptions",
    fields: [
      { parameter: "RetentionPeriod", type: intType },
      { parameter: "SelectedWeek", type: enumType("VBRWeekOfMonth") },
    ],
    check: requirePositive,
  },
  {
    name: "New-VBRComputerGFSYearlyOptions",
    makes: "VBRComputerGFSYearlyOptions",
    fields: [
      { parameter: "RetentionPeriod", type: intType },
      { parameter: "SelectedMonth", type: enumType("VBRMonth") },
    ],
    check: requirePositive,
  },
];
