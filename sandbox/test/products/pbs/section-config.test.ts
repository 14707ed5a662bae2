import * as fc from "fast-check";

import {
  formatSections,
  parseSections,
  type Section,
} from "../../../products/pbs/config/section-config";
import { commentSchema, nameSchema } from "../../../products/pbs/schema/formats";
import { flag, integer, text } from "../../../products/pbs/schema/scalars";
import { list } from "../../../products/pbs/schema/schema";
import { useServer } from "./harness";
import { tries } from "../../../../test/support/random-cases";

const schemas = {
  prune: {
    id: nameSchema("Job ID."),
    properties: {
      comment: { schema: commentSchema },
      count: { schema: integer("A number.") },
      disable: { schema: flag("A flag.") },
      filter: { schema: list("Some.", text("One.")) },
      store: { schema: nameSchema("Datastore."), required: true },
    },
  },
};

const parse = (raw: string) => parseSections("/etc/proxmox-backup/prune.cfg", raw, schemas);
const format = (sections: readonly Section[]) =>
  formatSections("/etc/proxmox-backup/prune.cfg", sections, schemas);

const name = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{2,31}$/);
/** Anything the product takes as a comment: quotes, inner spaces, emoji, but no control character. */
const comment = fc
  .string({ unit: "grapheme", maxLength: 60 })
  .filter((value) => [...value].length <= 128 && !/\p{Cc}/u.test(value))
  .map((value) => value.trim());
const section = fc.record({
  type: fc.constant("prune"),
  id: name,
  values: fc.record(
    {
      comment,
      count: fc.maxSafeInteger(),
      disable: fc.boolean(),
      filter: fc.array(comment, { minLength: 1, maxLength: 3 }),
      store: name,
    },
    { requiredKeys: ["store"] },
  ),
});

describe("the section format", () => {
  it("gives back what was written, whatever the comment", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(section, { selector: ({ id }) => id, maxLength: 4 }),
        (sections) => {
          expect(parse(format(sections as Section[]))).toEqual(sections);
        },
      ),
    );
  });

  it("fails to write a control character anywhere in a value", () => {
    const control = fc.integer({ min: 0, max: 0x9f }).filter((code) => code < 32 || code >= 127);
    fc.assert(
      fc.property(comment, control, comment, (before, code, after) => {
        const values = { store: "store1", comment: before + String.fromCharCode(code) + after };
        expect(() => format([{ type: "prune", id: "job1", values }])).toThrow(
          "writing '/etc/proxmox-backup/prune.cfg' failed: ",
        );
      }),
    );
  });

  it("separates sections by a blank line and indents properties with a tab", () => {
    const values = { store: "store1", filter: ["b", "a"] };
    const raw =
      "prune: job1\n\tfilter b\n\tfilter a\n\tstore store1\n\nprune: job2\n\tstore store1\n";
    expect(
      format([
        { type: "prune", id: "job1", values },
        { type: "prune", id: "job2", values: { store: "store1" } },
      ]),
    ).toBe(raw);
    expect(format(parse(raw))).toBe(raw);
  });

  it.each([
    ["\tstore store1\n", 1, "syntax error (expected header)"],
    ["job: job1\n", 1, "unknown section type 'job'"],
    ["prune: a\n", 1, "syntax error in section identifier: value must be at least 3 characters"],
    ["prune: job1\nstore store1\n", 2, "syntax error (expected section properties)"],
    ["prune: job1\n\tcolour red\n", 2, "unknown property 'colour'"],
    ["prune: job1\n\tstore s1x\n\tstore s2x\n", 3, "duplicate property 'store'"],
    ["prune: job1\n\tdisable perhaps\n", 2, "property 'disable': Unable to parse boolean option."],
    ["prune: job1\n\tcount 1\n\n", 3, "property 'store' is missing and it is not optional."],
    ["prune: job1\n\tcount 1", 2, "property 'store' is missing and it is not optional."],
  ])("fails to read %j", (raw, line, reason) => {
    expect(() => parse(raw)).toThrow(
      `parsing '/etc/proxmox-backup/prune.cfg' failed: line ${line} - ${reason}`,
    );
  });
});

describe("comments on the command line", () => {
  const server = useServer();

  it("come back as given, and fail with a control character", async () => {
    await fc.assert(
      fc.asyncProperty(comment, async (value) => {
        await server.run("verify-job", "remove", "job1");
        const words = ["verify-job", "create", "job1", "--store", "abc", `--comment=${value}`];
        expect((await server.run(...words)).code).toBe(0);
        expect(await server.json("verify-job", "show", "job1")).toMatchObject({ comment: value });
        expect((await server.run(...words.slice(0, -1), `--comment=${value}\n\tns x`)).code).toBe(
          255,
        );
      }),
      tries(40),
    );
  });
});
