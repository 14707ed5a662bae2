import { intType, switchType, textType, timeSpanType } from "../windows/cmdlets/parameter-types";
import { type Call } from "../windows/cmdlets/cmdlet";
import { TimeSpan } from "../windows/interpreter/values/time-span";
import { type Value } from "../windows/interpreter/values/value";
import { type EnumName, enums } from "./enums";
import { veeamError } from "./server";
import { enumType, listOf, objectType } from "./types";
import { type OptionsCmdlet } from "./veeam-cmdlet";

/** A member of an enumeration, for defaults. */
export const member = (type: EnumName, name: string): Value => enums[type].member(name) ?? null;

const at = (hour: number): Value => new TimeSpan(hour * TimeSpan.units.Hours);

/** All members of an enumeration, for defaults such as "all months". */
const every = (type: EnumName): Value => enums[type].members.map((name) => member(type, name));

/** Hours that a periodical schedule may have between two runs. */
const hourlyPeriods = [1, 2, 3, 4, 6, 8, 12, 24];

function checkPeriod({ given }: Call): void {
  if (!given.has("FullPeriod")) return;
  const period = given.number("FullPeriod");
  const hourly = String(given.get("PeriodicallyKind", "Hours")) === "Hours";
  const allowed = hourly ? hourlyPeriods.includes(period) : period >= 1 && period <= 999;
  if (!allowed) {
    const range = hourly ? hourlyPeriods.join(", ") : "1 to 999";
    throw veeamError(`FullPeriod is ${period}; permitted values: ${range}.`);
  }
}

/** When jobs run. Sources: the pages of these cmdlets and of the types that they make. */
export const scheduleOptions: readonly OptionsCmdlet[] = [
  {
    name: "New-VBRDailyOptions",
    makes: "VBRDailyOptions",
    fields: [
      {
        parameter: "Type",
        type: enumType("VBRDailyOptionsType"),
        fallback: ({ given }) =>
          member("VBRDailyOptionsType", given.has("DayOfWeek") ? "SelectedDays" : "Everyday"),
      },
      { parameter: "Period", type: timeSpanType, fallback: at(18) },
      {
        parameter: "DayOfWeek",
        type: listOf(enumType("DayOfWeek")),
        fallback: [member("DayOfWeek", "Saturday")],
      },
    ],
  },
  {
    name: "New-VBRMonthlyOptions",
    makes: "VBRMonthlyOptions",
    fields: [
      { parameter: "Period", type: timeSpanType, fallback: at(22) },
      {
        parameter: "DayOfWeek",
        type: enumType("DayOfWeek"),
        fallback: member("DayOfWeek", "Saturday"),
      },
      {
        parameter: "DayNumberInMonth",
        type: enumType("VBRDayNumberInMonth"),
        fallback: member("VBRDayNumberInMonth", "Fourth"),
      },
      { parameter: "DayOfMonth", type: textType },
      {
        parameter: "Months",
        type: listOf(enumType("VBRMonth")),
        fallback: () => every("VBRMonth"),
      },
    ],
  },
  {
    name: "New-VBRPeriodicallyOptions",
    makes: "VBRPeriodicallyOptions",
    fields: [
      {
        parameter: "PeriodicallyKind",
        type: enumType("VBRPeriodicallyKinds"),
        fallback: member("VBRPeriodicallyKinds", "Hours"),
      },
      { parameter: "FullPeriod", type: intType, fallback: 1 },
      { parameter: "PeriodicallySchedule", type: objectType("VBRBackupWindowOptions") },
      { parameter: "HourlyOffset", type: intType, fallback: 0 },
    ],
    check: checkPeriod,
  },
  {
    name: "New-VBRServerScheduleOptions",
    makes: "VBRServerScheduleOptions",
    fields: [
      { parameter: "Type", type: enumType("VBRServerScheduleType"), mandatory: true },
      { parameter: "DailyOptions", type: objectType("VBRDailyOptions") },
      { parameter: "MonthlyOptions", type: objectType("VBRMonthlyOptions") },
      { parameter: "PeriodicallyOptions", type: objectType("VBRPeriodicallyOptions") },
      { parameter: "Job", type: objectType("CBackupJob") },
      { parameter: "EnableRetry", property: "RetryEnabled", type: switchType },
      { parameter: "RetryCount", type: intType, fallback: 3 },
      { parameter: "RetryTimeout", type: intType, fallback: 30 },
      {
        parameter: "EnableBackupTerminationWindow",
        property: "BackupTerminationWindowEnabled",
        type: switchType,
      },
      { parameter: "TerminationWindow", type: objectType("VBRBackupWindowOptions") },
    ],
  },
  {
    name: "New-VBRConfigurationBackupScheduleOptions",
    makes: "VBRConfigurationBackupScheduleOptions",
    fields: [
      { parameter: "Enable", property: "Enabled", type: switchType, fallback: true },
      {
        parameter: "Type",
        type: enumType("VBRConfigurationBackupScheduleType"),
        fallback: member("VBRConfigurationBackupScheduleType", "Daily"),
      },
      { parameter: "DailyOptions", type: objectType("VBRDailyOptions") },
      { parameter: "MonthlyOptions", type: objectType("VBRMonthlyOptions") },
    ],
  },
  {
    name: "New-VBRProtectionGroupScheduleOptions",
    makes: "VBRProtectionGroupScheduleOptions",
    fields: [
      {
        parameter: "PolicyType",
        type: enumType("VBRProtectionGroupPolicyType"),
        fallback: member("VBRProtectionGroupPolicyType", "Daily"),
      },
      { parameter: "DailyOptions", type: objectType("VBRDailyOptions") },
      { parameter: "PeriodicallyOptions", type: objectType("VBRPeriodicallyOptions") },
    ],
  },
];
