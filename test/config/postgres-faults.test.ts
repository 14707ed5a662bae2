import { checkDeclaration } from "../../config/declaration";
import { describeFault } from "../../model/fault";
import { setAt } from "../support/lab";
import { labSections } from "../support/lab-plan";

/** What is told of the lab with these changes. */
function told(...changes: readonly (readonly [path: string, to: unknown])[]): string {
  const sections = labSections();
  for (const [path, to] of changes) setAt(sections, path, to);
  return checkDeclaration(sections).faults.map(describeFault).join("\n");
}

const server = { host: "proj-pg01", guest: "proj-pg01", version: 16 };
const database = {
  ...{ guest: "proj-pg01", product: "postgresql", database: "stars", sizeGB: 10 },
  classes: ["database-pitr"],
};

describe("PostgreSQL servers", () => {
  it("take several databases of one class, and more servers a line each", () => {
    expect(
      told(
        ["databases.stars", database],
        ["databases.maps", { ...database, guest: "proj-pggis01", database: "maps" }],
        ["hosts.proj-pggis01", { address: "pggis", user: "root", platform: "posix" }],
        ["postgres.proj-pggis01", { host: "proj-pggis01", guest: "proj-pggis01", version: 16 }],
      ),
    ).toBe("");
  });

  it("are exported in a window, and never without a pause", () => {
    const [at, frequency] = ["classes.database-pitr.offsite.frequency", "continuous"] as const;
    expect(told([at, frequency])).toContain(
      "backup:classes.database-pitr.offsite.frequency: is for copies that never pause, and a repository is exported in a window",
    );
  });

  it("are there for every database that pgBackRest is to take", () => {
    expect(told(["databases.maps", { ...database, guest: "proj-pggis01" }])).toBe(
      [
        "  backup:databases.maps.guest: is a guest without a server in backup:postgres, so nobody would make the backups of class database-pitr",
        '    got:     "proj-pggis01"',
        "    allowed: proj-pg01",
        "    fix:     declare a server in backup:postgres with `guest: proj-pggis01`, or take the class out",
      ].join("\n"),
    );
  });

  it("are told one class alone", () => {
    const other = { place: "postgres-repository", frequency: "weekly", window: "every-night" };
    const promises = { retention: { days: 30 }, rpoHours: 24, rtoHours: 4 };
    const said = told(
      ["classes.other-log", { ...other, ...promises }],
      ["databases.stars", { ...database, classes: ["other-log"] }],
    );
    expect(said).toContain("pgBackRest takes all of the server on proj-pg01 at once");
    expect(said).toContain("allowed: database-pitr");
  });

  it("have something to back up", () => {
    const said = told(["databases.proj-pg01-database.classes", ["database-dump"]]);
    expect(said).toContain(
      "backup:postgres.proj-pg01.guest: has no database of a class whose place is one of pgBackRest: it could not be had back to any moment",
    );
  });

  it("are no two of one guest", () => {
    const said = told(
      ["hosts.pg02", { address: "pg02", user: "root", platform: "posix" }],
      ["postgres.pg02", { ...server, host: "pg02" }],
    );
    expect(said).toContain("backup:postgres.proj-pg01.guest: is the guest of backup:postgres.pg02");
  });

  it.each([
    [
      "a bucket that is replicated",
      "research-data",
      "backup:minio.replications.research-data.source",
    ],
  ])("do not write to %s", (_what, store, of) => {
    expect(told(["places.postgres-repository.store", store])).toContain(
      `backup:places.postgres-repository.store: is the bucket of ${of} as well`,
    );
  });

  it("share no bucket between two places, whose passphrases differ", () => {
    const place = {
      ...{ engine: "pgbackrest", site: "fs03", store: "pgbackrest", kmsKey: "backup-key" },
      ...{ link: "storage", medium: "object", verified: true },
    };
    expect(told(["places.z-repository", place])).toContain(
      "backup:places.z-repository.store: is the bucket of backup:places.postgres-repository.store as well",
    );
  });

  it("dump what is on them alone, all of a server as one class, into a bucket of their own", () => {
    const dumped = (guest: string, name = "database-dump") => ({
      ...database,
      ...{ guest, classes: [...(guest === "proj-pg01" ? database.classes : []), name] },
    });
    expect(told(["databases.stars", dumped("proj-pg01")])).toBe("");
    expect(told(["databases.maps", dumped("proj-pggis01")])).toContain(
      "backup:databases.maps.guest: is a guest without a server in backup:postgres, so nobody would make the backups of class database-dump",
    );
    const other = { place: "database-dumps", frequency: "weekly", window: "weekend-night" };
    const promises = { retention: { days: 30 }, rpoHours: 192, rtoHours: 8 };
    const said = told(
      ["classes.other-dump", { ...other, ...promises }],
      ["databases.stars", dumped("proj-pg01", "other-dump")],
    );
    expect(said).toContain("one set has all that is dumped of the server on proj-pg01 at once");
    expect(said).toContain("allowed: database-dump");
    expect(told(["places.database-dumps.store", "pgbackrest"])).toContain(
      "backup:places.postgres-repository.store: is the bucket of backup:places.database-dumps.store as well",
    );
  });

  it("dump no database whose dumps nobody could restore", () => {
    const said = told(["postgres.proj-pg01.preload", ["timescaledb"]]);
    expect(said).toContain(
      "backup:databases.proj-pg01-database.classes[1]: is a class of dumps, and a dump of a database with TimescaleDB, which the server on proj-pg01 loads, cannot be restored by what made it",
    );
    expect(told(["postgres.proj-pg01.preload", ["pg_stat_statements"]])).toBe("");
    expect(
      told(
        ["postgres.proj-pg01.preload", ["timescaledb"]],
        ["databases.proj-pg01-database.classes", ["database-pitr"]],
      ),
    ).not.toContain("TimescaleDB");
  });

  it.each(["site", "kmsKey"])("dump to a place that says its %s", (key) => {
    expect(told([`places.database-dumps.${key}`, undefined])).toContain(
      `backup:places.database-dumps.${key}: is missing`,
    );
  });

  it("are on a site, a host and a guest that there is", () => {
    const said = told(
      ["postgres.proj-pg01", { ...server, host: "vbr01", guest: "nobody" }],
      ["places.postgres-repository.site", "nowhere"],
    );
    expect(said).toContain("backup:postgres.proj-pg01.host: names vbr01, which is no posix host");
    expect(said).toContain("backup:postgres.proj-pg01.guest: names a guest that is not declared");
    expect(said).toContain(
      "backup:places.postgres-repository.site: names a MinIO site that is not",
    );
  });
});
