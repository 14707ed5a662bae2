import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
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

/** A PATH on which a program is the first of its name, and nothing else changes its place: scripts run what they find. */
function pathWith(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const name = path.basename(program);
  if (executables(name, env)[0] === program) return env["PATH"];
  const directory = path.join(projectRoot, ".sandbox", "test-programs");
  const link = path.join(directory, name);
  if (
    fs.lstatSync(link, { throwIfNoEntry: false }) === undefined ||
    fs.readlinkSync(link) !== program
  ) {
    fs.rmSync(link, { force: true });
    fs.mkdirSync(directory, { recursive: true });
    fs.symlinkSync(program, link);
  }
  return [directory, env["PATH"] ?? []].flat().join(path.delimiter);
}
