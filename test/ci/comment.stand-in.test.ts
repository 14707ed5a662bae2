import * as fs from "node:fs";
import * as path from "node:path";
import { gitHub, Runner } from "./scripts";

const mark = "<!-- review of the lab -->";
const ours = { id: 7, user: { login: "github-actions[bot]" }, body: `${mark}\nold` };

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
  runner.program("gh", gitHub);
});
afterEach(() => runner.remove());

async function comment(env: NodeJS.ProcessEnv, existing: readonly object[] = []) {
  fs.writeFileSync(path.join(runner.root, "list.json"), JSON.stringify(existing));
  const { code, stderr } = await runner.run("comment", ["12", runner.said], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(fs.readdirSync(runner.temporary)).toEqual([]);
  return { requests: runner.left("requests"), body: runner.left("body") };
}

describe("the comment on a pull request", () => {
  it("has the page, the preview and the review", async () => {
    runner.say("review.md", "## Review\n\n| a | b |\n");
    runner.say("preview.txt", "Resources:\n    ~ 1 to update\n");
    const page = "https://github.com/o/r/actions/runs/1/artifacts/2";

    const { requests, body } = await comment({ PREVIEW: "success", PAGE: page });

    expect(requests).toMatch(
      /^api --silent --method POST repos\/{owner}\/{repo}\/issues\/12\/comments -F body=@\S+\n$/,
    );
    expect(body).toBe(
      [
        ...[mark, `[The review as a page](${page})`, ""],
        ...["Preview of the lab: it works, and the policy pack lets it pass.", ""],
        "<details><summary><code>pulumi preview</code></summary>",
        ...["", "`````text", "Resources:", "    ~ 1 to update", "`````", "", "</details>", ""],
        ...["## Review", "", "| a | b |", ""],
      ].join("\n"),
    );
  });

  it("is edited where there is one", async () => {
    const other = { ...ours, id: 5, body: "looks good" };
    const { requests } = await comment({}, [other, ours, { ...ours, id: 9 }]);
    expect(requests).toMatch(
      /^api --silent --method PATCH repos\/{owner}\/{repo}\/issues\/comments\/7 -F body=@\S+\n$/,
    );
  });

  it("is a new one where somebody else has written one that begins like it", async () => {
    const { requests } = await comment({}, [{ ...ours, user: { login: "mallory" } }]);
    expect(requests).toContain("--method POST");
  });

  it.each([
    ["skipped", "Preview of the lab: not made"],
    ["", "Preview of the lab: not made"],
    ["failure", "**Preview of the lab: it failed"],
    ["cancelled", "**Preview of the lab: it failed"],
  ])("says how a preview ended: %j", async (result, text) => {
    expect((await comment({ PREVIEW: result })).body).toContain(text);
  });

  it("says that there is no review, and names no page that is not there", async () => {
    const { body } = await comment({ PREVIEW: "skipped" });
    expect(body).toContain("**There is no review: the log says why.**");
    expect(body).not.toContain("[The review as a page]");
  });

  it("is no longer than GitHub takes, with the end of the preview and the beginning of the review", async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `line ${at} é`).join("\n");
    runner.say("review.md", lines);
    runner.say("preview.txt", lines);

    const { body } = await comment({ PREVIEW: "failure" });

    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    expect(Buffer.byteLength(body)).toBeGreaterThan(58_000);
    expect(body).not.toContain("\uFFFD");
    const [preview = "", review = ""] = body.split("</details>");
    expect(preview).toMatch(
      /`````text\n… \(the beginning is in the log\)\nline [\s\S]*\nline 4999 é\n`````/,
    );
    expect(review).toMatch(/^\n\nline 0 é\n[\s\S]*\n… \(the rest is on the page\)\n$/);
  });
});
