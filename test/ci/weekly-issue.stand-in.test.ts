import * as fs from "node:fs";
import * as path from "node:path";
import { gitHub, Runner } from "./scripts";

const title = "The lab is not as it was applied, or breaks a rule";
const ours = { number: 3, user: { login: "github-actions[bot]" }, title };
const place = { GH_REPO: "o/r", GITHUB_RUN_ID: "77" };
const address = "https://github.com/o/r/actions/runs/77";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
  runner.program("gh", gitHub);
});
afterEach(() => runner.remove());

async function look(result: string, open: readonly object[] = []) {
  fs.writeFileSync(path.join(runner.root, "list.json"), JSON.stringify(open));
  const { code, stderr } = await runner.run("weekly-issue", [result, runner.said], place);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(fs.readdirSync(runner.temporary)).toEqual([]);
  return { requests: runner.left("requests"), body: runner.left("body") };
}

describe("the issue of the weekly look", () => {
  it("is opened with what drift and the policy said", async () => {
    runner.say("drift.txt", "Drift.");
    runner.say("policy.txt", "1 mandatory rule is broken\n");

    const { requests, body } = await look("failure");

    expect(requests).toMatch(`issue create --title ${title} --body-file `);
    expect(body).toBe(
      [
        `The look at it ended as "failure": ${address}`,
        ...["", "### What differs (npm run drift)", "", "`````text", "Drift.", "`````"],
        ...["", "### What the policy pack says (npm run policy)", "", "`````text"],
        ...["1 mandatory rule is broken", "`````", ""],
      ].join("\n"),
    );
  });

  it("is added to where it is open", async () => {
    const others = [
      { ...ours, number: 1, user: { login: "mallory" } },
      { ...ours, number: 2, title: "Something else" },
      { ...ours, number: 4, pull_request: {} },
    ];
    const { requests, body } = await look("failure", [...others, ours]);
    expect(requests).toMatch(/^issue comment 3 --body-file \S+\n$/);
    expect(body).toContain("ended as");
  });

  it("is closed by a good look, and not opened by one", async () => {
    expect((await look("success")).requests).toBe("");
    const { requests } = await look("success", [ours]);
    expect(requests).toBe(
      `issue close 3 --comment Nothing differs any more, and no rule is broken: ${address}\n`,
    );
  });

  it("is opened by a look that was stopped before it said anything", async () => {
    expect((await look("cancelled")).body).toBe(
      `The look at it ended as "cancelled": ${address}\n`,
    );
  });

  it("is no longer than GitHub takes", async () => {
    const lines = Array.from({ length: 9000 }, (_, at) => `line ${at} é`).join("\n");
    runner.say("drift.txt", `${lines}\nDrift.\n`);
    runner.say("policy.txt", `${lines}\nBroken.\n`);
    const { body } = await look("failure");
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    expect(body).toContain("\nDrift.\n`````");
    expect(body).toContain("\nBroken.\n`````");
    expect(body).not.toContain("\uFFFD");
  });
});
