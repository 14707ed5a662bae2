import { remoteObjectOf } from "../../remote-object";
import { type ResourceOf } from "../../resource";
import { type ResourceType } from "../../resource-types";
import { resourceRule } from "../../rule";
import { textIn } from "../../text-in";

/** A property with which a program logs in. */
interface LogIn {
  readonly path: string;
  readonly who: string | undefined;
  /** How the name of the administrator of everything begins there. */
  readonly root: RegExp;
}

/** Users of Proxmox and tokens of theirs, `root@pam!NAME` with or without `=SECRET` (Proxmox VE, "User Management"). */
const proxmox = /^root@pam(!|=|$)/;

/** A ticket says whose it is: `PVE:root@pam:…`. */
const ticket = /^PVE:root@pam:/;

/** Who administers a server of MinIO where nobody set another name (MinIO, "Root User"). */
const minio = /^minioadmin$/;

const types = [
  "command:remote:Command",
  "proxmoxve:storage/pbs:Pbs",
  "proxmoxve:storage/pbsLegacy:PbsLegacy",
  "pulumi:providers:minio",
  "pulumi:providers:proxmoxve",
] as const satisfies readonly ResourceType[];

/** What logs in as root may do everything, cannot be limited and cannot be taken away from one alone. */
export const noRootCredentials = resourceRule({
  name: "no-root-credentials",
  description:
    "Storages and providers log in as users of their own, not as the one who may everything.",
  remediation:
    "Make a user for the stack or the cluster with the rights that it needs and a token of it; docs/runbooks/pve-token.md has them.",
  types,
  judge: (resource) =>
    logInsOf(resource)
      .filter(({ who, root }) => root.test(who ?? ""))
      .map(({ path, root }) => ({
        problem: `${path} is of ${nameOf(root)}, who may everything; wanted is a user with the rights that are needed`,
        fix: `give ${path} of a user of its own`,
      })),
});

/** Never from the value, which may be a secret. */
const nameOf = (root: RegExp) => (root === minio ? "minioadmin" : "root@pam");

function logInsOf(resource: ResourceOf<(typeof types)[number]>): readonly LogIn[] {
  if (resource.type === "pulumi:providers:minio") {
    const { minioUser, minioAccessKey } = resource.props;
    return [
      { path: "minioUser", who: minioUser, root: minio },
      { path: "minioAccessKey", who: minioAccessKey, root: minio },
    ];
  }
  if (resource.type === "command:remote:Command") return inDocument(resource);
  const user = { path: "username", who: resource.props.username, root: proxmox };
  if (resource.type !== "pulumi:providers:proxmoxve") return [user];
  const { apiToken, authTicket } = resource.props;
  return [
    user,
    { path: "apiToken", who: apiToken, root: proxmox },
    { path: "authTicket", who: authTicket, root: ticket },
  ];
}

/** A storage that a node is told of by its shell. */
function inDocument(command: ResourceOf<"command:remote:Command">): readonly LogIn[] {
  const object = remoteObjectOf(command);
  if (object?.kind !== "pve storage") return [];
  return [{ path: "document.username", who: textIn(object.document, "username"), root: proxmox }];
}
