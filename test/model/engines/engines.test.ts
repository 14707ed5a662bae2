import { type EngineModel, scheduled } from "../../../model/engines/engine";
import { engines } from "../../../model/engines/engines";
import { type Engine, type Place } from "../../../model/estate";
import { place } from "../../support/plan";

/** What everybody relies on without asking: a word that changes here changes what is planned or who is told. */
interface Facts {
  readonly product: string;
  readonly maker: string;
  /** Kinds of items. */
  readonly takes: readonly string[];
  /** Engines whose copies it holds offsite, with who brings them. */
  readonly takesFrom: Readonly<Record<string, string>>;
  readonly frequencies: readonly string[];
  readonly media: readonly string[];
  readonly encryption: readonly string[];
  /** Whether it reads images, whether it locks, and what its settings belong to. */
  readonly is: readonly [readsImages: boolean, locks: boolean, settingsOf: string];
  /** GB that 10 restore points of 100 GB take, of which 2 GB change in a day, and whether they are reduced. */
  readonly stores: readonly [gigabytes: number, reduces: boolean];
  /** What a run reads and what it sends. */
  readonly moves: readonly [reads: string, sends: string];
  /** Minutes that it lags behind, and whether always. */
  readonly lag?: readonly [minutes: number, always: boolean];
}

const times = ["hourly", "six-hourly", "daily", "weekly", "monthly"];
const anyDisk = ["nvme", "disk", "object", "cloud"];

/** Source of each: the product's documentation, as the lab's specification has it. */
const facts: Readonly<Record<Engine, Facts>> = {
  pbs: {
    ...{ product: "Proxmox Backup Server", maker: "stack" },
    ...{ takes: ["guest"], takesFrom: { pbs: "nobody" } },
    ...{ frequencies: times, media: anyDisk, encryption: ["aes-256"] },
    ...{ is: [true, false, "store"], stores: [118, true], moves: ["everything", "changes"] },
  },
  veeam: {
    ...{ product: "Veeam", maker: "stack", takes: ["fileServer"], takesFrom: {} },
    ...{ frequencies: ["daily", "weekly", "monthly"], media: anyDisk },
    ...{ encryption: ["aes-256", "none"], is: [false, false, "job"] },
    ...{ stores: [216, true], moves: ["everything", "everything"] },
  },
  iperius: {
    ...{ product: "Iperius", maker: "operator", takes: ["database"], takesFrom: {} },
    ...{ frequencies: times, media: [...anyDisk, "tape"], encryption: ["aes-256", "none"] },
    ...{ is: [false, false, "job"], stores: [1000, true], moves: ["everything", "everything"] },
  },
  pgbackrest: {
    ...{ product: "pgBackRest", maker: "stack", takes: ["database"], takesFrom: {} },
    ...{ frequencies: times, media: anyDisk, encryption: ["aes-256"], is: [false, false, "job"] },
    ...{ stores: [370, true], moves: ["everything", "everything"], lag: [5, true] },
  },
  dump: {
    ...{ product: "pg_dump", maker: "stack", takes: ["database"], takesFrom: {} },
    ...{ frequencies: times, media: anyDisk, encryption: ["aes-256"], is: [false, false, "job"] },
    ...{ stores: [2000, true], moves: ["everything", "everything"] },
  },
  minio: {
    ...{ product: "MinIO", maker: "stack", takes: ["bucket"], takesFrom: { minio: "nobody" } },
    ...{ frequencies: ["continuous"], media: ["object", "nvme", "disk"] },
    ...{ encryption: ["aes-256"], is: [false, false, "store"] },
    ...{ stores: [118, false], moves: ["changes", "changes"], lag: [15, false] },
  },
  git: {
    ...{ product: "the git mirror", maker: "nobody", takes: ["repository"], takesFrom: {} },
    ...{ frequencies: ["continuous", ...times], media: ["nvme", "disk", "cloud"] },
    ...{ encryption: ["aes-256", "none"], is: [false, false, "job"] },
    ...{ stores: [118, true], moves: ["changes", "changes"], lag: [15, false] },
  },
  kubernetes: {
    ...{ product: "Kubernetes", maker: "nobody", takes: ["claim"], takesFrom: {} },
    ...{ frequencies: times, media: anyDisk, encryption: ["aes-256", "none"] },
    ...{ is: [false, false, "job"], stores: [118, false], moves: ["everything", "changes"] },
  },
  s3: {
    ...{ product: "Amazon S3", maker: "nobody", takes: [] },
    takesFrom: {
      ...{ pbs: "stack", veeam: "stack", iperius: "nobody", pgbackrest: "stack" },
      dump: "stack",
      ...{ minio: "nobody", git: "nobody", kubernetes: "nobody" },
    },
    ...{ frequencies: times, media: ["cloud", "object"], encryption: ["aes-256", "none"] },
    ...{ is: [false, true, "store"], stores: [1000, true], moves: ["everything", "everything"] },
  },
};

