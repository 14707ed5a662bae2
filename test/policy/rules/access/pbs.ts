import { type Sent } from "../../support";

/** A command that carries a document, as a program sends it. */
export const remote = (kind: string, identity: string, document: object): Sent => ({
  ...{ type: "command:remote:Command", name: `${kind} ${identity}` },
  props: {
    stdin: JSON.stringify({
      ...{ contract: "backup-remote/1", kind, identity, document },
      ...{ platform: { name: "posix" }, settings: {}, secrets: {}, script: "" },
    }),
  },
});

/** What a user or a token may, as `ROLE on PATH`. */
export const acl = (holder: string, ...grants: readonly string[]): Sent =>
  remote("pbs acl", holder, {
    grants: grants.map((grant) => {
      const [role, , path] = grant.split(" ");
      return { role, path, propagate: true };
    }),
  });
