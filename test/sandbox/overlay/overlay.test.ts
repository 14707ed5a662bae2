import { createClientKey, fingerprintOf } from "../../../sandbox/overlay/client-key";
import { mergeConfiguration } from "../../../sandbox/overlay/overlay";

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

describe("a client key", () => {
  it("carries 32 bytes without a key derivation, and the fingerprint of those bytes", () => {
    const key = JSON.parse(createClientKey(new Date(0))) as Record<string, string>;
    const bytes = Buffer.from(key["data"] ?? "", "base64");

    expect(key["kdf"]).toBeNull();
    expect(bytes).toHaveLength(32);
    expect(key["fingerprint"]).toBe(fingerprintOf(bytes));
    expect(key["fingerprint"]).toMatch(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/);
  });

  it("is another one each time", () => {
    expect(createClientKey(new Date(0))).not.toBe(createClientKey(new Date(0)));
  });
});
