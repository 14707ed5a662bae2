import * as fs from "node:fs";
import * as path from "node:path";
import { resolveTool } from "../../toolchain/resolve-tool";
import { type Source, type Tool } from "../../toolchain/tool";
import { Scratch } from "./scratch";

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

/** A source that installs a program which says `answer`. */
function source(name: string, answer: string, changes: Partial<Source> = {}): Source {
  return {
    name,
    pins: async () => `${name} ${answer}`,
    isAvailable: async () => true,
    async install({ directory }) {
      scratch.script(
        path.relative(scratch.root, path.join(directory, "bin/star")),
        `echo ${answer}`,
      );
    },
    ...changes,
  };
}

/** Milliseconds: enough for a shell script on a busy machine, and what the test of a hanging one takes. */
const patience = 5_000;

function star(...sources: Source[]): Tool {
  return {
    id: "star",
    title: "Star 2",
    command: "star",
    file: "bin/star",
    question: { args: ["--version"], timeout: patience, fits: (answer) => answer === "star 2" },
    sources,
  };
}

const resolve = (...sources: Source[]) =>
  resolveTool(star(...sources), scratch.context(), scratch.report);

test("a fitting program on PATH is taken and nothing is installed", async () => {
  const onPath = scratch.script("bin/star", '[ "$1" = --version ] && echo star 2');
  expect(await resolve(source("shop", "star 2"))).toBe(onPath);
  expect(scratch.reports).toEqual(["from PATH"]);
});

test.each([
  ["of another version", "echo star 1"],
  ["that fails to answer", "echo star 2; exit 1"],
  ["that hangs", "echo star 2; sleep 60"],
])("a program on PATH %s is passed over for a later one that fits", async (_, body) => {
  scratch.script("bin/star", body);
  const later = scratch.script("later/star", "echo star 2");
  scratch.env["PATH"] += `:${path.dirname(later)}`;
  expect(await resolve(source("shop", "star 2"))).toBe(later);
});

test("without one on PATH it is installed once and then comes from the cache", async () => {
  const installed = await resolve(source("shop", "star 2"));
  expect(scratch.reports.at(-1)).toBe("from shop");
  const again = source("shop", "star 2", {
    install: async () => Promise.reject(new Error("must not be asked again")),
  });
  expect(await resolve(again)).toBe(installed);
  expect(scratch.reports.at(-1)).toBe("from cache");
});

test("other pins are another installation", async () => {
  const first = await resolve(source("shop", "star 2"));
  const second = await resolve(source("shop", "star 2", { pins: async () => "others" }));
  expect(second).not.toBe(first);
});

test.each<[string, Partial<Source>]>([
  ["out of reach", { isAvailable: async () => false }],
  ["failing", { install: async () => Promise.reject(new Error("410 Gone")) }],
  [
    "giving a program that does not fit",
    { install: async ({ directory }) => fs.writeFileSync(path.join(directory, "litter"), "") },
  ],
])("a source %s is passed over, and the next begins in an empty directory", async (_, changes) => {
  const file = await resolve(source("first", "star 2", changes), source("second", "star 2"));
  expect(scratch.reports.at(-1)).toBe("from second");
  expect(fs.readdirSync(path.resolve(file, "../.."))).toEqual(["bin"]);
});

test("fails with every source's fault and what to do when none works", async () => {
  const failure = resolve(
    source("shop", "star 2", { isAvailable: async () => false }),
    source("mill", "star 2", { install: async () => Promise.reject(new Error("no flour")) }),
    source("fair", "star 1"),
  );
  await expect(failure).rejects.toThrow(
    [
      "Star 2 is not on PATH and could not be installed from anywhere:",
      "- shop: cannot be reached from here",
      "- mill: no flour",
      "- fair: star --version does not answer as it should",
      'Make one of these sources reachable, or put a fitting "star" on PATH, and run the command again.',
    ].join("\n"),
  );
});
