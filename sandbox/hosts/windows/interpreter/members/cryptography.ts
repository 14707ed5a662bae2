import { createHash } from "node:crypto";
import { MemberTable } from "../values/member-table";
import { NetObject, nothing, type Method, type Value } from "../values/value";
import { type StaticType } from "./static-type";
import { bytesOf } from "./texts";

class Sha256 extends NetObject {
  readonly typeName = "System.Security.Cryptography.SHA256";

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const digest = (args: readonly Value[]): Uint8Array =>
  new Uint8Array(
    createHash("sha256")
      .update(bytesOf(args[0] ?? null))
      .digest(),
  );

const members = new MemberTable<Sha256>(
  {},
  { ComputeHash: (_self, args) => digest(args), Dispose: () => nothing },
);

/** SHA-256, by the method of .NET 5 and later, and by the object that 5.1 has as well. */
export const cryptographyTypes: Readonly<Record<string, StaticType>> = {
  "Security.Cryptography.SHA256": {
    methods: {
      HashData: ({ host }, args) => {
        if (host.edition.name === "Core") return digest(args);
        throw new RangeError("[SHA256]::HashData in Windows PowerShell");
      },
      Create: () => new Sha256(),
    },
  },
};