const volume = { usedGB: 100, dailyChangeGB: 2 };
const history = { restorePoints: 10, intervalDays: 1, spanDays: 9 };

function factsOf(engine: EngineModel<Engine>): Facts {
  const { product, maker, takes, takesFrom, frequencies, media, encryption, lag } = engine;
  const { readsImages, locks, settingsOf, storage, traffic } = engine;
  return {
    ...{ product, maker, takes: Object.keys(takes), takesFrom },
    ...{ frequencies, media, encryption, is: [readsImages, locks, settingsOf] },
    stores: [storage.layout(volume, history), storage.reduces],
    moves: [traffic.reads, traffic.sends],
    ...(lag && { lag: [lag.minutes, lag.always ?? false] }),
  };
}

describe.each(Object.keys(facts) as Engine[])("%s", (name) => {
  const engine = engines[name] as EngineModel<Engine>;

  it("is what its documentation says", () => expect(factsOf(engine)).toEqual(facts[name]));

  it("says why its copies lag behind", () =>
    expect(engine.lag === undefined || /\w/.test(engine.lag.why)).toBe(true));

  it("shares settings only where others can raise them", () =>
    expect(engine.raisedBy !== undefined).toBe(engine.settingsOf === "store"));
});

it("what has times of its own has all that are not without a pause", () =>
  expect(scheduled).toEqual(times));

describe("what runs alone", () => {
  const alone = (engine: Engine, at: Partial<Place> = {}, from?: Place) =>
    engines[engine].exclusive?.({
      ...{ nodes: ["node01", "node02"], place: place({ engine, ...at }) },
      ...(from && { from }),
    }) ?? [];

  it("is vzdump on each node", () =>
    expect(alone("pbs")).toEqual(["vzdump of node01", "vzdump of node02"]));

  it("is a dump into a store", () =>
    expect(alone("dump", { store: "dumps" })).toEqual(["dumps dumps"]));

  it("is a backup of a stanza", () => {
    expect(alone("pgbackrest", { store: "main" })).toEqual(["stanza main"]);
    expect(alone("pgbackrest", { store: "main", namespace: "a" })).toEqual(["stanza main/a"]);
  });

  it("is what the export agent brings, and nothing else that goes to the vault", () => {
    expect(alone("s3", {}, place({ engine: "pbs" }))).toEqual(["export agent"]);
    const onVeeam = place({ engine: "veeam" });
    expect(alone("s3", {}, onVeeam)).toEqual(["export agent of veeam"]);
    expect(alone("s3", {}, { ...onVeeam, server: "vbr02" })).toEqual(["export agent of vbr02"]);
    expect(alone("s3", {}, place({ engine: "git" }))).toEqual([]);
    expect(alone("s3")).toEqual([]);
  });

  it.each(["veeam", "iperius", "minio", "git", "kubernetes"] as const)(
    "is no run of %s",
    (engine) => expect(alone(engine)).toEqual([]),
  );
});
