import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type DeployedObject } from "../drift/deployed-object";
import { run } from "../support/child";
import { knownHostsOf, playbookOf } from "./playbook";
import { type Command } from "./timed";

/** The release that is compared with: the last one that runs on Python 3.11, Debian 12's. */
const version = "2.19.14";

/** Ansible, ready to check the objects of a stack. */
export interface Ansible {
  readonly version: string;
  readonly objects: number;
  readonly check: Command;
  /** Removes what has secrets in it. */
  readonly remove: () => void;
}

/**
 * Installs ansible-core beside the tools unless it is there, and writes a playbook for the objects. Its settings are its
 * own but for pipelining, which is on: without it each object takes three times as many round trips.
 *
 * @param tools - directory of the tools
 * @throws Error if it cannot be installed, or there is no object that it could check
 */
export async function prepareAnsible(
  objects: readonly DeployedObject[],
  tools: string,
): Promise<Ansible> {
  const [first] = objects;
  if (first === undefined)
    throw new Error("the stack has no remote objects that Ansible could check");
  const home = path.join(tools, `ansible-core-${version}`);
  await install(home);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "bench-ansible-"));
  const write = (name: string, content: string) => {
    const file = path.join(directory, name);
    fs.writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  // OpenSSH reads no key without a line break at its end.
  const key = write("key", `${first.connection.privateKey.trimEnd()}\n`);
  const known = write("known_hosts", knownHostsOf(objects));
  const made = playbookOf(objects, key, known);
  const inventory = write("inventory.json", made.inventory);
  return {
    version,
    objects: made.objects,
    check: {
      program: path.join(home, "bin", "ansible-playbook"),
      args: ["--check", "--inventory", inventory, write("playbook.json", made.playbook)],
      environment: {
        ...process.env,
        ANSIBLE_PIPELINING: "True",
        ANSIBLE_HOME: path.join(directory, "home"),
        SSH_AUTH_SOCK: undefined,
        LC_ALL: "C.UTF-8",
      },
    },
    remove: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

async function install(home: string): Promise<void> {
  if (fs.existsSync(path.join(home, "bin", "ansible-playbook"))) return;
  console.error(`installing ansible-core ${version} …`);
  await must("python3", ["-m", "venv", home]);
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--quiet"];
  await must(path.join(home, "bin", "python"), [...pip, `ansible-core==${version}`]);
}

async function must(program: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await run(program, args);
  if (code !== 0)
    throw new Error(`${program} ${args.join(" ")} ended with ${String(code)}:\n${stderr}`);
}
