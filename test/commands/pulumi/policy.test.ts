import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withPolicyPack } from "../../../commands/pulumi/policy";
import { rows } from "../../../policy/table";

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
    // What only looks like an option asks for no help and names no pack.
    [
      ["up", "-m", "-h"],
      ["up", ...pack, "-m", "-h"],
    ],
    [
      ["up", "--message", "--policy-pack"],
      ["up", ...pack, "--message", "--policy-pack"],
    ],
    [
      ["up", "--", "--help"],
      ["up", ...pack, "--", "--help"],
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
        isUnjudged: true,
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

  describe("with a configuration", () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "policy-"));
    const file = path.join(directory, "my.json");
    afterAll(() => fs.rmSync(directory, { recursive: true }));
    const upWith = (...option: string[]) => withPolicyPack(["up", ...option]);
    const forms = [
      ["in two words", ["--policy-pack-config", file]],
      ["in one", [`--policy-pack-config=${file}`]],
    ] as const;

    it.each(forms)("named %s passes it on", (_how, option) => {
      fs.writeFileSync(file, '{"s3-bucket-own-key": "mandatory", "trail-own-key": "disabled"}');

      expect(upWith(...option)).toEqual({
        args: ["up", ...pack, ...option],
        note: "The policy pack in policy/ judges this; --no-policy leaves it out.",
      });
    });

    it.each(forms)("named %s that weakens some rules says which", (_how, option) => {
      const mandatory = rows.filter(({ level }) => level === "mandatory");
      const off = { enforcementLevel: "disabled" };
      fs.writeFileSync(file, JSON.stringify({ "s3-bucket-own-key": "advisory", "s3-locked": off }));

      expect(upWith(...option)).toEqual({
        args: ["up", ...pack, ...option],
        note: `The policy pack in policy/ judges this, but ${file} lets 2 of its ${mandatory.length} mandatory rules stop nothing: s3-bucket-own-key, s3-locked.`,
      });
      const left = mandatory.slice(0, -1).map(({ rule }) => [rule.name, "disabled"] as const);
      fs.writeFileSync(file, JSON.stringify(Object.fromEntries(left)));
      expect(upWith(...option).note).toMatch(/: ([\w-]+, ){5}…\.$/);
    });

    it.each(['{"all": "advisory"}', '{"all": "disabled", "iam-key-age": "advisory"}'])(
      "of %s says that nothing stops any more",
      (text) => {
        fs.writeFileSync(file, text);

        expect(upWith("--policy-pack-config", file)).toMatchObject({
          note: `${file} lets no rule stop anything: the policy pack in policy/ only advises.`,
          isUnjudged: true,
        });
      },
    );

    it("of one rule that stops says how many do not", () => {
      fs.writeFileSync(file, '{"all": "disabled", "iam-key-age": "mandatory"}');

      expect(upWith("--policy-pack-config", file)).not.toHaveProperty("isUnjudged");
    });

    it.each(forms)("named %s that leaves nothing of it says so", (_how, option) => {
      fs.writeFileSync(file, '{"all": "disabled"}');

      expect(upWith(...option)).toMatchObject({
        note: `${file} switches every rule off: nothing judges this.`,
        isUnjudged: true,
      });
    });

    it.each(forms)("named %s that names no rule is refused", (_how, option) => {
      fs.writeFileSync(file, '{"s3-bucket-own-kye": "disabled"}');

      expect(() => upWith(...option)).toThrow(/my.json does not configure .*\n.*s3-bucket-own-kye/);
    });

    it("that is not there is refused", () => {
      expect(() => upWith("--policy-pack-config", `${file}.not`)).toThrow(
        /^--policy-pack-config: ENOENT.*my.json.not/,
      );
    });

    it("is Pulumi's own matter for another pack", () => {
      const args = ["up", "--policy-pack", "mine", "--policy-pack-config", `${file}.not`];

      expect(withPolicyPack(args)).toEqual({ args });
    });
  });
});
