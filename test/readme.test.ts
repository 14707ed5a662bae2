import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readDeclaredFile } from "../config/declared-file";
import { priceList } from "../config/prices/price-list";
import { planEstate } from "../model/plan/plan-estate";

const readme = fs.readFileSync(path.join(__dirname, "..", "README.md"), "utf8");

describe("the first file in the README", () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "readme-"));
  const file = path.join(directory, "Pulumi.mine.yaml");
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  it("is right, short, and planned without an error", () => {
    const [, text = ""] = /```yaml\n(config:\n[\s\S]*?)```/.exec(readme) ?? [];
    fs.writeFileSync(file, text);
    const { estate, faults } = readDeclaredFile(file);

    expect(faults).toEqual([]);
    expect(text.split("\n").length).toBeLessThan(30);
    const { findings, coverage } = planEstate(estate!, priceList(), "2026-11-24");
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(coverage.map(({ status }) => status)).toEqual(["protected"]);
    // Its keys are escrowed nowhere, which a reader is told.
    expect(findings.map(({ severity, path: at }) => `${severity} ${at}`)).toContain(
      "warning backup:vault",
    );
  });
});
