import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../../lib/project-root";
import { stackFile } from "../../../commands/stack/stack-file";
import { until } from "../../support/until";
import { hidden, kill, type TeamState as Team, TeamState } from "./support/team-state";

let team: Team;
beforeAll(async () => {
  team = await TeamState.start();
});
afterAll(() => (team as Team | undefined)?.stop());

const up = ["up", "--yes", "--skip-preview", "--stack", "team"];
const locks = () => team.keys("locks/");
const passphrase = { PULUMI_CONFIG_PASSPHRASE: "of the team" };

describe("a state in a bucket, whose secrets a key of KMS keeps", () => {
  beforeAll(() =>
    team.pulumi(["stack", "init", "team", "--secrets-provider", team.secretsProvider]),
  );

  it("is locked while an update is under way: another one is refused, and told by whom and what helps", async () => {
    const first = team.begin(up);
    await until(() => team.isMaking);
    const held = await locks();
    const second = await team.npmRunPulumi(...up, "--no-policy");

    expect(second.code).not.toBe(0);
    const who = `[^ ]+@${os.hostname()} \\(process ${first.pid}, since \\S+, which runs on this machine\\)`;
    expect(second.output).toMatch(new RegExp(`^The stack team is locked by ${who}\\. Wait `, "m"));
    expect(second.output).toContain("npm run pulumi -- cancel --stack team, then run this again.");
    expect(await locks()).toEqual(held);

    team.doorIsOpen = true;
    expect((await first.finished).output).toContain("+ 4 created");
    expect(await locks()).toEqual([]);
    expect((await team.npmRunPulumi(...up, "--no-policy")).output).toContain("4 unchanged");
  });

  it("has no secret that can be read, and the program's is what it was", async () => {
    const objects = await Promise.all((await team.keys()).map((key) => team.content(key)));

    expect(objects.length).toBeGreaterThan(3);
    expect(objects.filter((content) => content.includes(hidden))).toEqual([]);
    const outputs = await team.pulumi(["stack", "output", "--show-secrets", "--stack", "team"]);
    expect(outputs).toContain(hidden);
  });

  it("stays locked by an update that was killed until a person says so, and the next one goes on", async () => {
    await team.pulumi(["destroy", "--yes", "--skip-preview", "--stack", "team"]);
    team.doorIsOpen = false;
    const killed = team.begin(up);
    await until(() => team.isMaking);
    kill(killed.pid);
    await killed.finished;
    const held = await locks();
    team.doorIsOpen = true;
    const refused = await team.npmRunPulumi(...up, "--no-policy");

    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("which does not run any more on this machine");
    expect(await locks()).toEqual(held);

    expect(await team.npmRunPulumi("cancel", "--yes", "--stack", "team")).toMatchObject({
      code: 0,
    });
    const next = await team.npmRunPulumi(...up, "--no-policy");
    expect(next.output).toMatch(
      /^Begun in team, and not known to have ended: creating (one, creating two|two, creating one)\. .*npm run recover -- --stack team/m,
    );
    expect(next.code).toBe(0);
    await team.pulumi(["preview", "--expect-no-changes", "--stack", "team"]);
    expect(fs.readdirSync(team.things).sort()).toEqual(["door-is-open", "one", "two"]);
  });

  it("moves to a directory and a passphrase, and back, and nothing is made again", async () => {
    const alone = { PULUMI_BACKEND_URL: team.directory, ...passphrase };
    const moved = `${team.things}.json`;
    const stack = ["--stack", "team"];
    const stay = async (environment: NodeJS.ProcessEnv) => {
      await team.pulumi(["preview", "--expect-no-changes", ...stack], environment);
      const shown = await team.pulumi(
        ["stack", "output", "hidden", "--show-secrets", ...stack],
        environment,
      );
      expect(shown.trim()).toBe(hidden);
    };

    await team.pulumi(["stack", "export", ...stack, "--file", moved]);
    expect(fs.readFileSync(moved, "utf8")).not.toContain(hidden);
    await team.pulumi(["stack", "rm", "team", "--force", "--yes", "--preserve-config"]);
    await team.pulumi(["stack", "init", "team", "--secrets-provider", team.secretsProvider], alone);
    await team.pulumi(["stack", "import", ...stack, "--file", moved], alone);
    await team.pulumi(["stack", "change-secrets-provider", "passphrase", ...stack], alone);
    await stay(alone);

    await team.pulumi(["stack", "export", ...stack, "--file", moved], alone);
    await team.pulumi(["stack", "init", "team"], passphrase);
    await team.pulumi(["stack", "import", ...stack, "--file", moved], passphrase);
    await team.pulumi(
      ["stack", "change-secrets-provider", team.secretsProvider, ...stack],
      passphrase,
    );
    await stay({});
  });
});

describe("the estate's commands on such a state", () => {
  // In the project, because that is where Pulumi has the files of stacks; no version control sees it.
  const name = `sandbox-team-${process.pid}`;
  const readme = fs.readFileSync(path.join(projectRoot, "README.md"), "utf8");
  const [, estate = ""] = /```yaml\n(config:\n[\s\S]*?)```/.exec(readme) ?? [];
  beforeAll(() =>
    fs.writeFileSync(
      stackFile(name),
      `secretsprovider: ${JSON.stringify(team.secretsProvider)}\n${estate}`,
    ),
  );
  afterAll(() => fs.rmSync(stackFile(name), { force: true }));

  it("recover makes a stack that the bucket has never heard of, with the key that its file names", async () => {
    const { output } = await team.npmRun("recover", ["--stack", name]);

    // The cluster is nobody's: what only its machines can tell is missing.
    expect(output).toContain("backup:hosts.pve1.hostKey: is missing");
    expect(await team.keys("stacks/backup/")).toContain(`.pulumi/stacks/backup/${name}.json`);
    expect(fs.readFileSync(stackFile(name), "utf8")).toMatch(/^encryptedkey: /m);
  });

  it("keys makes keys, which that key seals, and says what opens the state", async () => {
    const first = await team.npmRun("keys", ["--stack", name]);
    const again = await team.npmRun("keys", ["--stack", name]);

    expect(first.output).toContain("pbs-client-key/pbs-images: made");
    expect(first.output).toContain(`state:            ${team.backend}`);
    expect(first.output).toContain(`secrets provider: ${team.secretsProvider}`);
    expect(again.output).toContain("pbs-client-key/pbs-images: there");
    expect(fingerprintIn(again.output)).toBe(fingerprintIn(first.output));
    expect(fs.readFileSync(stackFile(name), "utf8")).toMatch(/pbs-images:\n\s+secure: v1:/);
  });

  it("pulumi makes it in another backend with the key that its file names, and refuses another one", async () => {
    const elsewhere = { PULUMI_BACKEND_URL: team.directory, ...passphrase };
    const init = ["stack", "init", name];
    const before = fs.readFileSync(stackFile(name), "utf8");
    const other = [...init, "--secrets-provider", "passphrase"];

    expect((await team.npmRun("pulumi", other, elsewhere)).output).toContain(
      "got: --secrets-provider passphrase; allowed: awskms://",
    );
    expect(await team.npmRun("pulumi", init, elsewhere)).toMatchObject({ code: 0 });
    expect(fs.readFileSync(stackFile(name), "utf8")).toBe(before);
  });

  it("drift reads the state", async () => {
    expect(await team.npmRun("drift", ["--stack", name])).toMatchObject({ code: 0 });
  });
});

const fingerprintIn = (output: string) => /fingerprint: (\S+)/.exec(output)?.[1];
