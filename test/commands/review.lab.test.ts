import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../commands/review";
import { type Review } from "../../commands/review/review";
import { labText } from "./review/support/lab-text";
import { today } from "./review/support/reviewed";

describe("npm run review", () => {
  let directory: string;
  let printed: string[];

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "review-"));
    printed = [];
    jest.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(directory, { recursive: true });
  });

  const at = (name: string) => path.join(directory, name);

  function file(name: string, text: string): string {
    fs.writeFileSync(at(name), text);
    return at(name);
  }

  /** Compares the lab's file with a text, without what the program would send, which takes a process. */
  const review = (head: string, ...args: string[]) =>
    main(
      [
        ...["--base", file("base.yaml", labText), "--head", file("head.yaml", head)],
        ...["--no-resources", ...args],
      ],
      today,
    );

  const shorter = labText.replace(
    "retention: { weekly: 4, monthly: 1, days: 30 }",
    "retention: { weekly: 2, days: 14 }",
  );
  const refused = labText.replace("rpoHours: 192", "rpoHours: 100");

  it("prints what a change means, for a comment, and says what it left out", async () => {
    expect(await review(shorter)).toBe(0);

    const [text] = printed as [string];
    expect(text).toMatch(
      /^### What head\.yaml changes against base\.yaml\n\n⚠️ \*\*This change protects less \(retention/,
    );
    expect(text).toContain("`guest-image` in `pbs-vm` keeps 35 d → 21 d");
    expect(text).toContain("_Resources were not compared: they were left out (--no-resources)._");
    expect(text).toContain("_The rules of the policy pack were not asked._");
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it("says so where nothing changes", async () => {
    expect(await review(`${labText}\n# A comment.\n`)).toBe(0);
    expect(printed[0]).toContain("**No change: what is guaranteed and paid stays as it is.**");
    expect(printed[0]).not.toContain("<details>");
  });

  it("prints JSON alone where it is asked for, whatever else is written", async () => {
    expect(await review(shorter, "--json", "--html", at("review.html"))).toBe(0);

    expect(printed).toHaveLength(1);
    const { verdict, retention, counts } = JSON.parse(printed[0]!) as Review;
    expect(verdict).toMatchObject({ direction: "worse", errors: [], isPlanned: true });
    expect(retention).toHaveLength(1);
    expect(counts.before).toMatchObject({ items: 38, protected: 3, errors: 0 });
    expect(fs.readFileSync(at("review.html"), "utf8")).toContain("This change protects less");
  });

  it("writes a comment and a page where they are asked for, and says only what they come to", async () => {
    const args = ["--markdown", at("review.md"), "--html", at("review.html")];
    expect(await review(shorter, ...args)).toBe(0);

    expect(printed).toEqual([
      expect.stringMatching(/^This change protects less/),
      `wrote ${at("review.md")}`,
      `wrote ${at("review.html")}`,
    ]);
    expect(fs.readFileSync(at("review.md"), "utf8")).toMatch(/^### .*\n$/s);
    const page = fs.readFileSync(at("review.html"), "utf8");
    for (const id of ["summary", "kept", "moved", "week", "retention", "coverage", "cost"]) {
      expect(page).toContain(`<section id="${id}"`);
      expect(page).toContain(`<a href="#${id}">`);
    }
    expect(page).not.toMatch(/https?:\/\/|\bsrc=|@import|url\(|<script|<link/i);
    expect(page).toContain("dashed: before the change");
  });

  it("fails with 1 for a change that the plan refuses, and says what is wrong first", async () => {
    expect(await review(refused)).toBe(1);
    expect(printed[0]).toMatch(/❌ \*\*REFUSED for 1 error: nothing of it would be applied\./);
    expect(printed[0]).toMatch(
      /1\. `backup:classes\.guest-image\.rpoHours` \(head\.yaml:\d+:\d+\): .*What helps: /,
    );
  });

  it("goes on from a file that is refused to one that is not", async () => {
    const args = ["--base", file("base.yaml", refused), "--head", file("head.yaml", labText)];
    expect(await main([...args, "--no-resources"], today)).toBe(0);
    expect(printed[0]).toContain("**Gone**");
  });

  it("fails with 1 for a changed file that cannot be planned, with each fault in all forms", async () => {
    const faulty = labText
      .replace("usedShare: 0.25", "usedShare: 25")
      .replace("vmid: 2002", "vmid: x");
    expect(await review(faulty, "--markdown", at("review.md"), "--html", at("review.html"))).toBe(
      1,
    );

    const text = fs.readFileSync(at("review.md"), "utf8");
    expect(text).toContain("REFUSED for 2 errors");
    expect(text).toMatch(/`backup:sizing\.usedShare` \(head\.yaml:\d+:\d+\)/);
    expect(text).toContain(
      "_The changed file cannot be planned, so nothing else of it could be compared._",
    );
    expect(text).not.toMatch(/protects (less|more)|no longer declared/);
    expect(fs.readFileSync(at("review.html"), "utf8")).toContain("REFUSED for 2 errors");
  });

  const broken = {
    rule: "s3-bucket-own-key",
    level: "mandatory",
    resource: "vault",
    message: "no",
  };

  it("compares what the policy pack says of both files, and fails with 1 for a rule newly broken", async () => {
    const verdicts = (name: string, ...list: object[]) => file(name, JSON.stringify(list));
    const files = (base: string, head: string) => [
      "--base-verdicts",
      base,
      "--head-verdicts",
      head,
    ];
    const [none, one] = [verdicts("none.json"), verdicts("one.json", broken)];
    const advice = verdicts("advice.json", { ...broken, level: "advisory" });

    expect(await review(labText, ...files(none, one))).toBe(1);
    expect(printed[0]).toContain("REFUSED for 1 newly broken rule");
    expect(printed[0]).toContain("| `s3-bucket-own-key` | mandatory | `vault` | no |");
    expect(printed[0]).not.toContain("were not asked");
    expect(await review(labText, ...files(one, none))).toBe(0);
    expect(printed[1]).toContain("0 newly broken, 1 mended");
    expect(await review(labText, ...files(one, one))).toBe(0);
    expect(await review(labText, ...files(none, advice))).toBe(0);
  });

  it.each([
    ["{", /cannot be read as JSON: /],
    [
      JSON.stringify([{ ...broken, level: "high" }]),
      /0\.level: .*a list of \{ rule, level, resource, message \}/,
    ],
  ])("fails for verdicts that are %s", async (text, what) => {
    const verdicts = file("verdicts.json", text);
    const both = ["--base-verdicts", verdicts, "--head-verdicts", verdicts];
    await expect(review(labText, ...both)).rejects.toThrow(what);
  });

  it("fails where the verdicts of one file alone are named, for then nothing would be compared", async () => {
    const verdicts = file("verdicts.json", "[]");
    await expect(review(labText, "--head-verdicts", verdicts)).rejects.toThrow(/come together/);
  });

  it.each([
    ["is no YAML", labText.replace("config:", "config: ["), /base\.yaml:\d+:\d+/],
    [
      "has a fault",
      labText.replace("usedShare: 0.25", "usedShare: 25"),
      /at: +base\.yaml:\d+:\d+\n +got: +25/,
    ],
  ])(
    "fails for a base that %s, with the place and what was got, and prints nothing",
    async (_, text, what) => {
      const args = ["--base", file("base.yaml", text), "--head", file("head.yaml", labText)];
      const failure = main([...args, "--no-resources"], today);
      await expect(failure).rejects.toThrow(
        /base\.yaml: cannot be planned, so nothing can be compared with it\n/,
      );
      await expect(failure).rejects.toThrow(what);
      expect(printed).toEqual([]);
    },
  );

  it("fails for a file that is not there, naming the option that names it", async () => {
    const lab = file("base.yaml", labText);
    await expect(main(["--base", at("nowhere.yaml")], today)).rejects.toThrow(
      /nowhere\.yaml cannot be read.*--base FILE/s,
    );
    await expect(main(["--base", lab, "--head", at("nowhere.yaml")], today)).rejects.toThrow(
      /--head FILE/,
    );
  });

  it("fails in one line for a place where nothing can be written", async () => {
    const nowhere = path.join(directory, "no", "review.md");
    await expect(review(shorter, "--markdown", nowhere)).rejects.toThrow(
      `${nowhere} cannot be written: `,
    );
  });

  it.each([[[]], [["--base"]], [["--base", "x", "--nonesuch"]], [["--base", "x", "more"]]])(
    "fails for the command line %p in one line",
    async (args: string[]) => {
      await expect(main(args, today)).rejects.toThrow(/^npm run review: .*--help explains it\)$/);
      expect(printed).toEqual([]);
    },
  );
});
