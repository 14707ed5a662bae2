import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../lib/project-root";
import { type TeamState as Team, TeamState } from "./support/team-state";

let team: Team;
beforeAll(async () => {
  team = await TeamState.start();
  team.doorIsOpen = true;
});
afterAll(() => (team as Team | undefined)?.stop());

const runbook = fs.readFileSync(path.join(projectRoot, "docs/runbooks/state.md"), "utf8");
const [, writers = ""] = /```json\n(\{[\s\S]*?)```/.exec(runbook) ?? [];
const readers = writers.replace(
  '"s3:GetObject", "s3:PutObject", "s3:DeleteObject"',
  '"s3:GetObject"',
);
const secret = "a-password-of-the-tests";

/** How the Pulumi CLI works on the bucket of the runbook as one of its users. */
const as = (user: string) => ({ PULUMI_BACKEND_URL: team.backendBy(team.server, "bucket", user) });

/** Makes a user with a policy as the runbook does. */
async function admit(user: string, policy: string, document: string): Promise<void> {
  await team.mc(
    `admin policy create here ${policy} /dev/stdin`,
    document.replaceAll("BUCKET", "bucket"),
  );
  await team.mc("admin user add here", `${user}\n${secret}\n`);
  await team.mc(`admin policy attach here ${policy} --user ${user}`);
  team.addProfile(user, secret);
}

describe("the runbook's bucket", () => {
  const stack = ["--stack", "team"];

  it("is made on MinIO by the commands that it names", async () => {
    const commands = [...runbook.matchAll(/^mc ((?:mb|encrypt|ilm) .*)$/gm)];
    expect(commands).toHaveLength(3);
    for (const [, line = ""] of commands) await team.mc(line.replace("BUCKET", "bucket"));
  });

  it("lets whoever updates do all that an update takes", async () => {
    await admit("pulumi", "state-writer", writers);
    const writer = as("pulumi");
    const file = path.join(team.things, "..", "moved.json");

    await team.pulumi(
      ["stack", "init", "team", "--secrets-provider", team.secretsProvider],
      writer,
    );
    await team.pulumi(["up", "--yes", "--skip-preview", ...stack], writer);
    await team.pulumi(["stack", "export", ...stack, "--file", file], writer);
    await team.pulumi(["stack", "import", ...stack, "--file", file], writer);
    await team.pulumi(["cancel", "--yes", ...stack], writer);
  });

  it("lets a reader preview, look for drift and set what is in the stack's file, and change nothing", async () => {
    expect(readers).not.toBe(writers);
    await admit("reader", "state-reader", readers);
    const reader = as("reader");

    await team.pulumi(["preview", "--expect-no-changes", ...stack], reader);
    await team.pulumi(["refresh", "--preview-only", "--expect-no-changes", ...stack], reader);
    await team.pulumi(["config", "set", "--secret", "word", "value", ...stack], reader);
    await team.pulumi(["config", "--show-secrets", "--json", ...stack], reader);
    await expect(team.pulumi(["up", "--yes", "--skip-preview", ...stack], reader)).rejects.toThrow(
      "AccessDenied",
    );
  });

  it("fails to be read by anybody else", async () => {
    await team.mc("admin user add here", `stranger\n${secret}\n`);
    team.addProfile("stranger", secret);
    await expect(team.pulumi(["stack", "ls"], as("stranger"))).rejects.toThrow("AccessDenied");
  });
});
