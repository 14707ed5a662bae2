import { isWithin, outermostFolders } from "../../model/windows-folder";

describe("folders of Windows machines", () => {
  it.each([
    ["D:\\Shares", "D:\\Shares", true],
    ["D:\\SHARES", "D:\\Shares", true],
    ["D:\\Shares\\a", "d:\\shares", true],
    ["D:\\Shares", "D:\\", true],
    ["D:\\Shares2", "D:\\Shares", false],
    ["D:\\Shares", "D:\\Shares\\a", false],
    ["E:\\Shares", "D:\\", false],
  ])("%s is within %s: %s", (folder, other, expected) =>
    expect(isWithin(folder, other)).toBe(expected),
  );

  it("are told once each, without those that others hold", () => {
    expect(
      outermostFolders([
        "E:\\b",
        "D:\\Shares",
        "d:\\shares",
        "D:\\Shares\\a",
        "E:\\",
        "D:\\Shared",
      ]),
    ).toEqual(["D:\\Shared", "D:\\Shares", "E:\\"]);
    expect(outermostFolders([])).toEqual([]);
  });
});
