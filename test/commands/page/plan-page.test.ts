import { planFile } from "../../../commands/plan/planned-file";
import { type Plan } from "../../../model/plan/plan";
import { planPage } from "../../../commands/page/plan-page";
import { labText } from "../review/support/lab-text";
import { today, withFile } from "../review/support/reviewed";

const hostile = `<script>alert("1")</script>&'`;
const harmless = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;";

const pageOf = (text: string) =>
  withFile(text, (file) => planPage({ name: "Pulumi.lab.yaml", today, ...planFile(file, today) }));

/** Whatever a browser would fetch, run or follow, apart from links to parts of the page and to plain https. */
function foreignParts(page: string): string[] {
  const withoutLinks = page.replace(/<a href="(#[\w-]+|https:\/\/[^"]*)">/g, "<a>");
  return (
    withoutLinks.match(
      /https?:\/\/|\bsrc=|\bhref=|@import|url\(|(?<![\w-])data:|<(script|link|iframe|object|embed)|\son\w+=/gi,
    ) ?? []
  );
}

describe("the plan as a page", () => {
  let page: string;

  beforeAll(async () => {
    page = await pageOf(labText);
  });

  it("has every part, and leads to each", () => {
    const targets = [...page.matchAll(/<a href="#([\w-]+)"/g)].map(([, id]) => id);
    expect(targets).toEqual(["first", "week", "retention", "coverage", "cost", "findings"]);
    for (const id of targets) expect(page).toContain(`<section id="${id}"`);
  });

  it("asks nobody for anything, and forbids it as well", () => {
    expect(foreignParts(page)).toEqual([]);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it("would notice a page that asks somebody for something", () => {
    const parts = [
      '<img src="x">',
      "@import 'x'",
      "url(http://x)",
      "background: data:image/png;base64,",
      '<a href="http://x">',
      "<p onclick=1>",
    ];
    for (const part of parts) expect(foreignParts(part)).not.toEqual([]);
    expect(foreignParts('<a href="https://x.example/a">')).toEqual([]);
  });

  it("gives each chart a title and a description, once for desktops and once for phones", () => {
    const charts = [
      ...page.matchAll(/<svg class="(\w+)" [^>]*aria-labelledby="([\w-]+) ([\w-]+)">/g),
    ];
    expect(charts.map(([, layout]) => layout)).toEqual([
      "wide",
      "narrow",
      "wide",
      "narrow",
      "wide",
      "narrow",
    ]);
    for (const [, , title, words] of charts) {
      expect(page).toMatch(new RegExp(`<title id="${title}">[^<]+</title>`));
      expect(page).toMatch(new RegExp(`<desc id="${words}">[^<]+</desc>`));
    }
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has headers for the columns and rows of every table", () => {
    const tables = page.match(/<table>.*?<\/table>/gs) ?? [];
    expect(tables).toHaveLength(4);
    for (const table of tables) {
      expect(table).toMatch(/<caption>[^<]+<\/caption>/);
      const rows = table.match(/<tr>/g)?.length ?? 0;
      expect(table.match(/<th scope="row">/g)).toHaveLength(rows - 1);
      expect(table).toMatch(/<th scope="col"/);
    }
  });

  it("is the same for the same file, to the letter", async () => {
    expect(await pageOf(labText)).toBe(page);
  });

  it("tells the verdict, every item, and findings the worst first", () => {
    expect(page).toMatch(/4 of 38 items are protected, 3 of them as 3-2-1-1-0 demands/);
    expect(page.match(/<th scope="row">(proj-|lab-|dc0|fs0)/g)?.length).toBeGreaterThan(30);
    expect(page.indexOf("Warnings: somebody should look")).toBeLessThan(
      page.indexOf("Notes: what explains the rest"),
    );
  });

  it("shows names as text, whatever they look like, in charts as well", async () => {
    const planned = await withFile(labText, (file) => planFile(file, today));
    const names = ["fs04", "windows-files", "vm-archive", "guest-image-node01"];
    const renamed = names.reduce(
      (text, name) => text.replaceAll(JSON.stringify(name), JSON.stringify(hostile)),
      JSON.stringify(planned.plan),
    );
    const plan = JSON.parse(renamed) as Plan;
    const shown = await planPage({ name: hostile, today, ...planned, plan });
    expect(shown).toContain(`<h1>What ${harmless} guarantees</h1>`);
    expect(shown).toContain(`<th scope="row">${harmless}</th>`);
    const inCharts = shown.match(/<text [^>]*>&lt;script&gt;[^<]*<\/text>/g) ?? [];
    expect(inCharts.length).toBeGreaterThanOrEqual(6);
    expect(foreignParts(shown)).toEqual([]);
  });

  it("says of a file that cannot be planned what is wrong with it, and where", async () => {
    const faulty = await pageOf(labText.replace("usedShare: 0.25", "usedShare: '<b>'"));
    expect(faulty).toContain("Nothing was planned: 1 error");
    expect(faulty).toMatch(/Pulumi\.lab\.yaml:\d+:\d+/);
    expect(faulty).toContain("&lt;b&gt;");
    expect(faulty).not.toContain("<b>&lt;");
    expect(foreignParts(faulty)).toEqual([]);
  });
});
