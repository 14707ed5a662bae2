import * as fc from "fast-check";
import { differences } from "../../../components/remote/difference";
import { type Envelope } from "../../../model/remote/envelope";
import { type VeeamJobSettings } from "../../../components/veeam/agent-job-document";
import { veeamWeeks } from "../../../model/calendar/veeam-schedule";
import { months } from "../../../model/calendar/month";
import { type Weekday, weekdays } from "../../../model/calendar/weekday";
import { describeRealPowerShell } from "../../support/powershell-host";
import { declaredJob, usualJob } from "./declared";
import { handMade } from "./hand-made";
import { StubbedPowerShell, type VeeamHost, veeamHosts } from "./veeam-host";
import { tries } from "../../support/random-cases";

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

/** Every day of the week but one. */
const onAllBut = (left?: Weekday) => ({
  days: weekdays.filter((day) => day !== left),
  time: "01:30",
});

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
  healthCheck: optional(fc.record({ days: fc.subarray([...weekdays], { minLength: 1 }), time })),
  notifications: optional(
    fc.record({
      address: fc.constantFrom("a@lab.example", "b+c@lab.example"),
      success: fc.boolean(),
    }),
  ),
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
      // The longest lists, which Veeam has words of its own for or not, come up too rarely.
      {
        ...tries(10),
        examples: [
          [{ ...usualJob, paths: ["D:\\Shares"] }, true],
          [{ ...usualJob, schedule: onAllBut() }, true],
          [{ ...usualJob, schedule: onAllBut("sunday") }, false],
        ],
      },
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

  it("leaves mail as a hand set it up, where none is declared", async () => {
    await apply(sent.job);
    await byHand(
      "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -NotificationOptions (New-VBRNotificationOptions -EnableAdditionalNotification -AdditionalAddress 'mine@lab.example')",
    );
    const { job } = await declaredJob({ notifications: undefined });
    expect(await drift(job)).toEqual([]);
    expect(await apply(job)).toEqual(job.document);
  });

  it("shows the days on which it runs by hand, whatever they are called", async () => {
    await apply(sent.job);
    await byHand(
      `$daily = New-VBRDailyOptions -Type WeekDays -Period '23:00'
       Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions (New-VBRServerScheduleOptions -Type Daily -DailyOptions $daily)`,
    );

    expect((await read(sent.job))?.["schedule"]).toEqual({
      type: "Daily",
      days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
      time: "23:00:00",
    });
  });
});

/** Makes a job, or a policy, as somebody might in the console. */
const foreign = (mode: string, more: string) => `
$group = Get-VBRProtectionGroup | Where-Object { $_.Name -eq 'smb-servers' }
$made = Add-VBRComputerBackupJob -OSPlatform Windows -Type Server -Mode ${mode} -Name 'windows-files' -BackupObject $group -BackupType SelectedFiles -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'others') ${more}`;
const repository =
  "-BackupRepository (Get-VBRBackupRepository | Where-Object { $_.Name -eq 'Default Backup Repository' })";

