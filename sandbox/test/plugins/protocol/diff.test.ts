import { Secret, unknown } from "../../../plugins/protocol/property-values";
import { type Kept, PluginClient } from "./client";
import { boxToken, shelfPlugin } from "./shelf-plugin";

let plugin: PluginClient;
beforeAll(async () => (plugin = await PluginClient.start(shelfPlugin(new Map()))));
afterAll(() => plugin.close());

const declared = {
  name: "a",
  size: 10,
  rules: [{ id: "r", days: 1 }],
  members: ["x", "y"],
  document: '{"a":1,"b":[1,2]}',
};
const kept: Kept = { token: boxToken, id: "a", inputs: declared, outputs: declared };
const details = async (change: Record<string, unknown>, before = kept) =>
  (await plugin.diff(before, { ...declared, ...change })).details;

describe("a diff", () => {
  it("is empty for the same inputs", async () => {
    const diff = await plugin.diff(kept, declared);
    expect(diff).toMatchObject({ changed: false, details: {}, replaces: [] });
  });

  it("names each change at its deepest path", async () => {
    const rules = [{ id: "r", days: 2, transitions: [{ days: 3 }] }, { id: "s" }];
    expect(await details({ rules, size: 11, tags: { "a b": "c" } })).toEqual({
      "rules[0].days": "UPDATE",
      "rules[0].transitions": "ADD",
      "rules[1]": "ADD",
      size: "UPDATE",
      tags: "ADD",
    });
    expect(await details({ rules: [] })).toEqual({ "rules[0]": "DELETE" });
  });

  it("replaces when a forcing input changes, at the top or deeper", async () => {
    expect(await plugin.diff(kept, { ...declared, name: "b" })).toEqual({
      changed: true,
      details: { name: "UPDATE_REPLACE" },
      replaces: ["name"],
      deleteBeforeReplace: true,
    });
    expect(await details({ rules: [{ id: "s", days: 1 }] })).toEqual({
      "rules[0].id": "UPDATE_REPLACE",
    });
  });

  it("does not delete first when nothing is replaced", async () => {
    const diff = await plugin.diff(kept, { ...declared, size: 11 });
    expect(diff.deleteBeforeReplace).toBe(false);
  });

  it("takes no notice of order in a set, but in a list", async () => {
    expect(await details({ members: ["y", "x"] })).toEqual({});
    expect(await details({ members: ["y", "z"] })).toEqual({ members: "UPDATE" });
    const before = { ...kept, inputs: { ...declared, anything: [1, 2] } };
    expect(await details({ anything: [2, 1] }, before)).toEqual({
      "anything[0]": "UPDATE",
      "anything[1]": "UPDATE",
    });
  });

  it("takes no notice of layout and key order in a JSON document", async () => {
    expect(await details({ document: '{ "b": [1, 2], "a": 1 }' })).toEqual({});
    expect(await details({ document: '{"a":1,"b":[2,1]}' })).toEqual({ document: "UPDATE" });
  });

  it("counts a value that is still unknown as changed", async () => {
    expect(await details({ name: unknown })).toEqual({ name: "UPDATE_REPLACE" });
  });

  it("takes no notice of a value becoming secret", async () => {
    expect(await details({ size: new Secret(10) })).toEqual({});
    expect(await details({ size: new Secret(11) })).toEqual({ size: "UPDATE" });
  });
});
