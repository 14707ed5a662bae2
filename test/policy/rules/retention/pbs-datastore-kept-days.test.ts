import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "pbs-datastore-kept-days";
const weekly = { "keep-weekly": 5, "keep-monthly": 1 };
const prune = (name: string, keep: object, parts: object = {}, more: object = {}) =>
  told(
    "pbs prune-job",
    { id: name, store: "s", "max-depth": 0, ...keep, ...parts },
    { name, identity: name, ...more },
  );
const storage = (more: Sent["props"] = {}) => ({
  type: "proxmoxve:storage/pbs:Pbs",
  name: "storage",
  props: { resourceId: "pbs", datastore: "s", ...more },
});
const backup = (schedule: unknown, more: Sent["props"] = {}) => ({
  type: "proxmoxve:backup/job:Job",
  name: `job ${String(schedule)}`,
  props: { storage: "pbs", schedule, ...more },
});
const short = (schedule: string, jobs: string, days: number): unknown =>
  expect.stringContaining(
    `of backups made ${schedule} into s, ${jobs} leave too little: the oldest is at times only ${days} days old; wanted are 30`,
  );

describe(rule, () => {
  it("judges a job by the backups that are made where it prunes", async () => {
    const sent = (schedule: string) => [prune("p", weekly), storage(), backup(schedule)];

    expect(await violationsOf(rule, sent("sun 01:00"))).toEqual([]);
    expect(await violationsOf(rule, sent("01:00"))).toEqual([
      "p: of backups made 01:00 into s, p leave too little: the oldest is at times only 29 days old; wanted are 30. Fix: raise the keep options of these jobs, or keep all but one of them out of the namespace.",
    ]);
  });

  it("judges it by each of several schedules, once each", async () => {
    const sent = [
      ...["daily", "sun 01:00", "02:00"].map((schedule) => backup(schedule)),
      { ...backup("daily"), name: "again" },
    ];

    expect(await violationsOf(rule, [prune("p", weekly), storage(), ...sent])).toEqual([
      short("02:00", "p", 29),
      short("daily", "p", 29),
    ]);
  });

  it("leaves out jobs that write elsewhere", async () => {
    const others = [
      { ...storage({ resourceId: "other", datastore: "t" }), name: "other" },
      backup("daily", { storage: "other" }),
      { ...storage({ resourceId: "below", namespace: "a" }), name: "below" },
      backup("02:00", { storage: "below" }),
      backup("03:00", { storage: "nobody's" }),
    ];

    expect(
      await violationsOf(rule, [prune("p", weekly), storage(), backup("sun 01:00"), ...others]),
    ).toEqual([]);
  });

  it("follows jobs below where it prunes as deep as it reaches", async () => {
    const made = (depth: object) => [
      prune("p", weekly, { "max-depth": undefined, ...depth }),
      storage({ namespace: "a/b" }),
      backup("daily"),
      { ...storage({ resourceId: "root" }), name: "root" },
      backup("sun 01:00", { storage: "root" }),
    ];

    expect(await violationsOf(rule, made({}))).toEqual([short("daily", "p", 29)]);
    expect(await violationsOf(rule, made({ "max-depth": 2 }))).toHaveLength(1);
    expect(await violationsOf(rule, made({ "max-depth": 1 }))).toEqual([]);
    expect(await violationsOf(rule, made({ ns: "a" }))).toHaveLength(1);
    expect(await violationsOf(rule, made({ ns: "a/b" }))).toHaveLength(1);
  });

  it("knows the storage also where nothing has a name yet, and by its earlier type", async () => {
    const sent = [
      prune("p", weekly),
      { ...storage(), type: "proxmoxve:storage/pbsLegacy:PbsLegacy" },
      { ...backup("daily", { storage: unknown }), from: { storage: ["storage"] } },
      backup("02:00", { storage: "nobody's" }),
    ];

    expect(await violationsOf(rule, sent)).toEqual([short("daily", "p", 29)]);
  });

  it("reads storages and jobs that documents tell", async () => {
    const inShell = told(
      "pve storage",
      { type: "pbs", datastore: "s" },
      { name: "told", identity: "pbs" },
    );
    const job = (schedule: string, to = "pbs") =>
      told("pve backup job", { storage: to, schedule }, { name: `told ${schedule}` });

    for (const made of [storage(), inShell]) {
      expect(await violationsOf(rule, [prune("p", weekly), made, job("daily")])).toHaveLength(1);
      expect(await violationsOf(rule, [prune("p", weekly), made, backup("daily")])).toHaveLength(1);
      const apart = [job("sun 01:00"), job("daily", "other")];
      expect(await violationsOf(rule, [prune("p", weekly), made, ...apart])).toEqual([]);
    }
    for (const place of [{ datastore: "t" }, { datastore: "s", namespace: "a" }]) {
      const elsewhere = told("pve storage", place, { name: "t", identity: "t" });
      const sent = [inShell, job("sun 01:00"), elsewhere, job("daily", "t")];
      expect(await violationsOf(rule, [prune("p", weekly), ...sent])).toEqual([]);
    }
  });

  it("judges what others bring by all the stack's backups, and without any by the usual ones", async () => {
    const [mirror, nothing] = [prune("p", weekly), storage({ datastore: "t" })];

    expect(await violationsOf(rule, [mirror, nothing, backup("sun 01:00")])).toEqual([]);
    expect(
      await violationsOf(rule, [
        mirror,
        told("pve backup job", { storage: "x", schedule: "sat 01:00" }, { name: "told" }),
      ]),
    ).toEqual([]);
    expect(await violationsOf(rule, [mirror, backup("02:00")])).toEqual([short("02:00", "p", 29)]);
    expect(await violationsOf(rule, [mirror, backup(undefined)])).toEqual([
      short("daily", "p", 29),
    ]);
    expect(await violationsOf(rule, [prune("p", { "keep-last": 5 })])).toEqual([
      short("daily", "p", 4),
      short("weekly", "p", 28),
    ]);
  });

  it("plays all jobs that reach a namespace, and tells it at the deepest", async () => {
    const [above, below] = [
      prune("above", { "keep-last": 5 }, { "max-depth": undefined, ns: "a" }),
      prune("below", weekly, { ns: "a/b" }),
    ];
    const made = [storage({ namespace: "a/b" }), backup("sun 01:00")];

    expect(await violationsOf(rule, [below, ...made])).toEqual([]);
    expect(await violationsOf(rule, [below, above, ...made])).toEqual([
      expect.stringMatching(/^below: of backups made sun 01:00 into s, above and below leave too/),
      expect.stringMatching(/^above: of backups made sun 01:00 into s, above leave too little/),
    ]);
  });

  it("names none that prunes nothing, nor asks where a command without a connection goes", async () => {
    const everything = prune("all", {}, { "max-depth": undefined });
    const sent = [prune("p", weekly), everything].map(({ type, name = "", props }) => ({
      ...{ type, name },
      props: { stdin: props["stdin"] },
    }));

    expect(await violationsOf(rule, [...sent, backup("daily")])).toEqual([short("daily", "p", 29)]);
  });

  it.each([
    ["is disabled", { disable: true }, {}],
    ["reaches less deep", { "max-depth": 0 }, {}],
    ["prunes beside it", { ns: "c" }, {}],
    ["prunes another store", { store: "t" }, {}],
    ["is on another host", {}, { host: "other" }],
  ])("leaves out one that %s", async (_what, parts, more) => {
    const other = prune("other", { "keep-last": 5 }, { "max-depth": undefined, ...parts }, more);
    const sent = [
      prune("p", weekly, { ns: "a" }),
      storage({ namespace: "a" }),
      backup("sun 01:00"),
    ];

    const violations = await violationsOf(rule, [...sent, other]);
    expect(violations.filter((one) => one.startsWith("p:"))).toEqual([]);
  });

  it.each([
    ["is disabled", { "keep-last": 1, disable: true }],
    ["says nothing to keep", {}],
  ])("passes a job that %s", async (_what, keep) => {
    expect(await violationsOf(rule, [prune("p", keep)])).toEqual([]);
  });

  it("takes each least from the pack's configuration", async () => {
    const sent = [prune("p", { "keep-daily": 31 }), storage(), backup("daily")];

    expect(await violationsOf(rule, sent)).toEqual([]);
    expect(await violationsOf(rule, sent, { minimumDays: 31 })).toEqual([
      expect.stringContaining("only 30 days old; wanted are 31"),
    ]);
    expect(await violationsOf(rule, sent, { untouchedDays: 32 })).toEqual([
      expect.stringContaining("some go when they are 31 days old; wanted are 32"),
    ]);
  });

  it("says what is not known yet", async () => {
    expect(await verdictOf(rule, [prune("p", weekly), storage({ datastore: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("datastore of storage is not known yet"),
    });
    const command = { type: "command:remote:Command", name: "secret", props: { stdin: unknown } };
    expect((await verdictOf(rule, [prune("p", weekly), command])).notJudged).toContain(
      "stdin of secret",
    );
  });
});
