import { resolveToolchain } from "../../sandbox/toolchain/toolchain";
import { withWord } from "../sandbox/with-word";

/**
 * What the tests find the real servers and clients by.
 *
 * @param mayInstall - whether Debian packages that cannot be unpacked may be installed on the machine
 */
export async function toolEnvironment(mayInstall = false): Promise<NodeJS.ProcessEnv> {
  const { pulumi, motoPython, minio, mc, restic, sshd, bwrap } = await withWord(
    mayInstall,
    (word) => resolveToolchain({ mayInstall: word }),
  );
  return {
    ...process.env,
    ...{ PULUMI: pulumi, MOTO_PYTHON: motoPython, MINIO: minio, MC: mc, RESTIC: restic },
    ...{ SSHD: sshd, BWRAP: bwrap },
  };
}
