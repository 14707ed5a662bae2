import { type Database, type Guest } from "../../../model/estate";
import { guestFindings } from "../../../model/plan/guest-findings";
import { type PlannedCopy } from "../../../model/plan/plan";
import { labPlan } from "../../support/lab-plan";
import { copy, estate, offsiteCopy } from "../../support/plan";
import { guest } from "./support/guests";

const today = "2026-11-24";
const ubuntu = "Ubuntu 24.04";
const silent = { os: ubuntu, agent: true };
const server = (on?: string) => ({ guest: on, paths: ["D:\\"], sizeGB: 1, classes: ["files"] });
const database = (product: Database["product"], on = "a"): Database => ({
  ...{ guest: on, product, database: "data", sizeGB: 1, classes: ["dumps"] },
});
const image = (item: string) => copy({ item });
const files = (item: string, change: Partial<PlannedCopy> = {}) =>
  copy({ item, engine: "veeam", class: "files", place: "repository", ...change });
const dump = (item: string, change: Partial<PlannedCopy> = {}) =>
  copy({ item, engine: "iperius", class: "dumps", place: "dumps", maker: "operator", ...change });

const findings = (change: Parameters<typeof estate>[0], ...copies: readonly PlannedCopy[]) =>
  guestFindings(estate(change), copies, today);
const told = (...given: Parameters<typeof findings>) =>
  findings(...given).map(({ severity, path, got }) =>
    [severity, path, got].filter((part) => part !== undefined).join(" "),
  );

describe("a guest whose images are of unknown consistency", () => {
  it("is warned of once for all that lack the same fact, by name", () => {
    const guests = {
      a: guest(),
      b: guest({ os: ubuntu }),
      c: guest({ agent: true }),
      d: guest({ os: "FreeBSD", agent: true }),
      e: guest(silent),
      f: guest({ agent: false }),
      g: guest({ os: "FreeBSD", agent: false }),
      h: guest({ kind: "ct" }),
    };
    const found = findings({ guests }, ...Object.keys(guests).map(image));

    expect(found.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      "warning backup:guests.a.agent",
      "warning backup:guests.c.vss",
      "warning backup:guests.d.os",
    ]);
    expect(found[0]?.message).toBe(
      "how consistent the images of 2 guests are is unknown, because nobody declared whether its guest agent is on: a, b",
    );
    expect(found[1]?.message).toMatch(/images of 1 guest are .*: c$/);
    expect(found[2]?.message).toMatch(/images of 1 guest are .*: d$/);
  });

  it("is not warned of while nobody makes an image of it", () => {
    expect(told({ guests: { a: guest() } })).toEqual([]);
    expect(told({ guests: { a: guest() } }, copy({ item: "a", maker: "nobody" }))).toEqual([]);
    expect(told({ guests: { a: guest() } }, files("a"))).toEqual([]);
  });
});

describe("an image that breaks another product's chain", () => {
  const chains = (
    change: Partial<Guest>,
    more: Parameters<typeof estate>[0],
    ...copies: readonly PlannedCopy[]
  ) =>
    findings({ guests: { a: guest(change) }, ...more }, image("a"), ...copies).filter(
      ({ message }) => message.includes("chain"),
    );
  const withFiles = { fileServers: { fs: server("a") } };

  it("fails where VSS full backups are declared, with the value and the way out", () => {
    const found = chains({ agent: true, vss: "full" }, withFiles, files("fs"));

    expect(found).toEqual([
      {
        severity: "error",
        path: "backup:guests.a.vss",
        message:
          "the image of a breaks the chain of Veeam's copies of fs: its guest agent has VSS make full backups",
        got: "full",
        allowed: expect.stringContaining("copy") as string,
        fix: expect.stringMatching(/VssOption .* to 5 .*vss: copy/) as string,
      },
    ]);
  });

  it.each<[string, Partial<Guest>]>([
    ["its agent", {}],
    ["its VSS", { agent: true }],
  ])("is a warning while nobody declared %s, because full is the default", (_what, change) => {
    const found = chains(change, withFiles, files("fs"));

    expect(found).toMatchObject([{ severity: "warning", path: "backup:guests.a.vss" }]);
    expect(found[0]).not.toHaveProperty("got");
    expect(found[0]?.message).toContain("may break the chain of Veeam's copies of fs");
  });

  it.each<[string, Partial<Guest>]>([
    ["no agent", { agent: false }],
    ["VSS copies", { agent: true, vss: "copy" }],
    ["no VSS provider", { agent: true, vss: "none" }],
    ["no Windows", { os: ubuntu }],
    ["no virtual machine", { kind: "ct" }],
  ])("is none with %s", (_what, change) => {
    expect(chains(change, withFiles, files("fs"))).toEqual([]);
  });

  it("is none where no other product backs up what is inside", () => {
    const full = { agent: true, vss: "full" } as const;
    expect(chains(full, withFiles)).toEqual([]);
    expect(chains(full, withFiles, files("fs", { maker: "nobody" }))).toEqual([]);
    expect(chains(full, { fileServers: { fs: server() } }, files("fs"))).toEqual([]);
    expect(chains(full, {}, offsiteCopy({ item: "a" }))).toEqual([]);
  });

  it("fails wherever the other product stores what it backs up, offsite too", () => {
    const away = files("fs", { offsite: true });
    expect(chains({ agent: true, vss: "full" }, withFiles, away)).toHaveLength(1);
  });

  it("counts a SQL Server inside and the guest itself, and no database that VSS does not reach", () => {
    const full = { agent: true, vss: "full" } as const;
    const databases = { sql: database("sqlserver"), pg: database("postgresql") };
    const [found] = chains(full, { databases }, dump("sql"), dump("pg"), files("a"));

    expect(found?.message).toContain("the chain of Iperius's copies of sql, Veeam's copies of a:");
  });
});

