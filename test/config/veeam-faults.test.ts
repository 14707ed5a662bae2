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
