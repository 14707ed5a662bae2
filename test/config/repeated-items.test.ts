import { labSections } from "../support/lab-plan";
import { faultsWith } from "./support/faults-with";

type Item = Readonly<Record<string, unknown>>;

/** The lab with another item like this one of it, under the name `zz`. */
function faultsWithAnother(section: string, like: string, changes: Item, more: Item = {}) {
  const items = labSections()[section] as Record<string, Item>;
  return faultsWith({ ...more, [`${section}.zz`]: { ...items[like], ...changes } });
}

const onSqlServer = { "databases.proj-pg01-database.product": "sqlserver" };
const twoSites = {
  "minio.sites.fs03.endpoint": "fs03.example.org:9000",
  "minio.sites.again": { endpoint: "FS03.example.org.:9000", host: "fs03" },
};

describe("an item that is declared under two names", () => {
  it("fails with the path of the second, and says which one it is", () => {
    expect(faultsWithAnother("buckets", "research-data", {})).toEqual([
      {
        path: "backup:buckets.zz",
        message:
          "is the bucket of backup:buckets.research-data again, which would be protected and counted twice",
        got: "fs03/research-data",
        allowed: "each bucket once",
        fix: "take one of the two out and give the other the classes of both, or correct what it names",
      },
    ]);
  });

  it.each<[string, string, string, Item, Item]>([
    ["by another site of its server", "buckets", "research-data", { site: "again" }, twoSites],
    ["in other classes", "databases", "proj-pg01-database", { classes: ["database-pitr"] }, {}],
    [
      "of SQL Server, in capitals",
      "databases",
      "proj-pg01-database",
      { product: "sqlserver", database: "ASTRONOMICAL_DATA" },
      onSqlServer,
    ],
    ["as it is", "repositories", "infrastructure", {}, {}],
    [
      "over HTTPS",
      "repositories",
      "infrastructure",
      { remote: "https://GitHub.com/vintagedon/proxmox-astronomy-lab/" },
      {},
    ],
    [
      "over SSH in the form of an address",
      "repositories",
      "infrastructure",
      { remote: "ssh://git@github.com/vintagedon/proxmox-astronomy-lab" },
      {},
    ],
    ["as it is", "claims", "rke2-volumes", {}, {}],
    ["with blanks", "claims", "rke2-volumes", { selector: "backup == enabled" }, {}],
  ])("fails %s, in %s", (_what, section, like, changes, more) => {
    expect(faultsWithAnother(section, like, changes, more).map(({ path }) => path)).toContain(
      `backup:${section}.zz`,
    );
  });

  it.each<[string, string, string, Item]>([
    ["on another site", "buckets", "research-data", { site: "fs01" }],
    ["on another guest", "databases", "proj-pg01-database", { guest: "proj-pgts01" }],
    ["with other capitals", "databases", "proj-pg01-database", { database: "Astronomical_Data" }],
    ["of another product", "databases", "proj-pg01-database", { product: "sqlserver" }],
    [
      "of another host",
      "repositories",
      "infrastructure",
      { remote: "git@example.org:vintagedon/proxmox-astronomy-lab.git" },
    ],
    [
      "of another owner",
      "repositories",
      "infrastructure",
      { remote: "git@github.com:other/proxmox-astronomy-lab.git" },
    ],
    ["with another label", "claims", "rke2-volumes", { selector: "backup!=enabled" }],
  ])("may be another one that is alike %s, in %s", (_what, section, like, changes) => {
    const faults = faultsWithAnother(section, like, changes);
    expect(faults.filter(({ path }) => path === `backup:${section}.zz`)).toEqual([]);
  });
});

describe("folders of two file servers on one guest", () => {
  const fs05 = { guest: "proj-fs02", sizeGB: 1, classes: ["windows-files"] };

  it.each([
    [
      "the same",
      "d:\\shares",
      "is the folder of paths[0] of fs02, on the same guest again: Windows",
    ],
    [
      "one in the other",
      "D:\\Shares\\Papers",
      "lies in the folder of paths[0] of fs02, on the same guest, which",
    ],
  ])("fail when they are %s", (_what, path, message) => {
    expect(faultsWith({ "fileServers.fs05": { ...fs05, paths: [path] } })).toMatchObject([
      {
        path: "backup:fileServers.fs05.paths[0]",
        message: expect.stringContaining(message) as string,
      },
    ]);
  });

  it("may be beside each other, or the same on two guests", () => {
    const paths = ["D:\\Shares"];
    expect(faultsWith({ "fileServers.fs05": { ...fs05, paths: ["D:\\Other"] } })).toEqual([]);
    expect(faultsWith({ "fileServers.fs05": { ...fs05, guest: "proj-fs01", paths } })).toEqual([]);
    expect(faultsWith({ "fileServers.fs05": { ...fs05, guest: undefined, paths } })).toEqual([]);
  });
});
