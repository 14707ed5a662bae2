import { resolveToolchain } from "../../sandbox/toolchain/toolchain";

/** What the tests find the real servers and clients by. */
export async function toolEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { motoPython, minio, mc, sshd } = await resolveToolchain();
  return { ...process.env, MOTO_PYTHON: motoPython, MINIO: minio, MC: mc, SSHD: sshd };
}
