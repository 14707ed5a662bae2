import { fingerprints, keyFile, read, withPve } from "./support/cluster";
import { shared, up } from "./support/sandbox";

describe("a storage whose entry is replaced", () => {
  it("keeps its client key", async () => {
    const [key, before] = [keyFile(), fingerprints()];
    const changes = { "storages.pbs-vm.username": "pve@pbs!spare" };
    await withPve(
      changes,
      async () => {
        await shared.pulumi(...up);

        expect(shared.state.lastChanges()["replace"]).toBe(1);
        expect(read("storage.cfg")).toContain("username pve@pbs!spare");
        expect(keyFile()).toBe(key);
        expect(fingerprints()).toEqual(before);
      },
      { "users.pve@pbs.tokens.spare": {} },
    );
    expect(keyFile()).toBe(key);
  });
});
