import * as path from "node:path";
import { executables } from "../../sandbox/toolchain/on-path";
import { resolveToolchain } from "../../sandbox/toolchain/toolchain";
import { withWord } from "../sandbox/with-word";

/**
 * What the tests find the real servers and clients by.
 *
 * @param mayInstall - whether Debian packages that cannot be unpacked may be installed on the machine
 */
export async function toolEnvironment(mayInstall = false): Promise<NodeJS.ProcessEnv> {
  const { pulumi, motoPython, minio, mc, restic, jq, sshd, bwrap } = await withWord(
    mayInstall,
    (word) => resolveToolchain({ mayInstall: word }),
  );
  return {
    ...process.env,
    ...{ PULUMI: pulumi, MOTO_PYTHON: motoPython, MINIO: minio, MC: mc, RESTIC: restic },
    ...{ SSHD: sshd, BWRAP: bwrap },
    PATH: pathWith(jq, process.env),
  };
}

/** A PATH on which a program is the first of its name: scripts run what they find. */
function pathWith(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const [first] = executables(path.basename(program), env);
  if (first === program) return env["PATH"];
  return [path.dirname(program), env["PATH"]].join(path.delimiter);
}
