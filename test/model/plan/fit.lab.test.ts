import { type Estate, type Frequency } from "../../../model/estate";
import { type PlannedCopy } from "../../../model/plan/plan";
import { errorsOf, guest, planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const copiesOf = (estate: Estate, item: string): PlannedCopy[] =>
  planOf(estate).copies.filter((copy) => copy.item === item);

/** The sound estate with one class changed. */
const withClass = (name: string, change: Partial<Estate["classes"][string]>): Estate =>
  soundEstate({ classes: { ...sound.classes, [name]: { ...sound.classes[name]!, ...change } } });

describe("what an engine takes", () => {
  it("is planned without an error for one item of each kind", () => {
    expect(errorsOf(sound)).toEqual([]);
    expect(new Set(planOf(sound).copies.map(({ engine }) => engine)).size).toBe(8);
  });

  const { stars } = sound.databases;
  const { images } = sound.buckets;
  const { infra } = sound.repositories;
  const { etcd } = sound.claims;
  const { shares } = sound.fileServers;

  it.each<[string, Partial<Estate>, string, string, string]>([
    [
      "a database in Proxmox Backup Server",
      { databases: { stars: { ...stars!, classes: ["linux"] } } },
      "databases.stars",
      "a database",
      "a guest",
    ],
    [
      "a bucket in Proxmox Backup Server",
      { buckets: { images: { ...images!, classes: ["linux"] } } },
      "buckets.images",
      "a bucket",
      "a guest",
    ],
    [
      "a claim in Proxmox Backup Server",
      { claims: { etcd: { ...etcd!, classes: ["linux"] } } },
      "claims.etcd",
      "a claim",
      "a guest",
    ],
    [
      "shares in Proxmox Backup Server",
      { fileServers: { shares: { ...shares!, classes: ["linux"] } } },
      "fileServers.shares",
      "a file server",
      "a guest",
    ],
    [
      "a git repository in Veeam",
      { repositories: { infra: { ...infra!, classes: ["windows"] } } },
      "repositories.infra",
      "a repository",
      "a file server",
    ],
    [
      "a guest in Veeam",
      { guests: { ...sound.guests, web: guest({ classes: ["windows"] }) } },
      "guests.web",
      "a guest",
      "a file server",
    ],
    [
      "shares of a guest without Windows in Veeam",
      { fileServers: { shares: { ...shares!, guest: "web" } } },
      "fileServers.shares",
      "web runs Debian 12",
      "Windows, where its agent runs",
    ],
    [
      "a guest in MinIO",
      { guests: { ...sound.guests, web: guest({ classes: ["research"] }) } },
      "guests.web",
      "a guest",
      "a bucket",
    ],
    [
      "a bucket that nothing replicates in MinIO",
      { minio: { replications: {} } },
      "buckets.images",
      "no replication from bucket images of here to bucket replica",
      "a bucket that one of backup:minio.replications brings there",
    ],
    [
      "SQL Server in pgBackRest",
      { databases: { stars: { ...stars!, product: "sqlserver" } } },
      "databases.stars",
      "stars is a database of sqlserver",
      "postgresql",
    ],
  ])("fails for %s", (_, change, path, got, allowed) => {
    const estate = soundEstate(change);

    expect(errorsOf(estate)).toEqual([
      expect.objectContaining({ path: `backup:${path}.classes`, got, allowed }),
    ]);
    const item = path.split(".")[1] as string;
    const engines = copiesOf(estate, item).map(({ engine }) => engine);
    expect(engines).toEqual(item === "stars" && path !== "x" ? engines : []);
    expect(planOf(estate).coverage.find((one) => one.item === item)?.status).not.toBe("protected");
  });

  it("fails for anything that is to be backed up to the vault itself", () => {
    const estate = withClass("linux", { place: "vault", offsite: undefined });

    expect(errorsOf(estate).map(({ path, allowed }) => `${path}: ${allowed}`)).toEqual(
      ["fs", "pg", "web"].map(
        (name) => `backup:guests.${name}.classes: only copies that another engine has made`,
      ),
    );
  });

  it("fails for an offsite place to which no way leads", () => {
    const classes = { ...sound.classes };
    const places = { ...sound.places, far: { ...sound.places["objects"]!, offsite: true } };
    const offsite = { ...classes["linux"]!.offsite!, place: "far", lockDays: undefined };
    const estate = soundEstate({
      places,
      classes: { ...classes, linux: { ...classes["linux"]!, offsite } },
    });

    expect(errorsOf(estate)).toEqual([
      expect.objectContaining({
        path: "backup:classes.linux.offsite.frequency",
        allowed: "continuous",
      }),
      expect.objectContaining({
        path: "backup:classes.linux.offsite.place",
        allowed: "a place of Proxmox Backup Server, Amazon S3",
      }),
    ]);
    expect(copiesOf(estate, "web").map(({ place }) => place)).toEqual(["store"]);
  });

  it("fails for a lock where the engine has none", () => {
    const places = {
      ...sound.places,
      far: { ...sound.places["store"]!, store: "far", offsite: true },
    };
    const offsite = { ...sound.classes["linux"]!.offsite!, place: "far" };
    const estate = soundEstate({
      places,
      classes: { ...sound.classes, linux: { ...sound.classes["linux"]!, offsite } },
    });

    expect(errorsOf(estate)).toContainEqual(
      expect.objectContaining({ path: "backup:classes.linux.offsite.lockDays", got: "90" }),
    );
  });

  it("fails for more workloads than Veeam's Community Edition takes, not for as many", () => {
    const servers = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `fs${10 + index}`,
          { paths: ["D:\\Shares"], sizeGB: 1, usedGB: 1, classes: ["windows"] },
        ]),
      );

    expect(errorsOf(soundEstate({ fileServers: servers(10) }))).toEqual([]);
    expect(errorsOf(soundEstate({ fileServers: servers(11) }))).toEqual([
      expect.objectContaining({
        path: "backup:classes.windows",
        got: "11 workloads",
        allowed: "at most 10",
      }),
    ]);
  });
});

describe("how often an engine can be told to run", () => {
  it.each<[string, Frequency, string]>([
    ["windows", "hourly", "daily, weekly, monthly"],
    ["windows", "six-hourly", "daily, weekly, monthly"],
    ["windows", "continuous", "daily, weekly, monthly"],
    ["research", "daily", "continuous"],
    ["linux", "continuous", "hourly, six-hourly, daily, weekly, monthly"],
    ["postgres", "continuous", "hourly, six-hourly, daily, weekly, monthly"],
  ])("fails for class %s and %s", (name, frequency, allowed) => {
    const estate = withClass(name, { frequency });

    expect(errorsOf(estate)).toContainEqual(
      expect.objectContaining({
        path: `backup:classes.${name}.frequency`,
        got: frequency,
        allowed,
        fix: expect.any(String) as string,
      }),
    );
    expect(planOf(estate).copies.filter((copy) => copy.class === name)).toEqual([]);
  });

  it("is no error for anything that it can", () => {
    const nightly = { window: "nights" };
    expect(errorsOf(withClass("windows", { frequency: "daily", ...nightly }))).toEqual([]);
    expect(errorsOf(withClass("windows", { frequency: "monthly", rpoHours: 1000 }))).toEqual([]);
  });
});
