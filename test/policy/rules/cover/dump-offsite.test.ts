import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";
import { exportBy, minioBucket } from "./exports";

const rule = "dump-offsite";
const dump = told(
  "postgres dump",
  { config: { endpoint: "https://fs03:9000" } },
  { name: "dump", identity: "pg01" },
);
const exported = (
  config: object = {},
  more: object = {},
  kind = "offsite dump export",
  agent = "offsite-export-dump",
) => exportBy(agent, kind, { stanza: "pg01", ...config }, more);
const untaken = (why = "") =>
  `dump: dumps of pg01: no offsite export of the stack takes them to another place${why}; wanted is one. Fix: add an offsite export of them, or copy them out by hand.`;

describe(rule, () => {
  it.each([
    ["to Amazon S3", exported()],
    ["to another S3", exported({ endpoint: "https://s3.example.org" })],
  ])("passes dumps that an export on the same server takes out %s", async (_where, one) => {
    expect(await violationsOf(rule, [dump, one, minioBucket("fs01:9000")])).toEqual([]);
  });

  it("passes dumps that one of several exports takes out", async () => {
    const off = exported({}, { state: "disabled" });
    expect(await violationsOf(rule, [dump, off, exported()])).toEqual([]);
  });

  it.each([
    ["no export", []],
    ["one of another server", [exported({ stanza: "pg02" })]],
    [
      "one of something else",
      [exported({}, {}, "offsite repository export", "offsite-export-pgbackrest")],
    ],
    ["one on another host", [exported({}, { host: "other" })]],
    ["one that does not say what it reads", [exported({ stanza: undefined })]],
  ])("fails on %s", async (_what, others) => {
    expect(await violationsOf(rule, [dump, ...others])).toEqual([untaken()]);
  });

  it.each([
    [
      "is disabled",
      exported({}, { state: "disabled" }),
      "its timer offsite-export-dump@job.timer is disabled",
    ],
    ["never begins", exported({}, { calendar: "2020-01-01" }), /OnCalendar=2020-01-01, which/],
    ["names no bucket", exported({ bucket: undefined }), "it names no bucket"],
    ["stays on the same store", exported({ endpoint: "https://FS03" }), "fs03 is in the house"],
    [
      "goes to another MinIO of the stack",
      exported({ endpoint: "https://fs01:9000/" }),
      "fs01 is in the house",
    ],
  ])("fails on an export that %s", async (_what, one, why) => {
    const violations = await violationsOf(rule, [dump, one, minioBucket("fs01:9000")]);
    if (typeof why === "string") expect(violations).toEqual([untaken(` (job: ${why})`)]);
    else expect(violations).toEqual([expect.stringMatching(why)]);
  });

  it("says what is wrong with each export", async () => {
    const others = [exported({}, { state: "disabled" }), exported({ bucket: "" })];
    expect(await violationsOf(rule, [dump, ...others])).toEqual([
      untaken(
        " (job: its timer offsite-export-dump@job.timer is disabled) (job: it names no bucket)",
      ),
    ]);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [dump, later])).notJudged).toContain("not known yet");
  });

  it("says that an address is not known yet, where the export's place hangs on it", async () => {
    const sent = [dump, minioBucket(unknown)];
    const away = exported({ endpoint: "https://s3.example.org" });
    expect(await verdictOf(rule, [...sent, away])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("minioServer of the provider of bucket is not known yet"),
    });
    expect(await violationsOf(rule, [...sent, exported()])).toEqual([]);
  });
});
