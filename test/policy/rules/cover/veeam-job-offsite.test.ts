import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";
import { exportOnWindows, minioBucket } from "./exports";

const rule = "veeam-job-offsite";
const job = (document: Record<string, unknown> = {}) =>
  told(
    "veeam agent job",
    { name: "files", repository: "Default", ...document },
    { name: "job", identity: "files" },
  );
const reading = {
  source: { job: "files", repository: "Default" },
  items: [{ name: "fs02", computers: ["fs02"] }],
};
const exported = (config: object = {}, more: object = {}) =>
  exportOnWindows({ ...reading, ...config }, more);
const untaken = (why = "") =>
  `job: backups of the job files: no offsite export of the stack takes them to another place${why}; wanted is one. Fix: add an offsite export of the job, or copy its backups out by hand.`;

describe(rule, () => {
  it("passes a job that an export on its server takes out", async () => {
    expect(await violationsOf(rule, [job(), exported()])).toEqual([]);
    expect(await violationsOf(rule, [job({ name: undefined }), exported()])).toEqual([]);
  });

  it.each([
    ["no export", []],
    ["one of another job", [exported({ source: { ...reading.source, job: "mail" } })]],
    ["one of another repository", [exported({ source: { ...reading.source, repository: "D" } })]],
    ["one on another host", [exported({}, { host: "other" })]],
    ["one without computers", [exported({ items: [] })]],
    ["one that names no computers", [exported({ items: undefined })]],
    ["one that does not say what it reads", [exported({ source: undefined })]],
  ])("fails on %s", async (_what, others) => {
    expect(await violationsOf(rule, [job(), ...others])).toEqual([untaken()]);
  });

  it.each([
    ["is disabled", exported({}, { enabled: false }), "its task round is not enabled"],
    ["names no bucket", exported({ bucket: undefined }), "it names no bucket"],
    [
      "goes to a MinIO of the stack",
      exported({ endpoint: "https://fs01:9000" }),
      "fs01 is in the house",
    ],
  ])("fails on an export that %s", async (_what, one, why) => {
    expect(await violationsOf(rule, [job(), one, minioBucket("fs01:9000")])).toEqual([
      untaken(` (job: ${why})`),
    ]);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [job(), later])).notJudged).toContain("not known yet");
  });
});
