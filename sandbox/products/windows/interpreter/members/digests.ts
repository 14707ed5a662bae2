import { createHash } from "node:crypto";
import { MemberTable } from "../values/member-table";
import { type Method, NetObject, type Value } from "../values/value";
import { type StaticType } from "./static-type";

/** `System.Security.Cryptography.SHA256`. */
class Sha256 extends NetObject {
  readonly typeName = "System.Security.Cryptography.SHA256";

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const bytes = ([value = null]: readonly Value[]): Uint8Array => {
  if (!(value instanceof Uint8Array)) throw new RangeError("a digest of anything but bytes");
  return value;
};

const members = new MemberTable<Sha256>(
  {},
  {
    ComputeHash: (_self, args) => new Uint8Array(createHash("sha256").update(bytes(args)).digest()),
  },
);

/** Digests, and how they are written. */
export const digestTypes: Readonly<Record<string, StaticType>> = {
  "Security.Cryptography.SHA256": { methods: { "Create()": () => new Sha256() } },
  BitConverter: {
    methods: {
      ToString: (_session, args) =>
        [...bytes(args)].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("-"),
    },
  },
};
