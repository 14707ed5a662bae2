import { rows } from "../../policy/table";
import { registeredFor } from "../support/program";
import { labTwice } from "../support/several-products";
import { labSent, sentBy, verdictOf, violationsOf } from "./support";

const rules = rows.map(({ rule }) => rule.name);

/** What advisory rules tell the lab and is still to be done, by rule. */
const open: Readonly<Record<string, readonly unknown[]>> = {
  "trail-own-key": [expect.stringContaining("backup-trail-trail: kmsKeyId is unset")],
};

test.each(rules)("the lab's own estate passes %s", async (rule) => {
  const violations = open[rule] ?? [];

  expect(await verdictOf(rule, await labSent())).toEqual({ violations, notJudged: "" });
});

test("of what the lab and a second of each product send, every type is judged", async () => {
  const sent = [...(await labSent()), ...(await registeredFor(labTwice())).map(sentBy)];

  for (const rule of ["storage-type-judged", "type-judged"])
    expect(await violationsOf(rule, sent)).toEqual([]);
  expect(sent.some(({ provider }) => provider !== undefined)).toBe(true);
});

test("a second of each product beside the lab's own passes what stops an update", async () => {
  const sent = (await registeredFor(labTwice())).map(sentBy);
  const stopped: string[] = [];
  for (const { rule, level } of rows)
    if (level === "mandatory") stopped.push(...(await verdictOf(rule.name, sent)).violations);

  expect(stopped).toEqual([]);
});
