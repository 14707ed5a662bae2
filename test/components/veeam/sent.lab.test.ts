import { secretMark } from "../../../components/remote/secret-mark";
import { type VeeamJobSettings } from "../../../components/veeam/agent-job-document";
import { weekdays } from "../../../model/calendar/weekday";
import { months } from "../../../model/calendar/month";
import { declaredJob } from "./declared";

const sent = async (settings: Partial<VeeamJobSettings>) =>
  (await declaredJob(settings)).job.document;

describe("what is sent of a Veeam agent job", () => {
  it("is all that was declared of it, and what a hand must not change, in Veeam's words", async () => {
    const { key, job } = await declaredJob();

    expect(job).toMatchObject({ identity: "windows-files", settings: {}, secrets: {} });
    expect(job.document).toEqual({
      activeFull: { days: ["Friday"], schedule: "Weekly" },
      backupType: "SelectedFiles",
      compression: "Optimal",
      description: "managed by Pulumi as windows-files-job",
      enabled: true,
      encryptionKey: key.document["description"],
      gfs: { weekly: { keep: 5, when: "Saturday" }, monthly: { keep: 12, when: "First" } },
      healthCheck: { days: ["Saturday"], schedule: "Weekly", time: "04:30:00" },
      name: "windows-files",
      notifications: { address: "backup@lab.example", success: false },
      optimization: "LocalTarget",
      paths: ["D:\\Shares", "E:\\Data"],
      protectionGroups: ["smb-servers"],
      repository: "Default Backup Repository",
      retention: { keep: 36, type: "RestoreDays" },
      retries: { count: 3, minutes: 30 },
      schedule: { type: "Daily", days: ["Friday"], time: "23:00:00" },
      scheduled: true,
      terminated: false,
      ...{ masks: { exclude: [], include: [] }, deletedComputers: "kept" },
    });
  });

  const everyDay = weekdays.map((day) => day[0]!.toUpperCase() + day.slice(1));
  const everyMonth = months.map((month) => month[0]!.toUpperCase() + month.slice(1));

  it.each<readonly [VeeamJobSettings["schedule"], object]>([
    [
      { days: [...weekdays].reverse(), time: "01:30" },
      { type: "Daily", days: everyDay, time: "01:30:00" },
    ],
    [
      { days: ["sunday", "monday"], time: "01:30" },
      { type: "Daily", days: ["Monday", "Sunday"], time: "01:30:00" },
    ],
    [
      { day: { week: "second", weekday: "tuesday" }, months: [...months], time: "22:00" },
      { type: "Monthly", day: "Second Tuesday", months: everyMonth, time: "22:00:00" },
    ],
    [
      { day: { dayOfMonth: 15 }, months: ["july", "january"], time: "22:00" },
      { type: "Monthly", day: "OnDay 15", months: ["January", "July"], time: "22:00:00" },
    ],
    [
      { day: { dayOfMonth: "last" }, months: ["july"], time: "22:00" },
      { type: "Monthly", day: "OnDay Last", months: ["July"], time: "22:00:00" },
    ],
  ])("is its schedule %j", async (schedule, document) => {
    expect((await sent({ schedule }))["schedule"]).toEqual(document);
  });

  it.each<readonly [VeeamJobSettings["retention"], object]>([
    [{ restoreDays: 30, gfs: {} }, {}],
    [
      { restoreDays: 30, gfs: { weekly: { count: 4, day: "monday" }, yearly: 7 } },
      { weekly: { keep: 4, when: "Monday" }, yearly: { keep: 7, when: "January" } },
    ],
    [{ restoreDays: 30, gfs: { monthly: 2 } }, { monthly: { keep: 2, when: "First" } }],
  ])("is the long-term retention that is in use, and no other: %j", async (retention, gfs) => {
    expect(await sent({ retention })).toMatchObject({ retention: { keep: 30 } });
    expect((await sent({ retention }))["gfs"]).toEqual(gfs);
  });

  it("is no key where nothing is encrypted", async () => {
    expect((await declaredJob({}, { encrypted: false })).job.document["encryptionKey"]).toBeNull();
  });

  it.each([
    ["days", { days: [], time: "01:30" }],
    ["months", { day: { dayOfMonth: 1 }, months: [], time: "01:30" }],
  ] as const)("fails without %s, in whose place Veeam would put others", async (what, schedule) => {
    await expect(sent({ schedule })).rejects.toThrow(
      `a Veeam schedule has no ${what}; it needs at least one`,
    );
  });
});

describe("what is sent of a Veeam encryption key", () => {
  it("is its password apart, and a description that changes with it", async () => {
    const { key: first } = await declaredJob({}, { password: "first" });
    const { key: second } = await declaredJob({}, { password: "second" });

    expect(first).toMatchObject({
      identity: "lab",
      document: { description: `lab [${secretMark("first", "lab")}]` },
      secrets: { password: "first" },
    });
    expect(second.document).not.toEqual(first.document);
    expect(JSON.stringify(first.document)).not.toContain("first");
  });
});
