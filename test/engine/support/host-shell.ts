import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Finished, type TestSandbox } from "./sandbox";

/** Runs a command line on a host of a sandbox, as somebody does who logs in there; its key is pinned. */
export function onHost(sandbox: TestSandbox, host: string, line: string): Promise<Finished> {
  const { hosts, ssh } = sandbox.endpoints;
  const endpoint = hosts[host];
  if (endpoint === undefined) throw new Error(`the sandbox has no host ${host}`);
  const { address, port, hostKey } = endpoint;
  const knownHosts = path.join(sandbox.layout.run, `known-host-${host}`);
  fs.writeFileSync(knownHosts, `[${address}]:${port} ${hostKey}\n`);
  const options = ["-F", "none", "-o", `UserKnownHostsFile=${knownHosts}`, "-o", "BatchMode=yes"];
  const login = ["-i", ssh.privateKeyFile, "-p", String(port), `${ssh.user}@${address}`];
  const child = spawn("ssh", [...options, ...login, line], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
