import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";
import { exportBy, minioBucket } from "./exports";

const rule = "postgres-offsite";
const onMinio = { "repo1-type": "s3", "repo1-s3-endpoint": "fs03", "repo1-storage-host": "fs03" };
const stanza = (options: object = onMinio) =>
  told("postgres stanza", { options: { pg01: options } }, { name: "stanza", identity: "pg01" });
const exported = (
  config: object = {},
  more: object = {},
  kind = "offsite repository export",
  agent = "offsite-export-pgbackrest",
) => exportBy(agent, kind, { stanza: "pg01", ...config }, more);
const untaken = (why = "") =>
  `stanza: backups of pg01: no offsite export of the stack takes them to another place${why}; wanted is one. Fix: add an offsite export of its repository, or copy it out by hand.`;
const second = (options: object) =>
  stanza({
    ...onMinio,
    ...Object.fromEntries(Object.entries(options).map(([key, value]) => [`repo2-${key}`, value])),
  });

describe(rule, () => {
  it("passes a server whose repository an export on the same host takes out", async () => {
    expect(await violationsOf(rule, [stanza(), exported()])).toEqual([]);
  });

  it.each([
    ["Amazon S3", { type: "s3", "s3-endpoint": "s3.eu-central-1.amazonaws.com" }],
    ["Azure", { type: "azure" }],
    ["Google Cloud", { type: "gcs" }],
  ])("passes one with a second repository on %s", async (_where, options) => {
    expect(await violationsOf(rule, [second(options)])).toEqual([]);
  });

  it.each([
    ["another MinIO", { type: "s3", "s3-endpoint": "fs01" }],
    ["an S3 that only looks like Amazon's", { type: "s3", "s3-endpoint": "notamazonaws.com" }],
    [
      "Amazon's name, and another machine behind it",
      { type: "s3", "s3-endpoint": "s3.amazonaws.com", "storage-host": "fs01" },
    ],
    ["an S3 of which nothing is said", { type: "s3" }],
    ["a store of Amazon's name and no type", { "s3-endpoint": "s3.amazonaws.com" }],
    ["a cloud's store that a MinIO of the stack plays", { type: "azure", "storage-host": "fs01" }],
    ["a folder", { type: "posix", path: "/srv" }],
    ["another machine", { host: "pg02" }],
  ])("fails on one with a second repository on %s", async (_where, options) => {
    expect(await violationsOf(rule, [second(options), minioBucket("fs01:9000")])).toEqual([
      untaken(),
    ]);
  });

  it.each([
    ["no export", []],
    ["one of another server", [exported({ stanza: "pg02" })]],
    ["one of its dumps", [exported({}, {}, "offsite dump export", "offsite-export-dump")]],
    ["one on another host", [exported({}, { host: "other" })]],
    ["one that does not say what it reads", [exported({ stanza: undefined })]],
  ])("fails on %s", async (_what, others) => {
    expect(await violationsOf(rule, [stanza(), ...others])).toEqual([untaken()]);
    expect(await violationsOf(rule, [stanza({}), ...others])).toEqual([untaken()]);
  });

  it.each([
    [
      "is disabled",
      exported({}, { state: "disabled" }),
      "its timer offsite-export-pgbackrest@job.timer is disabled",
    ],
    ["names no bucket", exported({ bucket: "" }), "it names no bucket"],
    [
      "stays on the repository's store",
      exported({ endpoint: "https://fs03:9000" }),
      "fs03 is in the house",
    ],
    [
      "goes to another MinIO of the stack",
      exported({ endpoint: "https://fs01" }),
      "fs01 is in the house",
    ],
  ])("fails on an export that %s", async (_what, one, why) => {
    expect(await violationsOf(rule, [stanza(), one, minioBucket("fs01:9000")])).toEqual([
      untaken(` (job: ${why})`),
    ]);
  });

  // Where everything is tried on one machine, its stores differ by their ports alone.
  it.each<[string, string, boolean]>([
    ["127.0.0.1:9000", "http://127.0.0.1:9000", false],
    ["127.0.0.1:9000", "http://127.0.0.1:9000/path", false],
    ["127.0.0.1:9000", " https://127.0.0.1:9001", true],
    ["http://127.0.0.1", "http://127.0.0.1:80", false],
    ["127.0.0.1", "https://127.0.0.1:443", false],
    ["http://127.0.0.1", "https://127.0.0.1", true],
    ["localhost:900", "http://localhost:9000", true],
    ["fs01:9000", "https://fs01:9443", false],
  ])("knows whether %s is the store of %s", async (minioServer, endpoint, isOut) => {
    const sent = [stanza(), exported({ endpoint }), minioBucket(minioServer)];
    const { length } = await violationsOf(rule, sent);
    expect(length).toBe(isOut ? 0 : 1);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [stanza(), later])).notJudged).toContain("not known yet");
  });
});
