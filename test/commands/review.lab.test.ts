import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../commands/review";
import { type Review } from "../../commands/review/review";
import { type Verdicts, type Violation } from "../../commands/review/verdicts";
import { resource } from "./policy/support";
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

  const both = (head: string, ...args: string[]) => [
    ...["--base", file("base.yaml", labText), "--head", file("head.yaml", head), ...args],
  ];

  /** Compares the lab's file with a text, without what takes a process. */
  const review = (head: string, ...args: string[]) =>
    main(both(head, "--no-resources", "--no-policy", ...args), today);

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
    expect(text).toContain(
      "_The rules of the policy pack were not asked: they were left out (--no-policy)._",
    );
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
    expect(counts.before).toMatchObject({ items: 38, protected: 4, errors: 0 });
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
    expect(await main([...args, "--no-resources", "--no-policy"], today)).toBe(0);
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

  describe("with the policy pack", () => {
    const broken: Violation = {
      ...{ rule: "s3-bucket-own-key", level: "mandatory", resource: "vault" },
      ...{ message: "has none", fix: "give it one" },
    };
    const none: Verdicts = { violations: [], notJudged: [], ofStack: [] };
    const one: Verdicts = { violations: [broken], notJudged: [], ofStack: [] };
    const advice: Verdicts = {
      violations: [{ ...broken, level: "advisory" }],
      notJudged: [],
      ofStack: [],
    };
    const open: Verdicts = { violations: [], notJudged: [{ resource: "vault" }], ofStack: [] };

    /** Reviews a file that stays as it is, under verdicts of nobody's. */
    const judged = (...verdicts: readonly Verdicts[]) =>
      main(both(labText), today, {
        run: () => Promise.resolve([resource("vault")]),
        pack: async (sides, day) => {
          expect([await Promise.all(sides), day]).toMatchObject([[[{}], [{}]], today]);
          return verdicts;
        },
      });

    it("fails with 1 for a rule that is newly broken, and says what helps", async () => {
      expect(await judged(none, one)).toBe(1);
      expect(printed[0]).toContain("REFUSED for 1 newly broken rule");
      expect(printed[0]).toContain(
        "| `s3-bucket-own-key` | mandatory | `vault` | has none | give it one |",
      );
      expect(printed[0]).not.toContain("were not asked");
    });

    it("lets pass what is mended, and an advisory", async () => {
      expect(await judged(one, none)).toBe(0);
      expect(printed[0]).toContain("0 newly broken, 1 mended");
      expect(await judged(none, advice)).toBe(0);
      expect(printed[1]).toContain("1 newly broken, 0 mended");
    });

    it("says of a rule that was broken before that it still stops an update", async () => {
      expect(await judged(one, one)).toBe(0);
      expect(printed[0]).toContain(
        "_1 mandatory rule broken before as well, which stop every update (npm run policy): s3-bucket-own-key._",
      );
      expect(await judged(advice, advice)).toBe(0);
      expect(printed[1]).not.toContain("own-key");
    });

    it("calls nothing mended that nobody can judge before the update", async () => {
      expect(await judged(one, open)).toBe(0);
      expect(printed[0]).toContain("0 newly broken, 0 mended, 1 not judged any more");
      expect(printed[0]).not.toContain("**No change");
    });

    it("judges the changed file alone where the one before is refused, so that all it breaks is new", async () => {
      const args = ["--base", file("base.yaml", refused), "--head", file("head.yaml", labText)];
      const asked = (verdicts: Verdicts) =>
        main(args, today, {
          run: () => Promise.resolve([resource("vault")]),
          pack: async (sides) => {
            expect(await Promise.all(sides)).toMatchObject([[{}]]);
            return [verdicts];
          },
        });

      expect(await asked(one)).toBe(1);
      expect(printed[0]).toContain("REFUSED for 1 newly broken rule");
      expect(printed[0]).toMatch(/_Resources were not compared: \S*base\.yaml is refused/);
      expect(printed[0]).not.toContain("were not asked");
      expect(await asked(none)).toBe(0);
    });

    it("is not asked of a file that is refused, which is said", async () => {
      expect(await main(both(refused), today)).toBe(1);
      expect(printed[0]).toMatch(
        /_The rules of the policy pack were not asked: \S*head\.yaml is refused, and the program sends nothing\._/,
      );
    });

    it("refuses secrets in a place that is none, as npm run policy does", async () => {
      const secrets = "config:\n  backup:secrets:\n    exportKeys: { secure: v1:abc }\n";
      expect(await main(both(labText.replace("config:\n", secrets)), today)).toBe(1);
      expect(printed[0]).toContain("`backup:secrets.exportKeys`");
    });

    it("fails where it does not judge, with nothing printed that could be taken for a pass", async () => {
      const failing = main(both(labText), today, {
        run: () => Promise.resolve([]),
        pack: () => Promise.reject(new Error("the policy pack in policy ended with code 1")),
      });
      await expect(failing).rejects.toThrow(
        "npm run review: the rules cannot be compared, for the policy pack in policy ended with code 1\n" +
          "Repair the policy pack, or leave its rules out with --no-policy.",
      );
      expect(printed).toEqual([]);
    });

    it("fails with the program's own words where the program does", async () => {
      const failing = main(both(labText), today, {
        run: () => Promise.reject(new Error("the program ended with code 1")),
        pack: async (sides) => {
          await Promise.all(sides);
          return [];
        },
      });
      await expect(failing).rejects.toThrow(/^the program ended with code 1$/);
    });
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
      const failure = main(args, today);
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
