import { mergeConfiguration } from "../../overlay/overlay";

describe("merging a configuration", () => {
  it("changes what the overlay names and nothing beside it", () => {
    const base = { hosts: { pbs01: { address: "10.25.10.20", user: "root" } }, list: [1, 2] };

    expect(
      mergeConfiguration(base, { hosts: { pbs01: { address: "127.0.0.1" } }, list: [3] }),
    ).toEqual({
      hosts: { pbs01: { address: "127.0.0.1", user: "root" } },
      list: [3],
    });
    expect(base.hosts.pbs01.address).toBe("10.25.10.20");
  });
});
