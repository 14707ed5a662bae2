import { sentObject } from "../../remote-sent";
import { type Sent } from "../../support";

/** A command that carries a document, as a program sends it. */
export const remote = (kind: string, identity: string, document: object): Sent => ({
  ...sentObject({ kind, identity, document: { ...document } }),
  name: `${kind} ${identity}`,
});

/** What a user or a token may, as `ROLE on PATH`. */
export const acl = (holder: string, ...grants: readonly string[]): Sent =>
  remote("pbs acl", holder, {
    grants: grants.map((grant) => {
      const [role, , path] = grant.split(" ");
      return { role, path, propagate: true };
    }),
  });
