import * as fs from "node:fs";
import * as path from "node:path";
import { setAt } from "../support/lab";
import { type KnownSecret, knownSecrets, shownBelow, shownIn } from "./support/known-secrets";
import { shared, up } from "./support/sandbox";

/** Looks at the arguments of every process of this machine, again and again. */
class ArgumentWatch {
  private readonly seen = new Set<string>();
  private readonly timer = setInterval(() => this.look(), 10);

  constructor(private readonly secrets: readonly KnownSecret[]) {}

  private look(): void {
    for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        this.seen.add(fs.readFileSync(`/proc/${pid}/cmdline`, "latin1"));
      } catch {
        // It has ended.
      }
    }
  }

  /** What was shown while it watched; and that it has seen something at all. */
  end(): { readonly shown: readonly string[]; readonly programs: number } {
    clearInterval(this.timer);
    return { shown: shownIn([...this.seen].join("\n"), this.secrets), programs: this.seen.size };
  }
}

let secrets: readonly KnownSecret[];
beforeAll(async () => (secrets = await knownSecrets(shared)));

const state = path.join(shared.layout.pulumi, ".pulumi");

test("secrets of every product are known", () => {
  const places = secrets.map(({ at }) => at).join("\n");

  for (const product of ["pbs", "minio", "veeam", "offsite", "proj-pg01", "vault"])
    expect(places).toContain(product);
  expect(secrets.length).toBeGreaterThan(15);
});

test("one that is somewhere is found", () => {
  const [{ text = "", at = "" } = {}] = secrets;

  expect(shownIn(`a log with ${text} in it`, secrets)).toContain(at);
});

describe.each([
  ["preview", () => shared.run("pulumi", ["preview", "--diff", "--policy-pack", "policy"])],
  ["drift of what nobody touched", () => shared.run("drift", ["--json"])],
  ["keys", () => shared.run("keys")],
  ["policy", () => shared.run("policy", ["--file", path.basename(shared.stackFile)])],
  [
    "an update of every kind of host that is refused by one of them",
    () =>
      shared.withDeclaration(
        (config) => {
          setAt(config["backup:pbs"] as never, "datastores.vm-backup.comment", "changed");
          setAt(config["backup:windows"] as never, "veeam-night.from", "04:00");
        },
        async () => {
          const faults = shared.hostFile("pbs01", "/run/proxmox-backup/faults");
          fs.mkdirSync(faults, { recursive: true });
          fs.writeFileSync(path.join(faults, "down"), "");
          try {
            return await shared.run("pulumi", [...up, "--diff"]);
          } finally {
            fs.rmSync(faults, { recursive: true });
          }
        },
      ),
  ],
  ["the update that makes up for it", () => shared.run("pulumi", up)],
  [
    "drift of secrets that somebody changed, and their repair",
    () => {
      const directory = "/etc/offsite-export/guest-image-node01-offsite";
      for (const name of ["export-key", "pbs-secret", "s3-credentials"])
        fs.writeFileSync(shared.hostFile("pbs01", `${directory}/${name}`), "another\n");
      return shared.run("drift", ["--repair"]);
    },
  ],
  [
    "an update with another password of Veeam's, and with the former one again",
    async () => {
      const at = ["--path", "backup:secrets.veeamEncryptionPassword"];
      const before = (await shared.pulumi("config", "get", ...at)).trim();
      await shared.run(
        "pulumi",
        ["config", "set", "--secret", ...at],
        "another-password-of-veeams",
      );
      const other = await shared.run("pulumi", up);
      await shared.run("pulumi", ["config", "set", "--secret", ...at], before);
      const { output } = await shared.run("pulumi", up);
      return { ...other, output: other.output + output };
    },
  ],
] as const)("%s", (_, work) => {
  it("shows no secret in what it prints, in an argument, in a log, or in clear in the state", async () => {
    const watch = new ArgumentWatch(secrets);
    const { output } = await work();
    const { shown, programs } = watch.end();

    expect(output).not.toBe("");
    expect(shownIn(output, secrets)).toEqual([]);
    expect(programs).toBeGreaterThan(10);
    expect(shown).toEqual([]);
    expect(shownBelow(shared.layout.logs, secrets)).toEqual([]);
    expect(shownBelow(state, secrets)).toEqual([]);
  });
});
