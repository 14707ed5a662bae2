import * as fc from "fast-check";
import { differences } from "../../../commands/drift/difference";
import { type Envelope } from "../../../components/remote/envelope";
import { type VeeamJobSettings } from "../../../components/veeam/agent-job-document";
import { veeamWeeks } from "../../../model/calendar/veeam-schedule";
import { months } from "../../../model/calendar/month";
import { weekdays } from "../../../model/calendar/weekday";
import { declaredJob, usualJob } from "./declared";
import { type VeeamHost, veeamHosts } from "./veeam-host";

const weekday = fc.constantFrom(...weekdays);
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const monthDay = fc.oneof(
  fc.record({ week: fc.constantFrom(...veeamWeeks), weekday }),
  fc.record({
    dayOfMonth: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant("last" as const)),
  }),
);
const count = fc.integer({ min: 1, max: 999 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Whatever a job can be told. */
const settings: fc.Arbitrary<VeeamJobSettings> = fc.record({
  repository: fc.constant(usualJob.repository),
  protectionGroup: fc.constant(usualJob.protectionGroup),
  paths: fc.uniqueArray(
    fc.string({ minLength: 1, unit: "grapheme" }).map((name) => `D:\\${name}`),
    {
      minLength: 1,
      maxLength: 4,
      selector: (path) => path.toUpperCase(),
    },
  ),
  schedule: fc.oneof(
    fc.record({ days: fc.subarray([...weekdays], { minLength: 1 }), time }),
    fc.record({ day: monthDay, months: fc.subarray([...months], { minLength: 1 }), time }),
  ),
  fullDay: weekday,
  retention: fc.record({
    restoreDays: count,
    gfs: fc
      .record({
        weekly: optional(fc.record({ count, day: weekday })),
        monthly: optional(count),
        yearly: optional(count),
      })
      .map((levels) => JSON.parse(JSON.stringify(levels)) as typeof levels as object),
  }),
});

/** What somebody does in the console, and what is then not as wanted. */
const handMade: readonly (readonly [
  what: string,
  script: string,
  properties: readonly string[],
])[] = [
  ["disables the job", "Disable-VBRComputerBackupJob -Job $job", ["enabled"]],
  [
    "takes its schedule off",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -EnableSchedule:$false",
    ["scheduled"],
  ],
  [
    "has it run every day",
    `$daily = New-VBRDailyOptions -Type Everyday -Period '23:00'
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions (New-VBRServerScheduleOptions -Type Daily -DailyOptions $daily)`,
    ["schedule.days"],
  ],
  [
    "has it run at another time",
    `$daily = New-VBRDailyOptions -Type SelectedDays -DayOfWeek Friday -Period '05:00'
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions (New-VBRServerScheduleOptions -Type Daily -DailyOptions $daily)`,
    ["schedule.time"],
  ],
  [
    "has it run once a month, and leaves the days of the week as they were",
    `$monthly = New-VBRMonthlyOptions -DayNumberInMonth First -DayOfWeek Friday -Period '23:00'
     $schedule = New-VBRServerScheduleOptions -Type Monthly -MonthlyOptions $monthly -DailyOptions $job.ScheduleOptions.DailyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["schedule.day", "schedule.days", "schedule.months", "schedule.type"],
  ],
  [
    "has it run every hour",
    `$schedule = New-VBRServerScheduleOptions -Type Periodically -PeriodicallyOptions (New-VBRPeriodicallyOptions -FullPeriod 1) -DailyOptions $job.ScheduleOptions.DailyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["schedule.days", "schedule.time", "schedule.type"],
  ],
  [
    "has it ended in the middle, and not tried again",
    `$schedule = New-VBRServerScheduleOptions -Type Daily -DailyOptions $job.ScheduleOptions.DailyOptions -EnableBackupTerminationWindow -RetryCount 1
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["retries.count", "terminated"],
  ],
  [
    "keeps fewer days",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -RetentionPolicy 3",
    ["retention.keep"],
  ],
  [
    "keeps points instead of days",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -RetentionType RestorePoints",
    ["retention.type"],
  ],
  [
    "turns long-term points off",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention:$false",
    ["gfs.monthly", "gfs.weekly"],
  ],
  [
    "switches a level off, whose number stays",
    `$gfs = Set-VBRComputerGFSOptions -GFSOptions $job.GFSOptions -EnableGFSMonthlyBackup:$false
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -GFSOptions $gfs`,
    ["gfs.monthly"],
  ],
  [
    "flags the full of another day",
    `$gfs = New-VBRComputerGFSOptions -GFSWeeklyOptions (New-VBRComputerGFSWeeklyOptions -RetentionPeriod 5 -SelectedDay Monday) -GFSMonthlyOptions $job.GFSOptions.MonthlyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -GFSOptions $gfs`,
    ["gfs.weekly.when"],
  ],
  [
    "turns the active full off, and so long-term points",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention:$false -ActiveFullOptions (New-VBRFullBackupOptions -SelectedDays Friday)",
    ["activeFull", "gfs.monthly", "gfs.weekly"],
  ],
  [
    "makes the active full on another day",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ActiveFullOptions (New-VBRFullBackupOptions -Enable -SelectedDays Sunday)",
    ["activeFull.days[0]"],
  ],
  [
    "makes it once a month",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ActiveFullOptions (New-VBRFullBackupOptions -Enable -ScheduleType Monthly)",
    ["activeFull.days", "activeFull.schedule"],
  ],
  [
    "sends it to another repository",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -BackupRepository (Get-VBRBackupRepository | Where-Object { $_.Name -eq 'other' })",
    ["repository"],
  ],
  [
    "has it protect another group",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -BackupObject (Get-VBRProtectionGroup | Where-Object { $_.Name -eq 'others' })",
    ["protectionGroups[0]"],
  ],
  [
    "backs up one folder less",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'E:\\Data')",
    ["paths"],
  ],
  [
    "encrypts with another key",
    `$key = Add-VBREncryptionKey -Password (ConvertTo-SecureString -String 'x' -AsPlainText -Force) -Description 'other'
     $storage = New-VBRStorageOptions -CompressionLevel Optimal -StorageOptimizationType LocalTarget -EnableEncryption -EncryptionKey $key
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -StorageOptions $storage`,
    ["encryptionKey"],
  ],
  [
    "leaves the backups in clear",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -StorageOptions (New-VBRStorageOptions -CompressionLevel Optimal -StorageOptimizationType LocalTarget)",
    ["encryptionKey"],
  ],
  [
    "compresses nothing",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -StorageOptions (New-VBRStorageOptions -CompressionLevel None -StorageOptimizationType WANTarget -EnableEncryption -EncryptionKey $job.StorageOptions.EncryptionKey)",
    ["compression", "optimization"],
  ],
  [
    "describes it in other words",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -Description 'managed by Pulumi, and by me'",
    ["description"],
  ],
];

describe.each(veeamHosts)("a Veeam agent job on $name", ({ make }) => {
  let host: VeeamHost;
  let sent: { key: Envelope; job: Envelope };
  beforeAll(async () => {
    host = make();
    sent = await declaredJob();
    await host.make("repository", "other");
    await host.make("protection group", "others");
    await apply(sent.key);
  });
  afterAll(() => host.remove());

  const apply = async (envelope: Envelope) => {
    const { exitCode, stdout, stderr } = await host.run("apply", envelope);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const read = async (envelope: Envelope) =>
    JSON.parse((await host.run("read", envelope)).stdout) as Record<string, unknown> | null;
  const drift = async (envelope: Envelope) =>
    differences(envelope.document, await read(envelope)).map(({ property }) => property);
  const byHand = (script: string) =>
    host.byHand(
      `$job = Get-VBRComputerBackupJob | Where-Object { $_.Name -eq 'windows-files' -and [string]$_.Mode -eq 'ManagedByBackupServer' }\n${script} | Out-Null`,
    );

  it("is what was declared, whatever that is, and is changed to the next", async () => {
    await fc.assert(
      fc.asyncProperty(settings, fc.boolean(), async (declared, encrypted) => {
        const { job } = await declaredJob(declared, { encrypted });

        expect(await apply(job)).toEqual(job.document);
        expect(await drift(job)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it.each(handMade)(
    "shows what differs when somebody %s, and is put back",
    async (_, script, properties) => {
      await apply(sent.job);
      await byHand(script);

      expect(await drift(sent.job)).toEqual(properties);
      await apply(sent.job);
      expect(await drift(sent.job)).toEqual([]);
    },
  );

  it("is the same in whatever order and case its folders come back", async () => {
    await apply(sent.job);
    await byHand(
      "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'e:\\DATA', 'd:\\shares')",
    );

    expect(await drift(sent.job)).toEqual([]);
  });
});
