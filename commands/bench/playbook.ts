import { commandLine } from "../../components/remote/command-line";
import { type DeployedObject } from "../drift/deployed-object";

/** Remote objects as Ansible is given them. */
export interface Playbook {
  /** Of an inventory in JSON, which is YAML. Secrets are in it. */
  readonly inventory: string;
  /** The playbook, JSON as well. */
  readonly playbook: string;
  /** How many objects it checks. */
  readonly objects: number;
}

/** Inventory of hosts with a variable `objects`, by their place. */
type Hosts = Record<string, Record<string, unknown> & { readonly objects: object[] }>;

/**
 * A playbook that checks remote objects as `npm run drift` does: the same command line, which gets the same envelope on
 * its standard input, for each object on its host, and a comparison of what it prints with what was applied. One task with
 * a loop, hosts side by side, no facts gathered. Objects on Windows are left out, because Ansible's modules for it need
 * more of PowerShell than a stand-in has; what providers have on servers is left out as well. Both make Ansible faster.
 *
 * @param keyFile - the private key that hosts are logged in to with
 * @param knownHosts - file with the pinned keys of `knownHostsOf`
 */
export function playbookOf(
  objects: readonly DeployedObject[],
  keyFile: string,
  knownHosts: string,
): Playbook {
  const checked = objects.filter(({ envelope }) => envelope.platform.name === "posix");
  const hosts: Hosts = {};
  for (const { connection, envelope, stdin } of checked) {
    const { host, port, user } = connection;
    const name = `${user}@${host}:${port}`;
    hosts[name] ??= {
      ansible_host: host,
      ansible_port: port,
      ansible_user: user,
      ansible_ssh_private_key_file: keyFile,
      ansible_ssh_common_args: `-o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes`,
      objects: [],
    };
    hosts[name].objects.push({
      command: unsafe(commandLine(envelope.platform, "read")),
      stdin: unsafe(stdin),
      document: unsafe(JSON.stringify(envelope.document)),
    });
  }
  return {
    inventory: JSON.stringify({ all: { hosts } }),
    playbook: JSON.stringify(plays),
    objects: checked.length,
  };
}

/** The lines of a known_hosts file for the hosts of the objects. */
export function knownHostsOf(objects: readonly DeployedObject[]): string {
  const lines = objects.map(
    ({ connection: { host, port, hostKey } }) => `[${host}]:${port} ${hostKey}\n`,
  );
  return [...new Set(lines)].join("");
}

/** Braces in a value would be a template of Ansible's: they are handed over as text that is taken apart later. */
const unsafe = (text: string) => Buffer.from(text).toString("base64");

/** What stands between the marks of an answer (decision 20), as a filter of Ansible's. */
const answerAlone = String.raw`regex_replace('^backup-remote/1 answer [0-9]+ (.*) end$', '\\1')`;

const plays = [
  {
    hosts: "all",
    gather_facts: false,
    tasks: [
      {
        name: "Check what was applied",
        "ansible.builtin.shell": {
          cmd: "{{ item.command | b64decode }}",
          stdin: "{{ item.stdin | b64decode }}",
          stdin_add_newline: false,
        },
        loop: "{{ objects }}",
        // Reading changes nothing: a check does it as well.
        check_mode: false,
        no_log: true,
        register: "found",
        changed_when: `(found.stdout | ${answerAlone} | from_json) != (item.document | b64decode | from_json)`,
      },
    ],
  },
];