describe("a database that images of its guest alone protect", () => {
  it.each([
    ["SQL server", "the SQL Server of a"],
    ["TimescaleDB", "the TimescaleDB of a"],
    ["PostgreSQL with GIS", "the PostgreSQL of a"],
    ["Postgres server", "the PostgreSQL of a"],
    ["TimescaleDB on PostgreSQL 16", "the TimescaleDB of a"],
    ["MySQL server", "the MySQL of a"],
    ["Database node", "the database of a"],
  ])("is told by the role %s", (role, subject) => {
    const found = findings({ guests: { a: guest({ ...silent, role }) } }, image("a"));

    expect(found).toMatchObject([{ severity: "warning", path: "backup:guests.a.role", got: role }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(`${subject} is protected by images of the guest alone`);
  });

  it.each(["File server", "Docker node", "PDC", "Databaser", "Wazuh"])(
    "is not read into the role %s",
    (role) => {
      expect(told({ guests: { a: guest({ ...silent, role }) } }, image("a"))).toEqual([]);
    },
  );

  const guests = { a: guest({ ...silent, role: "PostgreSQL 16" }) };
  const databases = { pg: database("postgresql") };

  it("is told of one that is declared until somebody makes a copy of it", () => {
    const alone = ["warning backup:databases.pg.classes"];
    expect(told({ guests, databases }, image("a"))).toEqual(alone);
    expect(told({ guests, databases }, image("a"), dump("pg", { maker: "nobody" }))).toEqual(alone);
    expect(told({ guests, databases }, image("a"), dump("pg"))).toEqual([]);
  });

  it("is none while it is exempt, and one again on the day after", () => {
    const exempt = (expires: string) => ({
      ...{ guests, databases, exemptions: { pg: { reason: "rebuilt from code", expires } } },
    });
    expect(told(exempt(today), image("a"))).toEqual([]);
    expect(told(exempt("2026-11-23"), image("a"))).toEqual(["warning backup:databases.pg.classes"]);
  });

  it("is another matter where there is no image", () => {
    expect(told({ guests, databases })).toEqual([]);
  });
});

describe("a disk that is excluded on purpose", () => {
  const excluding = (expires: string) => ({
    guests: { a: guest({ excludedDisks: { scsi1: { reason: "scratch space", expires } } }) },
  });

  it("is a note until the end of its last day", () => {
    expect(findings(excluding(today))).toMatchObject([
      {
        severity: "note",
        path: "backup:guests.a.excludedDisks.scsi1",
        message: "scsi1 of a is in no image, on purpose until 2026-11-24: scratch space",
      },
    ]);
  });

  it("fails from the day after", () => {
    expect(told(excluding("2026-11-23"))).toEqual([
      "error backup:guests.a.excludedDisks.scsi1.expires 2026-11-23",
    ]);
  });
});

describe("the lab as its file declares it", () => {
  const { findings: all } = labPlan();
  const paths = all.map(({ severity, path }) => `${severity} ${path}`);

  it.each([
    "warning backup:guests.proj-sql01.role",
    "warning backup:guests.proj-pgts01.role",
    "warning backup:guests.proj-pggis01.role",
    "warning backup:guests.proj-fs02.vss",
    "warning backup:guests.dc01.agent",
  ])("has the finding %s", (finding) => expect(paths).toContain(finding));

  it("has no other database that images alone protect: that of proj-pg01 is dumped as well", () => {
    expect(all.filter(({ message }) => message.includes("guest alone"))).toHaveLength(3);
  });
});
