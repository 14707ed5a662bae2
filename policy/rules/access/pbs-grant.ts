import { type RemoteObject } from "../../remote-object";

/** A role on a path, as a `pbs acl` document has it. */
export interface PbsGrant {
  readonly path: string;
  readonly role: string;
  /** Whether the paths below inherit it. Default: they do. */
  readonly propagate: boolean;
}

/** What an ACL document gives its holder. */
export function grantsIn({ document }: Pick<RemoteObject, "document">): readonly PbsGrant[] {
  const grants = (document["grants"] ?? []) as readonly Partial<PbsGrant>[];
  return grants.map(({ path = "/", role = "no role", propagate = true }) => ({
    ...{ path, role, propagate },
  }));
}

/** The user of a token, `user@realm!token`; `undefined` for a user. */
export const userOfToken = (holder: string) =>
  holder.includes("!") ? holder.slice(0, holder.indexOf("!")) : undefined;

/** Whether there is a path that both speak of. */
export const meet = (one: PbsGrant, other: PbsGrant) => reaches(one, other) || reaches(other, one);

const reaches = ({ path, propagate }: PbsGrant, other: PbsGrant) =>
  path === other.path || (propagate && `${other.path}/`.startsWith(`${path === "/" ? "" : path}/`));
