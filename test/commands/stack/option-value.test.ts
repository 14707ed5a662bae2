import { namedStack, stackOptions } from "../../../commands/stack/option-value";

describe("the stack that a command line names", () => {
  it.each([
    [["up", "--stack", "lab"], "lab"],
    [["--stack=lab", "up"], "lab"],
    [["up", "-s", "lab", "--yes"], "lab"],
    [["up", "-s=lab"], "lab"],
    [["up", "--stack", "other", "-s", "lab"], "lab"],
    [["up", "--stack"], undefined],
    [["stack", "init", "lab"], "lab"],
    [["-C", "there", "stack", "rm", "--yes", "--force", "lab"], "lab"],
    [["stack", "select", "--color", "never", "lab"], "lab"],
    [["cancel", "-y", "lab"], "lab"],
    [["cancel"], undefined],
    [["stack", "init", "lab", "--stack", "other"], "other"],
    [["stack", "rename", "lab"], undefined],
    [["config", "get", "stack"], undefined],
    [[], undefined],
  ])("in %j is %s", (args, stack) => expect(namedStack(args)).toBe(stack));

  it("is found again in its project", () => {
    expect(stackOptions(["-C", "there", "up", "--stack=lab", "--yes"])).toEqual([
      ...["--stack", "lab", "--cwd", "there"],
    ]);
    expect(stackOptions(["--cwd=there", "up"])).toEqual(["--cwd", "there"]);
    expect(stackOptions(["up"])).toEqual([]);
  });
});
