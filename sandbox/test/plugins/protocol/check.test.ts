import { Secret, unknown } from "../../../plugins/protocol/property-values";
import { PluginClient } from "./client";
import { boxToken, shelfPlugin } from "./shelf-plugin";

let plugin: PluginClient;
beforeAll(async () => (plugin = await PluginClient.start(shelfPlugin(new Map()))));
afterAll(() => plugin.close());

const faultsOf = async (inputs: Record<string, unknown>) =>
  (await plugin.check(boxToken, inputs)).failures;

describe("checking a resource", () => {
  it("accepts what the declarations allow, at every depth", async () => {
    const inputs = {
      name: "a",
      size: 3,
      colour: "red",
      rules: [{ id: "r", days: 1, transitions: [{ days: 2 }] }],
      policy: { version: "1" },
      tags: { "any key": "v" },
      anything: [{ deep: true }, 1],
    };
    expect(await plugin.check(boxToken, inputs)).toEqual({ inputs, failures: [] });
    expect(await faultsOf({ policy: "text instead of an object" })).toEqual([]);
  });

  it("fails on an unknown property with its path, a guess and what is allowed", async () => {
    const [fault] = await faultsOf({ rules: [{ id: "r", transitions: [{ dayz: 1, days: 1 }] }] });
    expect(fault).toEqual({
      property: "rules[0].transitions[0].dayz",
      reason: 'unknown property "rules[0].transitions[0].dayz"; did you mean "days"? allowed: days',
    });
  });

  it("fails on a property nobody could have meant without a guess", async () => {
    const [fault] = await faultsOf({ zzzzzz: 1 });
    expect(fault?.reason).toMatch(/^unknown property "zzzzzz"; allowed: name, namePrefix, size/);
  });

  it.each([
    [{ size: "3" }, "size", '"size" is a string; allowed: number'],
    [{ rules: { id: "r" } }, "rules", '"rules" is an object; allowed: list of object Rule'],
    [{ rules: [{ id: 1 }] }, "rules[0].id", '"rules[0].id" is a number; allowed: string'],
    [{ tags: { a: 1 } }, 'tags["a"]', '"tags["a"]" is a number; allowed: string'],
    [{ tags: [] }, "tags", '"tags" is a list; allowed: map of string'],
    [{ colour: "green" }, "colour", '"colour" is a string; allowed: "red" or "blue"'],
    [{ policy: 1 }, "policy", '"policy" is a number; allowed: string or object Policy'],
    [
      { policy: {} },
      "policy.version",
      'missing required property "policy.version"; set it to a string',
    ],
  ])("fails on %j", async (inputs, property, reason) => {
    expect(await faultsOf(inputs)).toEqual([{ property, reason }]);
  });

  it("reports every fault at once", async () => {
    const faults = await faultsOf({ size: "3", sise: 3, rules: [{}] });
    expect(faults.map(({ property }) => property)).toEqual(["sise", "size", "rules[0].id"]);
  });

  it("fails without quoting a secret", async () => {
    const faults = await faultsOf({
      colour: new Secret("hunter2"),
      pasword: new Secret("hunter2"),
    });
    expect(faults).toHaveLength(2);
    expect(JSON.stringify(faults)).not.toContain("hunter2");
    expect(JSON.stringify(faults)).toContain('did you mean \\"password\\"');
  });

  it("applies a type's own rules when the types are right", async () => {
    expect(await faultsOf({ size: 100 })).toEqual([
      { property: "size", reason: '"size" is 100; allowed: up to 99' },
    ]);
  });

  it("lets unknown values pass, whatever a type's rule makes of them", async () => {
    expect(await faultsOf({ size: unknown, rules: [unknown], name: new Secret(unknown) })).toEqual(
      [],
    );
  });

  it("fills in defaults and keeps secrets and unknowns as they are", async () => {
    const { inputs } = await plugin.check(boxToken, {
      name: unknown,
      password: new Secret("p"),
      tags: { a: new Secret("t") },
    });
    expect(inputs).toEqual({
      name: unknown,
      size: 10,
      password: new Secret("p"),
      tags: { a: new Secret("t") },
    });
  });

  it("names a nameless resource, and keeps that name afterwards", async () => {
    const first = await plugin.check(boxToken, {}, { name: "crate" });
    expect(first.inputs["name"]).toMatch(/^crate-[0-9a-f]{7}$/);
    const again = await plugin.check(boxToken, {}, { name: "crate" });
    expect(again.inputs).toEqual(first.inputs);
    const kept = await plugin.check(boxToken, {}, { oldInputs: { name: "crate-0000000" } });
    expect(kept.inputs["name"]).toBe("crate-0000000");
    const prefixed = await plugin.check(boxToken, { namePrefix: "c" });
    expect(prefixed.inputs).not.toHaveProperty("name");
  });

  it("fails on a resource type the stand-in does not have, naming those it has", async () => {
    await expect(plugin.check("shelf:index/lid:Lid", {})).rejects.toThrow(
      /no resource type "shelf:index\/lid:Lid"; it has: shelf:index\/box:Box/,
    );
  });
});

describe("checking the provider's configuration", () => {
  it("reads what is no string from JSON text, as the protocol carries it", async () => {
    const config = { address: "a", secure: "true", labels: '{"a":"b"}', version: "1.2.3" };
    expect(await plugin.checkConfig(config)).toEqual([]);
  });

  it("does not read a string as JSON", async () => {
    expect(await plugin.checkConfig({ address: "12", password: new Secret("34") })).toEqual([]);
  });

  it("fails on unknown, mistyped and missing settings", async () => {
    const faults = await plugin.checkConfig({ secure: "perhaps", adress: "a" });
    expect(faults.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('did you mean "address"?'),
      'missing required property "address"; set it to a string',
      '"secure" is a string; allowed: boolean',
    ]);
  });

  it("fails on what the plugin's own rule refuses", async () => {
    expect(await plugin.checkConfig({ address: "nowhere" })).toHaveLength(1);
  });

  it("updates and never replaces when the connection changes", async () => {
    const diff = await plugin.diffConfig({ address: "a", secure: "true" }, { address: "b" });
    expect(diff).toEqual({
      changed: true,
      details: { address: "UPDATE", secure: "DELETE" },
      replaces: [],
      deleteBeforeReplace: false,
    });
    expect((await plugin.diffConfig({ address: "a" }, { address: "a" })).changed).toBe(false);
  });
});
