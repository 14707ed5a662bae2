import { faultsWith } from "./support/faults-with";

const faultsOf = (repositories: Readonly<Record<string, string>>) =>
  faultsWith({
    "veeam.repositories": Object.fromEntries(
      Object.entries(repositories).map(([name, folder]) => [name, { folder }]),
    ),
  });

describe("the repositories of a Veeam server", () => {
  it("may be several, each in a folder of its own", () => {
    expect(faultsOf({ Files: "D:\\Backups", More: "E:\\Backups" })).toEqual([]);
  });

  it("fail where two have one name to Veeam", () => {
    expect(faultsOf({ Files: "D:\\Backups", files: "E:\\Backups" })).toEqual([
      {
        path: "backup:veeam.repositories.files",
        message: "is the repository Files to Veeam, which takes names without regard to case",
        got: '"files"',
        allowed: "a name that no other repository has",
        fix: "give it another name, or take one of the two out",
      },
    ]);
  });

  it("fail where two lie in one folder to Windows", () => {
    expect(faultsOf({ Files: "D:\\Backups", More: "d:/backups/" })).toEqual([
      {
        path: "backup:veeam.repositories.More.folder",
        message:
          "is the folder of the repository Files as well, and each would delete what the other keeps",
        got: '"D:\\\\backups"',
        allowed: "a folder that no other repository lies in",
        fix: "give it a folder of its own",
      },
    ]);
  });

  it("fail for a folder that is none of this machine", () => {
    expect(faultsOf({ Files: "\\\\nas\\share" })).toMatchObject([
      {
        path: "backup:veeam.repositories.Files.folder",
        message: expect.stringContaining("share of another machine") as string,
      },
    ]);
  });
});

describe("the computers of a protection group", () => {
  const computer = (address: string, credentials = "agents") => ({ address, credentials });
  const faultsOfComputers = (computers: unknown, user = "svc-veeam@lab.example") =>
    faultsWith({
      "veeam.credentials": { agents: { user }, export: { user: "export@lab.example" } },
      "veeam.computers": computers,
    });

  it("may be declared, each with a log-in", () => {
    const computers = [computer("fs02.lab.example"), computer("192.0.2.4")];
    expect(faultsOfComputers({ "windows-files": computers })).toEqual([]);
  });

  it("fail where one is there twice", () => {
    const computers = [computer("fs02.lab.example"), computer("FS02.lab.example")];
    expect(faultsOfComputers({ "windows-files": computers })).toMatchObject([
      {
        path: "backup:veeam.computers.windows-files[1].address",
        message: "is in the group already, and Veeam takes a computer once",
      },
    ]);
  });

  it("fail without the log-in that they name", () => {
    expect(faultsOfComputers({ "windows-files": [computer("fs02", "nobody")] })).toMatchObject([
      {
        path: "backup:veeam.computers.windows-files[0].credentials",
        message: "names a log-in of that Veeam server that is not declared",
        allowed: "agents, export",
      },
    ]);
  });

  it("fail for a class without a group there", () => {
    expect(faultsOfComputers({ "guest-image": [computer("fs02")] })).toMatchObject([
      {
        path: "backup:veeam.computers.guest-image",
        message: "names a class with a protection group on that Veeam server that is not declared",
        allowed: "windows-files",
      },
    ]);
  });

  it.each(["fs02.lab.example\\backup", "svc@lab.example"])("are reached by %s", (user) => {
    expect(faultsOfComputers({ "windows-files": [computer("fs02")] }, user)).toEqual([]);
  });

  it.each(["LAB\\svc-veeam", "svc-veeam", "svc@LAB"])("are not reached by %s", (user) => {
    expect(faultsOfComputers({ "windows-files": [computer("fs02")] }, user)).toMatchObject([
      { path: "backup:veeam.credentials.agents.user" },
    ]);
  });
});

describe("the export of a Veeam server's backups", () => {
  it("fails for what Veeam does not make so often", () => {
    expect(
      faultsWith({
        "classes.windows-files.offsite.frequency": "hourly",
      }),
    ).toMatchObject([
      {
        path: "backup:classes.windows-files.offsite.frequency",
        got: '"hourly"',
        allowed: "daily, weekly, monthly",
      },
    ]);
  });

  it("fails under a log-in that is not declared", () => {
    expect(faultsWith({ "veeam.offsiteExport": { login: "nobody" } })).toMatchObject([
      { path: "backup:veeam.offsiteExport.login", got: '"nobody"' },
    ]);
  });

  it("may run under SYSTEM", () => {
    expect(faultsWith({ "veeam.offsiteExport": {} })).toEqual([]);
  });
});
