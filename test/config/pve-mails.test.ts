import { faultsWith } from "./support/faults-with";

const path = "pve.everyJob.notificationMode";
const job = (notificationMode: string) => ({ "pve.everyJob": { notificationMode } });

describe("how a cluster tells people of its jobs", () => {
  it("fails where it mails to the mailto of a job alone, which no job has", () => {
    expect(faultsWith({ "pve.through": "shell", ...job("legacy-sendmail") })).toEqual([
      {
        path: `backup:${path}`,
        message: expect.stringContaining("nobody would be told of a backup that failed") as string,
        got: '"legacy-sendmail"',
        allowed: "auto, notification-system",
        fix: expect.stringContaining("notification-system") as string,
      },
    ]);
  });

  it.each(["auto", "notification-system"])("is right as %s", (mode) => {
    expect(faultsWith({ "pve.through": "shell", ...job(mode) })).toEqual([]);
  });

  it("is one fault where the provider cannot set it at all", () => {
    expect(faultsWith(job("legacy-sendmail"))).toHaveLength(1);
  });
});
