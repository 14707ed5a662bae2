import * as fs from "node:fs";
import { mustRun } from "./command";
import { executables } from "./on-path";

/** Debian's package manager on this machine. */
export interface PackageManager {
  /** Whether we may install: as root, where there is an apt-get. */
  readonly isUsable: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Where apt keeps its lists of packages. */
  readonly lists: string;
  /** The file that Debian asks whether a package may start its service (invoke-rc.d(8)). */
  readonly servicePolicy: string;
}

/** apt of this machine. */
export function apt(env: NodeJS.ProcessEnv): PackageManager {
  const isRoot = process.getuid?.() === 0;
  return {
    isUsable: isRoot && executables("apt-get", env).length > 0,
    env,
    lists: "/var/lib/apt/lists",
    servicePolicy: "/usr/sbin/policy-rc.d",
  };
}

/** Lists older than this name packages that mirrors may no longer have. Milliseconds. */
const freshness = 24 * 60 * 60 * 1000;

/** Whether the lists are there and young; fetching them touches `lists/partial`. */
function areListsFresh(lists: string): boolean {
  const hasLists =
    fs.existsSync(lists) &&
    fs.readdirSync(lists).some((file) => file.endsWith("_Packages") || file.includes("_Packages."));
  return hasLists && Date.now() - fs.statSync(lists).mtimeMs < freshness;
}

/** Tells our own policy file from the administrator's. */
const policyMark = "written by the backup sandbox while it installs packages";

/**
 * Installing openssh-server would start a system sshd, which nobody asked for. The policy file forbids
 * that (101: action forbidden by policy); one that is already there is the administrator's and stays.
 * The shell removes ours however it ends; if it was killed with SIGKILL, the next installation does.
 */
const script = `
if [ ! -e "$POLICY" ] || grep -qs "$MARK" "$POLICY"; then
  trap 'rm -f "$POLICY"' EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\\n# %s; safe to delete\\nexit 101\\n' "$MARK" > "$POLICY"
  chmod 755 "$POLICY"
fi
if [ "$UPDATE" = yes ]; then apt-get "$WAIT" -q update || exit; fi
apt-get "$WAIT" -q -y -o Dpkg::Options::=--force-confold --no-install-recommends install "$@"
`;

/** Installs Debian packages without questions and without starting services. Throws with apt's last lines. */
export async function installPackages(
  { env, lists, servicePolicy }: PackageManager,
  packages: readonly string[],
  log: string,
): Promise<void> {
  const attempt = (update: boolean) =>
    mustRun("sh", ["-c", script, "install-packages", ...packages], {
      env: {
        ...env,
        // dpkg refuses to work without ldconfig and the like, which not everyone has on PATH.
        PATH: [env["PATH"], "/usr/local/sbin:/usr/sbin:/sbin"].join(":"),
        DEBIAN_FRONTEND: "noninteractive",
        POLICY: servicePolicy,
        MARK: policyMark,
        UPDATE: update ? "yes" : "no",
        // Another checkout, or the machine's own upgrades, may be installing right now.
        WAIT: "-oDPkg::Lock::Timeout=300",
      },
      log,
    });
  await attempt(!areListsFresh(lists));
}
