import { knownHostsOf, playbookOf } from "../../../commands/bench/playbook";
import { type DeployedObject } from "../../../commands/drift/deployed-object";
import { markedAnswer } from "../../support/answer-alone";
import { type Platform } from "../../../model/remote/platform";

const object = (host: string, identity: string, platform: Platform): DeployedObject => ({
  urn: `urn:pulumi:lab::backup::command:remote:Command::${identity}`,
  connection: {
    ...{ host, port: 22, user: "root", privateKey: "k3y", hostKey: "ssh-ed25519 AAAA" },
    ...{ dialErrorLimit: 3, perDialTimeout: 15 },
  },
  envelope: {
    contract: "backup-remote/1",
    ...{ stack: "backup/test", resource: identity, adopt: false },
    ...{ platform, kind: "pbs job", identity, settings: {}, secrets: {}, script: "read" },
    document: { note: "{{ braces }}" },
  },
  stdin: `{"identity":"${identity}","secret":"{{ s3cr3t }}"}`,
});

const posix: Platform = { name: "posix" };
const objects = [
  object("192.0.2.1", "one", posix),
  object("192.0.2.1", "two", posix),
  object("192.0.2.2", "three", posix),
  object("192.0.2.3", "four", { name: "windows", powershell: "pwsh.exe" }),
];

const decoded = (text: string) => Buffer.from(text, "base64").toString();

describe("the playbook for what drift reads", () => {
  const { inventory, playbook, objects: count } = playbookOf(objects, "/key", "/known");
  const { all } = JSON.parse(inventory) as {
    all: { hosts: Record<string, { objects: { stdin: string; command: string }[] }> };
  };

  it("has every object on POSIX below its host, with the envelope and the command line that drift uses", () => {
    expect(count).toBe(3);
    const given = Object.entries(all.hosts).map(([host, { objects: own }]) => [
      host,
      own.map(({ stdin }) => decoded(stdin)),
    ]);
    expect(given).toEqual([
      ["root@192.0.2.1:22", [objects[0]?.stdin, objects[1]?.stdin]],
      ["root@192.0.2.2:22", [objects[2]?.stdin]],
    ]);
    expect(decoded(all.hosts["root@192.0.2.2:22"]!.objects[0]!.command)).toContain("read");
  });

  it("has nothing in it that Ansible would take for a template of its own", () => {
    expect(inventory).not.toContain("{{");
  });

  it("compares what a host answers between its marks with what was applied", () => {
    const [play] = JSON.parse(playbook) as [{ tasks: [{ changed_when: string }] }];
    const filter = /regex_replace\('(.*)', '(.*)'\)/.exec(play.tasks[0].changed_when);
    const [, pattern = "", replacement] = filter ?? [];

    // In Jinja's quotes a backslash is written twice.
    expect(replacement).toBe(String.raw`\\1`);
    expect(markedAnswer({ note: "a 1 end" }).replace(new RegExp(pattern), "$1")).toBe(
      '{"note":"a 1 end"}',
    );
  });

  it("has no secret outside of the inventory, and lets none be printed", () => {
    expect(playbook).not.toMatch(/s3cr3t|k3y/);
    expect(JSON.parse(playbook)).toMatchObject([{ tasks: [{ no_log: true, check_mode: false }] }]);
    expect(inventory).not.toContain("k3y");
  });

  it("pins the key of each host once", () => {
    expect(knownHostsOf(objects)).toBe(
      "[192.0.2.1]:22 ssh-ed25519 AAAA\n[192.0.2.2]:22 ssh-ed25519 AAAA\n[192.0.2.3]:22 ssh-ed25519 AAAA\n",
    );
  });
});
