import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../commands/plan";
import { type Plan } from "../../model/plan/plan";

const root = path.resolve(__dirname, "../..");
const labFile = path.join(root, "Pulumi.lab.yaml");
const today = "2026-11-24";

describe("npm run plan", () => {
  let directory: string;
  let printed: string[];

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "plan-"));
    printed = [];
    process.env["COLUMNS"] = "120";
    process.env["NO_COLOR"] = "1";
    jest.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env["COLUMNS"];
    delete process.env["NO_COLOR"];
    fs.rmSync(directory, { recursive: true });
  });

  /** A file that is the lab's, changed. */
  function changed(change: (text: string) => string): string {
    const file = path.join(directory, "Pulumi.changed.yaml");
    const original = fs.readFileSync(labFile, "utf8");
    const text = change(original);
    expect(text).not.toBe(original);
    fs.writeFileSync(file, text);
    return file;
  }

  const plan = () => JSON.parse(printed.join("\n")) as Plan;

  it("tells what is wrong with a file that is sound in itself", async () => {
    const days = "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]";
    const spare = Array.from(
      { length: 1200 },
      (_, number) => `    spare-${number}: { days: ${days}, from: "22:00", hours: 8 }\n`,
    ).join("");
    const file = changed((text) => text.replace("backup:windows:\n", `$&${spare}`));

    await main(["--json", "--file", file], today);

    expect(plan().findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("is more than Pulumi can hand to the program"),
    );
  });

  it("shows people what the lab's file guarantees, in tables that fit a terminal", async () => {
    expect(await main(["--file", labFile], today)).toBe(0);

    const [text] = printed as [string];
    for (const part of [
      "What Pulumi.lab.yaml guarantees, seen on 2026-11-24",
      /^ {2}4 of 38 items are protected, 3 of them as 3-2-1-1-0 demands\. 34 are NOT protected\./m,
      /What to do first\n {2}1\. overfull, 31 items: /,
      / overfull +31 guests .* 1-1-0-0-0 +unknown +guest-image\n/,
      / protected +2 file servers .* \d-\d-\d-\d-\d ok +file-system +windows-files\n/,
      // Nobody makes a copy of it yet.
      / planned +1 claim .* 1-\d-0-0-0 +cluster-state\n +rke2-etcd /,
      "consistency unknown: nobody declared whether its guest agent is on",
      "consistency application: a dump is the database at one moment",
      /The week\n +\|Mon +\|Tue/,
      /disk:pbs01-nvme .*B/,
      "wanted weekly 4, monthly 1, 30 days",
      "keep-weekly 5, because 4 keeps only 28 days",
      /database-pitr +RTO +postgres-repository +4 h/,
      /guest-image +site RPO +vm-archive +~\d+/,
      /disk:pbs01-nvme +2,000 +~[\d,]+ +\d+ % +20\d\d-\d\d-\d\d +20\d\d-\d\d-\d\d +20\d\d-\d\d-\d\d\n/,
      /~[\d,]+ with the first backups, ~[\d,]+ after 1 month,/,
      /Whole site: RPO ~[\d.]+ h \(\d+ days\), worst of \S+ in guest-image; the copies\s+offsite of 31 items\s+cannot be relied on/,
      /\d+\.\d\d USD a month, of which 7\.00 for the keys of the vault/,
      "Prices of 2026-06-30",
      "backup:guests.dc02.address: dc02 has no address",
      /no errors, \d+ warnings, \d+ notes/,
    ]) {
      expect(text).toMatch(part);
    }
  });

  it.each([80, 120, 200])(
    "fits a terminal of %d columns, and shows no less there",
    async (width) => {
      process.env["COLUMNS"] = String(width);
      await main(["--file", labFile], today);

      const text = printed.join("\n");
      expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(width);
      for (const words of [/window weeknights| weeknights /, /worst item dc02| dc02\b/, "1,500"]) {
        expect(text).toMatch(words);
      }
    },
  );

  it("begins with the verdict and ends with it, above the prompt", async () => {
    await main(["--file", labFile], today);

    const [, , ...lines] = printed.join("\n").split("\n");
    expect(lines[0]).toMatch(/^ {2}4 of 38 items are protected/);
    expect(lines.slice(-2).join(" ")).toMatch(/^4 of 38 items are protected.* notes$/);
  });

  it("has no colour where nobody sees it", async () => {
    await main(["--file", labFile], today);
    expect(printed.join("")).not.toContain("\u001b");
  });

  it("prints the whole plan as JSON", async () => {
    expect(await main(["--json", "--file", labFile], today)).toBe(0);

    expect(Object.keys(plan())).toEqual([
      "site",
      "items",
      "jobs",
      "copies",
      "objectives",
      "siteLoss",
      "coverage",
      "capacity",
      "cost",
      "findings",
      "instructions",
    ]);
    expect(plan().copies[0]).toMatchObject({
      consistency: "unknown",
      consistencyReason: "nobody declared whether its guest agent is on",
    });
    expect(plan().copies[0]?.retention).toMatchObject({
      wanted: { weekly: 4, monthly: 1, days: 30 },
      settings: { keepWeekly: 5, keepMonthly: 1 },
      reason: expect.any(String),
      keepsAtLeastDays: 35,
      oldestAtLeastDays: expect.any(Number),
      steadyAfterDays: expect.any(Number),
    });
    expect(plan().objectives).toContainEqual(
      expect.objectContaining({ item: "proj-pg01-database", kind: "rto", wantedHours: 4 }),
    );
  });

  it("fails with 1 and the finding where the estate cannot keep a promise", async () => {
    const file = changed((text) => text.replace("rpoHours: 192", "rpoHours: 100"));

    expect(await main(["--file", file], today)).toBe(1);
    expect(printed[0]).toContain("Errors (1)");
    expect(printed[0]).toContain("backup:classes.guest-image.rpoHours");
    expect(printed[0]).toMatch(/at: +Pulumi\.changed\.yaml:\d+:7\n +got: +\d+(\.\d)? h for/);
    expect(printed[0]).toContain("allowed: at most 100 h");
  });

  it("fails with 1 on the day after an exemption is over, and not before", async () => {
    const file = changed((text) =>
      text
        .replace(
          "backup:exemptions: {}",
          'backup:exemptions: { dc01: { reason: rebuilt from code, expires: "2026-11-24" } }',
        )
        .replace(/(dc01: .*)classes: \[guest-image\]/, "$1classes: []"),
    );

    expect(await main(["--file", file], "2026-11-24")).toBe(0);
    expect(await main(["--file", file], "2026-11-25")).toBe(1);
    expect(printed[1]).toContain("backup:exemptions.dc01.expires: the exemption is over");
  });

  it("fails for bad input with every fault at once, and an otherwise empty plan", async () => {
    const file = changed((text) =>
      text
        .replace("usedShare: 0.25", "usedShare: 25")
        .replace("    dc01:", "    dc02: { vmid: 7 }\n    dc01:")
        .replace("classes: [database-pitr, database-dump, database-sweep]", "classes: [nonesuch]")
        .replace("backup:exemptions: {}", "backup:exemption: {}"),
    );

    expect(await main(["--json", "--file", file], today)).toBe(1);
    const { findings, cost, siteLoss, instructions, ...rest } = plan();
    expect(findings.map(({ severity, path: where }) => `${severity} ${where}`)).toEqual([
      "error backup:databases.proj-pg01-database.classes[0]",
      "error backup:exemption",
      "error backup:guests.dc02",
      "error backup:sizing.usedShare",
    ]);
    for (const finding of findings) {
      expect(finding).toMatchObject({ allowed: expect.any(String), fix: expect.any(String) });
    }
    expect(cost).toMatchObject({ monthly: 0, places: [] });
    expect(siteLoss).toEqual({ doubtful: [], lost: [] });
    const lists = [...Object.values(rest), ...Object.values(instructions)];
    for (const list of lists) expect(list).toEqual([]);
  });

  it("shows faults of bad input to people as it shows findings", async () => {
    const file = changed((text) => text.replace("usedShare: 0.25", "usedShare: 25"));

    expect(await main(["--file", file], today)).toBe(1);
    expect(printed[0]).toContain("Nothing was planned: 1 error, no warnings, no notes");
    expect(printed[0]).toMatch(
      /backup:sizing\.usedShare: .*\n +at: +Pulumi\.changed\.yaml:\d+:20\n +got: +25\n +allowed: at most 1\n/,
    );
  });

  it("fails for numbers that are none, once each, with what stands there", async () => {
    const file = changed((text) =>
      text
        .replace("usedShare: 0.25", "usedShare: .nan")
        .replace("rpoHours: 192", "rpoHours: 1e400")
        .replace("vmid: 2002", "vmid: 1_000"),
    );

    expect(await main(["--json", "--file", file], today)).toBe(1);
    expect(plan().findings.map(({ path: where, got }) => [where, got])).toEqual([
      ["backup:classes.guest-image.rpoHours", "1e400"],
      ["backup:guests.dc01.vmid", "1_000"],
      ["backup:sizing.usedShare", ".nan"],
    ]);
  });

  it("fails for a text that is not YAML with that fault alone", async () => {
    const file = changed((text) => text.replace("config:", "config: ["));

    expect(await main(["--json", "--file", file], today)).toBe(1);
    expect(plan().findings).toHaveLength(1);
    expect(plan().findings[0]?.path).toMatch(/^Pulumi\.changed\.yaml:\d+:\d+$/);
  });

  it("fails for a file that is not there, saying how to name another", async () => {
    const file = path.join(directory, "nowhere.yaml");
    await expect(main(["--file", file], today)).rejects.toThrow(
      /nowhere\.yaml cannot be read.*\n.*--file/s,
    );
    expect(printed).toEqual([]);
  });

  it.each([[["--jsn"]], [["extra"]], [["--file"]], [["--json=yes"]]])(
    "fails for the command line %p in one line, having planned nothing",
    async (args) => {
      await expect(main(args, today)).rejects.toThrow(/^npm run plan: .*--help explains it\)$/);
      expect(printed).toEqual([]);
    },
  );
});
