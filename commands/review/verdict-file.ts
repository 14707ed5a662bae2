import * as fs from "node:fs";
import { z } from "zod";
import { messageOf } from "../../lib/progress/message-of";
import { type Verdicts } from "./verdicts";

const verdictsSchema = z.array(
  z.strictObject({
    rule: z.string().min(1),
    level: z.enum(["mandatory", "advisory"]),
    resource: z.string().min(1).optional(),
    message: z.string(),
  }),
);

/**
 * What the policy pack says of a file, as a file of JSON has it: a list of `{ rule, level, resource, message }`.
 *
 * @throws Error with the first place in it that is not right, and what may stand there
 */
export function readVerdicts(file: string): Verdicts {
  const result = verdictsSchema.safeParse(parsed(file));
  if (result.success)
    return result.data.map(({ resource, ...one }) => ({ ...one, ...(resource && { resource }) }));
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join(".") ?? "";
  throw new Error(
    `${file}: ${place === "" ? "" : `${place}: `}${issue?.message}; it is a list of { rule, level, resource, message }`,
  );
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${messageOf(error)}`, { cause: error });
  }
}
