import * as fs from "node:fs";
import * as path from "node:path";

/** How large a checkout is, in lines of source text, blank ones and comments among them. */
export interface Size {
  readonly product: number;
  readonly productTests: number;
  readonly twin: number;
  readonly twinTests: number;
}

/** Where each part is, relative to the checkout; the first that fits counts. */
const parts: readonly (readonly [part: keyof Size, prefix: string])[] = [
  ["twinTests", "sandbox/test/"],
  ["twin", "sandbox/"],
  ["productTests", "test/"],
  ["product", ""],
];

/** What people write, as opposed to lockfiles, recorded answers and generated schemas. */
const written = new Set([".ts", ".js", ".mjs", ".sh", ".ps1", ".psm1", ".py"]);

const skipped = new Set(["node_modules", ".git", ".sandbox", "coverage"]);

/** Counts the lines below `root`. */
export function sizeOf(root: string): Size {
  const size = { product: 0, productTests: 0, twin: 0, twinTests: 0 };
  for (const file of sources(root, "")) {
    const [part = "product"] = parts.find(([, prefix]) => file.startsWith(prefix)) ?? [];
    size[part] += fs.readFileSync(path.join(root, file), "utf8").split("\n").length - 1;
  }
  return size;
}

function sources(root: string, below: string): string[] {
  return fs.readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sources(root, file);
    return written.has(path.extname(file)) ? [file] : [];
  });
}

/** One line for people: the twin is a price, so it is shown beside what it is paid for. */
export function describeSize({ product, productTests, twin, twinTests }: Size): string {
  const lines = (count: number) => count.toLocaleString("en");
  const ratio = (twin / product).toFixed(2);
  return (
    `Lines: product ${lines(product)} and tests ${lines(productTests)}; ` +
    `twin ${lines(twin)} (${ratio} times the product) and tests ${lines(twinTests)}`
  );
}
