import * as fc from "fast-check";
import { checkDeclaration } from "../../../config/declaration";
import { windowsPath } from "../../../config/schema/windows-path";
import { setAt } from "../../support/lab";
import { labSections } from "../../support/lab-plan";
import { tries } from "../../support/random-cases";

const refusal = (path: string) =>
  windowsPath.safeParse(path).error?.issues.map(({ message }) => message) ?? [];

describe("a folder on a Windows machine", () => {
  it.each([
    ["D:\\Shares", "D:\\Shares"],
    ["d:\\Shares\\", "D:\\Shares"],
    ["D:/Shares//Projects/", "D:\\Shares\\Projects"],
    ["D:\\\\Shares\\.\\a\\..\\b", "D:\\Shares\\b"],
    ["D:\\..\\..\\Shares", "D:\\Shares"],
    ["D:\\", "D:\\"],
    ["d:/.", "D:\\"],
    ["C:\\ClusterStorage2", "C:\\ClusterStorage2"],
    ["C:\\Data\\ClusterStorage", "C:\\Data\\ClusterStorage"],
    ["C:\\ClusterStorage\\..\\Shares", "C:\\Shares"],
    ["D:\\Büro & Söhne, 漢字\\100 %", "D:\\Büro & Söhne, 漢字\\100 %"],
    ["D:\\.git\\console\\com\\a.b", "D:\\.git\\console\\com\\a.b"],
    ["D:\\my~folder\\a long name~1", "D:\\my~folder\\a long name~1"],
  ])("is %j, as Windows writes it", (path, normal) => expect(windowsPath.parse(path)).toBe(normal));

  it.each([
    "C:\\ClusterStorage",
    "C:\\\\ClusterStorage",
    "C:\\ClusterStorage\\Volume1",
    "C:\\Shares\\..\\ClusterStorage",
    "C:\\.\\ClusterStorage",
    "C:\\..\\ClusterStorage\\",
    "c:/clusterstorage",
    "C:\\CLUSTERSTORAGE\\\\Volume1",
    "E:\\ClusterStorage",
  ])("fails as %j, where cluster shared volumes are", (path) =>
    expect(refusal(path)).toEqual([expect.stringContaining("would protect nothing")]),
  );

  it.each(["C:\\", "c:/", "C:\\Shares\\..", "C:\\\\"])(
    "fails as %j, which holds where cluster shared volumes are",
    (path) =>
      expect(refusal(path)).toEqual([
        "C:\\ holds C:\\ClusterStorage, where cluster shared volumes are, which the agent leaves out: name the folders that it shall protect",
      ]),
  );

  it.each([
    ["C:\\CLUSTE~1", '"CLUSTE~1" is a short name'],
    ["C:\\cluste~1\\Volume1", '"cluste~1" is a short name'],
    ["D:\\LONGN~12.TXT", '"LONGN~12.TXT" is a short name'],
    ["C:\\ClusterStorage.", '"ClusterStorage." ends with a dot or a blank'],
    ["C:\\ClusterStorage ", '"ClusterStorage " ends with a dot or a blank'],
    ["C:\\ClusterStorage. \\Volume1", '"ClusterStorage. " ends with a dot or a blank'],
    ["D:\\...", '"..." ends with a dot or a blank'],
    ["\\\\?\\C:\\ClusterStorage", "it is the path of a device"],
    ["//?/C:/ClusterStorage", "it is the path of a device"],
    ["\\\\.\\C:\\ClusterStorage", "it is the path of a device"],
    ["\\??\\C:\\ClusterStorage", "it is the path of a device"],
    ["\\\\fs02\\Shares", "it is a share of another machine"],
    ["//fs02/Shares", "it is a share of another machine"],
    ["\\Shares", "it says no drive"],
    ["/Shares", "it says no drive"],
    ["C:Shares", "without a backslash behind the colon"],
    ["C:", "without a backslash behind the colon"],
    ["Shares", "it does not begin at a drive"],
    ["..\\Shares", "it does not begin at a drive"],
    ["", "it does not begin at a drive"],
    ["%SystemDrive%\\ClusterStorage", "it does not begin at a drive"],
    ["C:\\%SHARED%", '"%SHARED%" holds a variable'],
    ["C:\\ClusterStorage::$INDEX_ALLOCATION", "has a character that no folder's name has"],
    ["D:\\Shares:stream", "has a character that no folder's name has"],
    ["D:\\Shares\\*", "has a character that no folder's name has"],
    ["D:\\Share?", "has a character that no folder's name has"],
    ["D:\\a\nb", "has a character that no folder's name has"],
    ["D:\\a\ud800b", "has a character that no folder's name has"],
    ["D:\\NUL", '"NUL" is a name that Windows keeps for a device'],
    ["D:\\con.txt\\a", '"con.txt" is a name that Windows keeps for a device'],
    ["D:\\com1", '"com1" is a name that Windows keeps for a device'],
    ["D:\\LPT²", '"LPT²" is a name that Windows keeps for a device'],
    [`D:\\${"x".repeat(256)}`, "is longer than the 255 characters"],
  ])("fails as %j", (path, message) =>
    expect(refusal(path)).toEqual([expect.stringContaining(message)]),
  );

  it("is normal already once it was made so, and never within cluster shared volumes", () => {
    const piece = fc.constantFrom(
      ...["ClusterStorage", "clusterstorage", "Volume1", "..", ".", "Shares", "CLUSTE~1", "a.", ""],
    );
    const paths = fc
      .tuple(fc.constantFrom("C:", "c:", "D:"), fc.array(piece), fc.constantFrom("\\", "/", "\\\\"))
      .map(([drive, pieces, separator]) => [drive, ...pieces].join(separator) + separator);
    fc.assert(
      fc.property(paths, (path) => {
        const { success, data } = windowsPath.safeParse(path);
        if (!success) return;
        expect(data).toMatch(/^[CD]:\\(?!ClusterStorage(\\|$))/i);
        expect(data).not.toBe("C:\\");
        expect(windowsPath.parse(data)).toBe(data);
      }),
      tries(300),
    );
  });
});

