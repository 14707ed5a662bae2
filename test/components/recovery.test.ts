import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  isLookingForWhatExists,
  recoveryVariable,
  takeUpWhatExists,
} from "../../components/recovery";
import { ofType } from "../support/registered";
import { type RegisteredResource, runProgram } from "../support/estate";

const { getStore } = jest.requireActual<{
  getStore: () => {
    stackResource?: pulumi.Resource;
    settings: { options: { dryRun: boolean } };
  };
}>("@pulumi/pulumi/runtime/state");

class Thing extends pulumi.CustomResource {
  constructor(name: string, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, { size: 3 }, opts);
  }
}

let directory: string;
beforeAll(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), "recovery-"))));
afterAll(() => fs.rmSync(directory, { recursive: true }));
afterEach(() => {
  delete process.env[recoveryVariable];
  getStore().stackResource = undefined;
});

function tell(existing: object): void {
  const file = path.join(directory, "existing.json");
  fs.writeFileSync(file, JSON.stringify(existing));
  process.env[recoveryVariable] = file;
}

const sentOf = (resources: readonly RegisteredResource[]) =>
  Object.fromEntries(
    ofType(resources, "test:index:Thing").map(({ name, options }) => [
      name,
      { import: options.importId, ignores: options.ignoreChanges, protect: options.protect },
    ]),
  );

/** The engine runs a program inside of its stack, the mocks do not. */
const program = () => {
  getStore().stackResource = new pulumi.ComponentResource("test:index:Stack", "stack");
  takeUpWhatExists();
  new Thing("found", { protect: true });
  new Thing("other");
};

describe("a program that is told what exists", () => {
  it("has it imported as it is, under its own options, and makes the rest", async () => {
    tell({ "test:index:Thing found": "id-1" });

    expect(sentOf(await runProgram({}, program))).toEqual({
      found: { import: "id-1", ignores: ["*"], protect: true },
      other: { protect: false },
    });
  });

  it("imports nothing in an ordinary update", async () => {
    expect(sentOf(await runProgram({}, program))).toEqual({
      found: { protect: true },
      other: { protect: false },
    });
  });

  it("looks for what exists in a preview alone, and never in an update", async () => {
    const dry = (dryRun: boolean) => (getStore().settings.options.dryRun = dryRun);
    try {
      dry(true);
      expect(isLookingForWhatExists()).toBe(false);
      tell({});
      expect(isLookingForWhatExists()).toBe(true);
      dry(false);
      expect(isLookingForWhatExists()).toBe(false);
    } finally {
      dry(false);
    }
  });
});
