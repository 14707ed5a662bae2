import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { anchorsOf, document, type Document, documents, linksOf } from "./support/document";

const all = documents();

/** What of a document's links leads nowhere. */
function broken({ file, text }: Document): string[] {
  const own = linksOf(text).filter((link) => !/^(https?|mailto):/.test(link));
  return own.filter((link) => {
    const [target = "", anchor] = link.split("#");
    if (target === "") return !anchorsOf(text).has(anchor ?? "");
    const to = path.posix.join(path.posix.dirname(file), target);
    if (to.startsWith("..") || !fs.existsSync(path.join(projectRoot, to))) return true;
    return anchor !== undefined && !anchorsOf(document(to).text).has(anchor);
  });
}

describe("links in documents", () => {
  it.each(all.map((one) => [one.file, one] as const))("of %s lead somewhere", (_, one) => {
    expect(broken(one)).toEqual([]);
  });

  it.each([
    ["a file that is not there", "[x](docs/nowhere.md)", "docs/nowhere.md"],
    ["a heading that is not there", "[x](README.md#nowhere)", "README.md#nowhere"],
    ["a heading of its own that is not there", "# One\n\n[x](#two)", "#two"],
    ["a place outside", "[x](../other/README.md)", "../other/README.md"],
  ])("fail for %s", (_, text, link) => {
    expect(broken({ file: "NEW.md", text })).toEqual([link]);
  });

  it.each([
    ["a heading", "# One & two: `three`\n\n[x](#one--two-three)"],
    ["the second of two alike", "# One\n\n# One\n\n[x](#one-1)"],
    ["a page elsewhere", "[x](https://example.org/nowhere)"],
    ["what only looks like one", "`[x](nowhere.md)`\n\n```sh\n[x](nowhere.md)\n```\n"],
  ])("pass for %s", (_, text) => {
    expect(broken({ file: "NEW.md", text })).toEqual([]);
  });
});

describe("where a reader begins", () => {
  const linked = new Set(
    ["README.md", "docs/architecture.md"].flatMap((file) =>
      linksOf(document(file).text).map((link) =>
        path.posix.join(path.posix.dirname(file), link.split("#")[0] ?? ""),
      ),
    ),
  );
  const pages = all
    .map(({ file }) => file)
    .filter((file) => /^docs\/(runbooks\/)?[^/]+$/.test(file));

  it("leads to every page and every runbook", () => {
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter((file) => !linked.has(file))).toEqual([]);
  });

  it("names every runbook in one place", () => {
    const [, from = ""] = document("docs/architecture.md").text.split("\n## Runbooks\n");
    const [runbooks = ""] = from.split("\n## ");
    const there = all.map(({ file }) => file).filter((file) => file.startsWith("docs/runbooks/"));
    const named = linksOf(runbooks).map((link) => path.posix.join("docs", link));
    expect(named.sort()).toEqual(there.sort());
  });
});
