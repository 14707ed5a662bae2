import * as path from "node:path";
import { withPolicyPack } from "../../../commands/pulumi/policy";

const pack = ["--policy-pack", path.resolve(__dirname, "../../../policy")];

describe("the policy pack of npm run pulumi", () => {
  it.each([
    [["up"], ["up", ...pack]],
    [
      ["update", "--yes"],
      ["update", ...pack, "--yes"],
    ],
    [
      ["preview", "--diff"],
      ["preview", ...pack, "--diff"],
    ],
    [["pre"], ["pre", ...pack]],
    [["watch"], ["watch", ...pack]],
    [
      ["--non-interactive", "up"],
      ["--non-interactive", "up", ...pack],
    ],
    [
      ["--color", "never", "up"],
      ["--color", "never", "up", ...pack],
    ],
    [
      ["--color=never", "up", "--", "x"],
      ["--color=never", "up", ...pack, "--", "x"],
    ],
  ])("judges %j, and it is said", (args, told) => {
    expect(withPolicyPack(args)).toEqual({
      args: told,
      note: "The policy pack in policy/ judges this; --no-policy leaves it out.",
    });
  });

  it.each([[["up", "--no-policy", "--yes"]], [["--no-policy", "up", "--yes"]]])(
    "is left out of %j, and that is said",
    (args) => {
      expect(withPolicyPack(args)).toEqual({
        args: ["up", "--yes"],
        note: "No policy pack judges this.",
      });
    },
  );

  it.each([
    [["up", "--policy-pack", "mine"]],
    [["preview", "--policy-pack=mine"]],
    [["up", "--help"]],
    [["destroy"]],
    [["stack", "select", "up"]],
    [["--color", "up"]],
    [["--version"]],
  ])("is not ours to speak of with %j", (args) => {
    expect(withPolicyPack(args)).toEqual({ args });
  });

  it("is not told to a command that knows of none", () => {
    expect(withPolicyPack(["stack", "--no-policy"])).toEqual({ args: ["stack"] });
  });

  it("goes with a pack that is named, whatever else is said", () => {
    const args = ["up", "--policy-pack", "mine"];
    expect(withPolicyPack([...args, "--no-policy"])).toEqual({ args });
  });
});
