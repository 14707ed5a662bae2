import { Secret, unknown } from "../../../plugins/protocol/property-values";
import { PluginClient } from "./client";
import { boxToken, type Shelf, shelfPlugin } from "./shelf-plugin";

let shelf: Shelf;
let definition: ReturnType<typeof shelfPlugin>;
let plugin: PluginClient;
beforeEach(async () => {
  shelf = new Map();
  definition = shelfPlugin(shelf);
  plugin = await PluginClient.start(definition, { address: "a", secure: "true" });
});
afterEach(() => plugin.close());

describe("the life of a resource", () => {
  it("is created, read, updated and deleted on the server", async () => {
    const created = await plugin.create(boxToken, { name: "a", size: 1 });
    expect(created.id).toBe("a");
    expect(shelf.get("a")).toEqual({ name: "a", size: 1 });
    const updated = await plugin.update(created, { name: "a", size: 2 });
    expect(shelf.get("a")).toEqual({ name: "a", size: 2 });
    expect(updated.outputs).toMatchObject({ size: 2, address: "shelf/a" });
    await plugin.delete(updated);
    expect(await plugin.refresh(updated)).toBeUndefined();
  });

  it("connects once, with the configuration's values in their own types", async () => {
    await plugin.create(boxToken, { name: "a" });
    await plugin.create(boxToken, { name: "b" });
    expect(definition.connections).toEqual([{ address: "a", secure: true }]);
  });

  it("fails with the server's words", async () => {
    const created = await plugin.create(boxToken, { name: "a" });
    await plugin.delete(created);
    await expect(plugin.delete(created)).rejects.toThrow('no box "a"');
  });

  it("fails when its time is up", async () => {
    const late = plugin.create(boxToken, { name: "slow" }, { timeoutSeconds: 0.05 });
    await expect(late).rejects.toThrow(/timeout/);
  });

  it("fails when the engine cancels", async () => {
    const stopped = plugin.create(boxToken, { name: "slow" });
    const outcome = expect(stopped).rejects.toThrow("the engine cancelled the operation");
    while (!shelf.has("slow")) await new Promise(setImmediate);
    await plugin.cancel();
    await outcome;
  });

  it("fails half-way with the state in the error's details", async () => {
    const error: unknown = await plugin
      .create(boxToken, { name: "cracked", password: new Secret("p") })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ details: "the lid broke" });
    const { metadata } = error as { metadata: { get(key: string): Buffer[] } };
    const details = metadata.get("grpc-status-details-bin")[0]!.toString("latin1");
    expect(details).toContain("pulumirpc.ErrorResourceInitFailed");
    expect(details).toContain("shelf/cracked");
  });
});

describe("secrets", () => {
  it("come back secret where the input was, and where the type says so", async () => {
    const { outputs } = await plugin.create(boxToken, {
      name: "a",
      password: new Secret("p"),
      tags: { open: "o", closed: new Secret("c") },
      members: ["m", new Secret("n")],
    });
    expect(outputs).toMatchObject({
      password: new Secret("p"),
      token: new Secret("t0"),
      tags: { open: "o", closed: new Secret("c") },
      members: new Secret(["m", "n"]),
      address: "shelf/a",
    });
  });

  it("make what follows from them secret", async () => {
    const { outputs } = await plugin.create(boxToken, { name: "a", document: new Secret("{}") });
    expect(outputs["echo"]).toEqual(new Secret("{}"));
    const plain = await plugin.create(boxToken, { name: "b", document: "{}" });
    expect(plain.outputs["echo"]).toBe("{}");
  });

  it("stay secret through a refresh that finds another value", async () => {
    const created = await plugin.create(boxToken, { name: "a", password: new Secret("p") });
    shelf.set("a", { name: "a", size: 10, password: "changed" });
    const found = await plugin.refresh(created);
    expect(found?.inputs["password"]).toEqual(new Secret("changed"));
    expect(found?.outputs["password"]).toEqual(new Secret("changed"));
  });
});

describe("a preview", () => {
  it("touches no server and shows the server's part of a new resource as unknown", async () => {
    const { id, outputs } = await plugin.create(boxToken, { name: "a" }, { preview: true });
    expect(id).toBe("");
    expect(outputs).toEqual({
      name: "a",
      size: 10,
      address: unknown,
      policy: unknown,
      fingerprint: unknown,
      token: new Secret(unknown),
      echo: unknown,
    });
    expect(definition.connections).toEqual([]);
  });

  it("shows of an update what stays, what changes and what cannot be known", async () => {
    const before = await plugin.create(boxToken, {
      name: "a",
      policy: "p",
      document: "{}",
      colour: "red",
    });
    const { outputs } = await plugin.update(
      before,
      { name: "a", document: "[]", size: 5 },
      { preview: true },
    );
    expect(outputs).toEqual({
      name: "a",
      size: 5,
      document: "[]",
      address: "shelf/a",
      policy: unknown,
      fingerprint: unknown,
      token: new Secret("t0"),
      echo: unknown,
    });
    expect(shelf.get("a")).toMatchObject({ size: 10 });
  });

  it("keeps an output whose inputs do not change", async () => {
    const before = await plugin.create(boxToken, { name: "a", document: "{}" });
    const planned = await plugin.update(
      before,
      { name: "a", document: "{ }", size: 5 },
      { preview: true },
    );
    expect(planned.outputs["echo"]).toBe("{}");
  });
});

describe("a refresh", () => {
  it("leaves inputs as declared when the server has what it was given", async () => {
    const created = await plugin.create(boxToken, { name: "a", members: ["x", "y"] });
    shelf.set("a", { name: "a", size: 10, members: ["y", "x"] });
    const found = await plugin.refresh(created);
    expect(found?.inputs).toEqual(created.inputs);
    expect((await plugin.diff(found!, { name: "a", members: ["x", "y"] })).changed).toBe(false);
  });

  it("shows what was changed, added and taken away by hand, at its place", async () => {
    const wanted = {
      name: "a",
      rules: [
        { id: "r", days: 1 },
        { id: "s", days: 2 },
      ],
      colour: "red",
    };
    const created = await plugin.create(boxToken, wanted);
    shelf.set("a", {
      name: "a",
      size: 10,
      rules: [
        { id: "r", days: 9 },
        { id: "s", days: 2 },
      ],
      document: "{}",
    });
    const found = await plugin.refresh(created);
    expect((await plugin.diff(found!, wanted)).details).toEqual({
      "rules[0].days": "UPDATE",
      document: "DELETE",
      colour: "ADD",
    });
  });

  it("imports all that a program would have to declare", async () => {
    shelf.set("a", { name: "a", size: 4 });
    const found = await plugin.import(boxToken, "a");
    expect(found?.inputs).toEqual({ name: "a", size: 4, policy: "none" });
    expect(await plugin.import(boxToken, "b")).toBeUndefined();
  });
});