describe.each(veeamHosts)("beside what others made in Veeam on $name, a job", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(async () => {
    await host.reset();
    await host.run("apply", (await declaredJob()).key);
  });
  afterAll(() => host.remove());

  const jobs = (what: string) =>
    host.byHand(`(Get-VBRComputerBackupJob | ForEach-Object { "${what}" }) -join ', '`);

  it("is made though a policy has its name, and the policy is not taken for it", async () => {
    const { job } = await declaredJob();
    await host.byHand(foreign("ManagedByAgent", ""));

    expect((await host.run("read", job)).stdout.trim()).toBe("null");
    expect(await host.run("apply", job)).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await jobs("$($_.Mode) $($_.SelectedFilesOptions.SelectedFiles)")).trim()).toBe(
      "ManagedByAgent others, ManagedByBackupServer D:\\Shares E:\\Data",
    );
  });

  it.each([
    ["without a description", ""],
    ["with one of theirs", "-Description 'managed by me'"],
  ])(
    "fails where somebody made one of its name %s, and leaves theirs as it is",
    async (_, words) => {
      const { job } = await declaredJob();
      await host.byHand(foreign("ManagedByBackupServer", `${repository} ${words}`));

      const refusal = (await host.run("create", job)).stderr;
      expect(refusal).toMatch(
        /create veeam agent job windows-files on \S+: is there already, made by somebody else \(/,
      );
      expect(refusal).toMatch(/paths: there \["others"\], declared \["D:\\\\Shares"/);
      expect(refusal).toMatch(
        /; nothing was changed; fix: .* add "windows-files-job" to backup:adopt/,
      );
      expect((await host.run("apply", job)).stderr).toContain(
        "a job 'windows-files' that somebody else made is there; rename one of the two; nothing was changed",
      );
      expect((await host.run("remove", job)).stdout.trim()).toBe(
        "left in Veeam as it is, because somebody else made it: windows-files",
      );
      expect((await jobs("$($_.JobEnabled) $($_.SelectedFilesOptions.SelectedFiles)")).trim()).toBe(
        "True others",
      );
    },
  );

  it("is taken over where the stack's file names it, and is the stack's own from then on", async () => {
    const { job } = await declaredJob();
    await host.byHand(foreign("ManagedByBackupServer", repository));

    expect(await host.run("create", { ...job, adopt: true })).toMatchObject({ exitCode: 0 });
    expect((await jobs("$($_.SelectedFilesOptions.SelectedFiles)")).trim()).toBe(
      "D:\\Shares E:\\Data",
    );
    expect(await host.run("create", job)).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("goes on where another name of the file has taken it over before the old one goes", async () => {
    const { job } = await declaredJob();
    await host.run("apply", job);
    const description = "managed by Pulumi as other-windows-files-job";
    const other = { ...job, resource: "other-windows-files-job" };
    await host.run("create", { ...other, document: { ...job.document, description } });

    expect((await host.run("remove", job)).stdout.trim()).toBe(
      `left in Veeam as it is, ${description} now: windows-files`,
    );
    expect((await jobs("$($_.Name) $($_.JobEnabled)")).trim()).toBe("windows-files True");
  });

  it("is disabled and stays when nobody declares it any more", async () => {
    const { job } = await declaredJob();
    expect((await host.run("remove", job)).stdout.trim()).toBe("not in Veeam: windows-files");
    await host.run("apply", job);

    expect((await host.run("remove", job)).stdout.trim()).toBe(
      "left in Veeam, disabled: windows-files",
    );
    expect((await jobs("$($_.Name) $($_.JobEnabled)")).trim()).toBe("windows-files False");
  });

  it("never removes the backups of a computer that was not seen for a while, whoever told it to", async () => {
    const { job } = await declaredJob();
    const removes = "$($_.DeletedComputerRetentionEnabled)";
    await host.run("apply", job);
    expect((await jobs(removes)).trim()).toBe("False");
    await host.byHand(
      "Set-VBRComputerBackupJob -Job (Get-VBRComputerBackupJob) -EnableDeletedComputerRetention | Out-Null",
    );
    await host.run("apply", job);

    expect((await jobs(removes)).trim()).toBe("False");
  });

  it.each([
    ["repository", "Veeam has no repository 'nowhere'; it has: Default Backup Repository; nothing"],
    [
      "protectionGroup",
      "Veeam has no protection group 'nowhere'; it has: Manually Added, smb-servers; make it in the console first; nothing",
    ],
  ])("fails without its %s, and says which there are", async (what, words) => {
    const { job } = await declaredJob({ [what]: "nowhere" });

    expect((await host.run("apply", job)).stderr).toContain(words);
  });

  it("fails without its key", async () => {
    const { job } = await declaredJob({}, { keyName: "another" });

    expect((await host.run("apply", job)).stderr).toMatch(
      /Veeam has no encryption key 'another \[\w+\]'; nothing was changed/,
    );
  });
});

describeRealPowerShell("a job of a Veeam that says nothing", () => {
  let host: StubbedPowerShell;
  beforeAll(() => (host = new StubbedPowerShell()));
  afterAll(() => host.remove());
  const adding = (lines: string) =>
    host.type(`function global:Add-VBRComputerBackupJob { ${lines} }`);

  it("is there all the same, and one that is not is no success", async () => {
    const { key, job } = await declaredJob();
    await host.run("apply", key);
    await adding("");
    expect((await host.run("create", job)).stderr).toContain(
      "Veeam took it without a word, and made no job; nothing was changed",
    );
    // Names of parameters and their values take turns.
    await adding(
      `$named = @{}
       for ($place = 0; $place -lt $args.Count; $place += 2) { $named[$args[$place].Trim('-', ':')] = $args[$place + 1] }
       $null = Veeam.Backup.PowerShell\\Add-VBRComputerBackupJob @named
       'noise', 'more'`,
    );
    const { exitCode, stdout, stderr } = await host.run("create", job);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(job.document);
  });
});

describeRealPowerShell(
  "a job of an older Veeam, which does not say what level is switched on",
  () => {
    it("has the levels that keep something", async () => {
      const host = new StubbedPowerShell();
      const { key, job } = await declaredJob();
      await host.run("apply", key);
      await host.run("apply", job);
      await host.byHand(
        `$job = Get-VBRComputerBackupJob
       $job.GFSOptions = [pscustomobject]@{
         WeeklyOptions = $job.GFSOptions.WeeklyOptions; MonthlyOptions = $null
         YearlyOptions = [pscustomobject]@{ RetentionPeriod = 0; SelectedMonth = 'January' }
       }`,
      );

      const { stdout } = await host.run("read", job);
      expect((JSON.parse(stdout) as Record<string, unknown>)["gfs"]).toEqual({
        weekly: { keep: 5, when: "Saturday" },
      });
      host.remove();
    });
  },
);
