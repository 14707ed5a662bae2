import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../../commands/policy";
import { projectRoot } from "../../../lib/project-root";

/** No process and no socket: the fence around these tests sees to that. */
const labFile = path.join(projectRoot, "Pulumi.lab.yaml");

let directory: string;
let printed: string[];

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "policy-"));
  printed = [];
  jest.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(directory, { recursive: true });
});

function written(name: string, text: string): string {
  const file = path.join(directory, name);
  fs.writeFileSync(file, text);
  return file;
}

describe("npm run policy", () => {
  it("explains itself", async () => {
    expect(await main(["--help"])).toBe(0);
    for (const part of ["--file", "--state", "--config", "--json", "--sarif", "Exit codes:"])
      expect(printed.join("\n")).toContain(part);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["an option that is none", ["--stat", "x"], /npm run policy: .*--stat.*did you mean --state/],
    ["a file and a state", ["--file", labFile, "--state", "x"], /'--state <file>' cannot be used/],
    ["a word too much", ["lab"], /"lab" is too much/],
    ["a file that is not there", ["--file", "/gone.yaml"], /gone.yaml cannot be read.*ENOENT/],
    ["a state that is not there", ["--state", "/gone.json"], /gone.json cannot be read.*ENOENT/],
    ["a configuration that is not there", ["--config", "/gone.json"], /gone.json cannot be read/],
    ["a directory as a configuration", ["--config", projectRoot], /cannot be read.*EISDIR/],
  ])("refuses %s", async (_what, args, refusal) => {
    await expect(main(args)).rejects.toThrow(refusal);
    expect(printed).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ["no JSON", "{", /strict.json is no JSON/],
    ["of a rule that is none", '{"s3-bucket-owned-key": "disabled"}', /s3-bucket-owned-key/],
    ["of a level that is none", '{"s3-bucket-own-key": "off"}', /s3-bucket-own-key: /],
    ["of a number as a text", '{"s3-bucket-own-key": {"exceptions": 1}}', /exceptions: /],
    [
      "with an exception that has ended",
      '{"s3-bucket-own-key": {"exceptions": [{"resource": "logs", "reason": "it moves away", "until": "2026-08-01"}]}}',
      /exceptions.0.until: the exception ended on 2026-08-01/,
    ],
  ])("refuses a configuration that is %s", async (_what, text, refusal) => {
    const file = written("strict.json", text);
    await expect(main(["--config", file], "2026-08-02")).rejects.toThrow(refusal);
  });

  it("has the plan refuse a file before anything runs, and says so to code scanning as well", async () => {
    const lab = fs.readFileSync(labFile, "utf8");
    const file = written("Pulumi.lab.yaml", lab.replace("backup:classes:", "backup:clases:"));
    const report = path.join(directory, "policy.sarif");

    expect(await main(["--file", file, "--sarif", report])).toBe(1);

    expect(printed.join("\n")).toContain("nothing was judged, because the plan refuses it");
    expect(printed.join("\n")).toContain("backup:clases");
    const { runs } = JSON.parse(fs.readFileSync(report, "utf8")) as {
      runs: { results: { ruleId: string; level: string }[] }[];
    };
    expect(runs[0]!.results[0]).toMatchObject({ ruleId: "plan", level: "error" });
  });

  it("refuses secrets in a place that is none", async () => {
    const lab = fs.readFileSync(labFile, "utf8");
    const secrets = "config:\n  backup:secrets:\n    exportKeys: { secure: v1:abc }\n";
    const file = written("Pulumi.lab.yaml", lab.replace("config:\n", secrets));

    expect(await main(["--file", file, "--json"])).toBe(1);
    const [text = ""] = printed;
    expect(JSON.parse(text)).toMatchObject({ passes: false, rules: [] });
    expect(text).toContain("backup:secrets.exportKeys");
    expect(printed).toHaveLength(1);
  });

  it("says where results cannot be written", async () => {
    const file = written("Pulumi.lab.yaml", "config: {}\n");
    const sarif = path.join(directory, "gone", "policy.sarif");
    await expect(main(["--file", file, "--sarif", sarif])).rejects.toThrow(
      /policy.sarif cannot be written: .*ENOENT/,
    );
  });
});
