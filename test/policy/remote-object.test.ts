import { onOneHost, remoteObjectOf } from "../../policy/remote-object";
import { resourceOf, type ResourceOf } from "../../policy/resource";
import { sentObject } from "./remote-sent";

function at(connection: object) {
  const { type, props } = sentObject({ kind: "any" });
  const sent = { ...props, connection };
  const resource = resourceOf({ type, name: "one", urn: "urn", props: sent });
  return remoteObjectOf(resource as ResourceOf<"command:remote:Command">)!;
}

describe("two objects", () => {
  it.each([
    ["of one address", { host: "pbs01" }, { host: "pbs01" }],
    ["of one address and port", { host: "pbs01", port: 2201 }, { host: "pbs01", port: 2201 }],
    ["where one says SSH's own port", { host: "pbs01" }, { host: "pbs01", port: 22 }],
  ])("are on one host %s", (_what, one, other) => {
    expect(onOneHost(at(one), at(other))).toBe(true);
    expect(onOneHost(at(other), at(one))).toBe(true);
  });

  it.each([
    ["of two addresses", { host: "pbs01" }, { host: "pbs02" }],
    ["of two ports of one address", { host: "gate", port: 2201 }, { host: "gate", port: 2202 }],
    ["of which one has a port of its own", { host: "gate" }, { host: "gate", port: 2202 }],
  ])("are not on one host %s", (_what, one, other) => {
    expect(onOneHost(at(one), at(other))).toBe(false);
    expect(onOneHost(at(other), at(one))).toBe(false);
  });
});