describe("the folders of a file server", () => {
  const faultsWith = (paths: readonly string[]) => {
    const sections = labSections();
    setAt(sections, "fileServers.fs02.paths", paths);
    return checkDeclaration(sections).faults.map(({ path, message, got }) => [path, message, got]);
  };

  it("may be several, side by side", () => {
    expect(faultsWith(["D:\\Shares", "D:\\Shares2", "E:\\Shares"])).toEqual([]);
  });

  it("fail where they are one in other letters, or lie in each other, each by its path", () => {
    expect(faultsWith(["D:\\Shares\\a", "D:\\Shares", "d:/SHARES/", "E:\\", "e:\\x"])).toEqual([
      [
        "backup:fileServers.fs02.paths[0]",
        "lies in the folder of paths[1], which is backed up whole",
        '"D:\\\\Shares\\\\a"',
      ],
      [
        "backup:fileServers.fs02.paths[2]",
        "is the folder of paths[1] again: Windows makes no difference between capitals and small letters",
        '"D:\\\\SHARES"',
      ],
      [
        "backup:fileServers.fs02.paths[4]",
        "lies in the folder of paths[3], which is backed up whole",
        '"E:\\\\x"',
      ],
    ]);
  });

  it("fail with what is allowed and what to do", () => {
    const sections = labSections();
    setAt(sections, "fileServers.fs02.paths", ["C:\\Shares\\..\\ClusterStorage"]);

    expect(checkDeclaration(sections).faults).toEqual([
      {
        path: "backup:fileServers.fs02.paths[0]",
        message:
          "is refused: C:\\ClusterStorage is a folder of cluster shared volumes, which the agent leaves out: the job would protect nothing",
        got: '"C:\\\\Shares\\\\..\\\\ClusterStorage"',
        allowed:
          "the whole path of a folder, from the letter of a drive on that machine: D:\\Shares",
        fix: "write the folder's path as the machine's Explorer shows it",
      },
    ]);
  });
});
