import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { readDeclaredFile } from "../../config/declared-file";
import { formatPath } from "../../config/format-path";
import { valueAt } from "../../config/value-at";
import { placesOf } from "../support/declared-place";
import { setAt } from "../support/lab";
import { labSections } from "../support/lab-plan";
import { declared, valuedLeaves } from "./support/changed-declaration";
import { mistakesOfForm } from "./support/mistakes-of-form";
import { mistakesOfMeaning } from "./support/mistakes-of-meaning";
import { mistakesOfPbs } from "./support/mistakes-of-pbs";
import { mistakesOfReference } from "./support/mistakes-of-reference";
import { nearestPlace, type WrittenFile, writtenFile } from "./support/written-file";

type Tree = Record<string | number, unknown>;
type Keys = readonly (string | number)[];

const { secrets: _, ...declaration } = declared();
const leaves = valuedLeaves
  .filter(({ path: leaf }) => !leaf.startsWith("secrets."))
  .flatMap(({ path: leaf }) => placesOf(declaration, leaf).map(({ keys }) => keys));

describe("a fault of a stack's file", () => {
  let directory: string;
  beforeEach(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), "places-"))));
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  /** Every fault of the file, each of which must say where it is: there, or where the nearest thing above it is. */
  function faultsOf(file: WrittenFile) {
    const name = path.join(directory, "Pulumi.test.yaml");
    fs.writeFileSync(name, file.text);
    const { faults } = readDeclaredFile(name);
    expect(faults.map((fault) => [fault.path, fault.at])).toEqual(
      faults.map((fault) => [fault.path, `Pulumi.test.yaml:${nearestPlace(file, fault.path)}`]),
    );
    return faults;
  }

  it("says the line and column of the leaf that is wrong", () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), fc.constantFrom({}, [[]], null), (keys, wrong) => {
        const file = writtenFile(put(keys, wrong));
        const at = `Pulumi.test.yaml:${file.places.get(`backup:${formatPath(keys)}`)!}`;
        expect(faultsOf(file).map((fault) => fault.at)).toContain(at);
      }),
      { numRuns: 60 },
    );
  });

  it("says the line and column of what lacks a leaf, or of what the lack is wrong for", () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), (keys) => {
        faultsOf(writtenFile(put(keys, undefined)));
      }),
      { numRuns: 60 },
    );
  });

  const mistakes = [
    ...mistakesOfForm,
    ...mistakesOfMeaning,
    ...mistakesOfPbs,
    ...mistakesOfReference,
  ];

  it.each(mistakes)("fails on %s at its line and column", (_what, at, value) => {
    const sections = labSections();
    setAt(sections, at, value);
    const file = writtenFile(sections);
    const faults = faultsOf(file);

    expect(faults.length).toBeGreaterThan(0);
    // A path that nothing is found at would do with any place above it: only what is missing may.
    const nowhere = faults.filter(
      (fault) => fault.got !== undefined && !file.places.has(fault.path),
    );
    expect(nowhere).toEqual([]);
  });
});

/** The declaration with something else at one place, or with nothing there. */
function put(keys: Keys, value: unknown): Tree {
  const copy = structuredClone<Tree>(declaration);
  const holder = valueAt(copy, keys.slice(0, -1)) as Tree;
  const last = keys.at(-1)!;
  if (value !== undefined) holder[last] = value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}
