import * as path from "node:path";
import { type Cluster } from "../../../sandbox/products/postgresql/cluster";

/** Lines of a shell that do what `runuser -u postgres -- COMMAND…` does, as the sandbox's host does it. */
export function asAccount({ programs, root }: Cluster): string {
  return [
    `[ "$1 $2 $3" = "-u postgres --" ] || exit 64`,
    "shift 3",
    `exec '${programs.bwrap}' --unshare-user --uid 1000 --gid 1000 --die-with-parent --dev-bind / / --ro-bind '${path.join(root, "passwd")}' /etc/passwd -- "$@"`,
  ].join("\n");
}
