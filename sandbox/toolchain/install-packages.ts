import { mustRun } from "./command";
import { withoutAutostart } from "./autostart";
import { executables } from "./on-path";

/** What installing Debian packages on this machine touches; only done with the word. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  /** Its `/etc`. */
  readonly configuration: string;
  /** The file that Debian asks whether a package may start its service (invoke-rc.d(8)). */
  readonly servicePolicy: string;
}

/** This machine. */
export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  return {
    // dpkg refuses to work without ldconfig and the like, which not everyone has on PATH.
    env: { ...env, PATH: [env["PATH"], "/usr/local/sbin:/usr/sbin:/sbin"].join(":") },
    isRoot: process.getuid?.() === 0,
    configuration: "/etc",
    servicePolicy: "/usr/sbin/policy-rc.d",
  };
}

/** Whether we may install: as root, where there is an apt-get. */
export function canInstall({ env, isRoot }: Machine): boolean {
  return isRoot && executables("apt-get", env).length > 0;
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
apt-get "$WAIT" -q update || exit
apt-get "$WAIT" -q -y -o Dpkg::Options::=--force-confold --no-install-recommends install "$@"
`;

/**
 * Installs Debian packages on the machine, without questions, and leaves no service started or enabled. The caller has
 * the word for it. Throws with apt's last lines.
 */
export async function installPackages(
  { env, configuration, servicePolicy }: Machine,
  packages: readonly string[],
  log: string,
): Promise<void> {
  await withoutAutostart(configuration, async () => {
    await mustRun("sh", ["-c", script, "install-packages", ...packages], {
      env: {
        ...env,
        DEBIAN_FRONTEND: "noninteractive",
        POLICY: servicePolicy,
        MARK: policyMark,
        // Another checkout, or the machine's own upgrades, may be installing right now.
        WAIT: "-oDPkg::Lock::Timeout=300",
      },
      log,
    });
  });
}
