import { covers } from "./iam-match";

/** What nobody is called on purpose. */
const odd = "zqxjvk-0";

/** Who somebody may be, by ARN, by id and by name, of whom nobody thinks. */
function strangersOf(pattern: string): readonly string[] {
  const [, partition = "", , , account = ""] = pattern.split(":");
  const id = /^\d+$/.test(account) ? account : literal(account).padEnd(12, "0");
  const arn = (service: string, resource: string) =>
    `arn:${literal(partition) || "aws"}:${service}::${id}:${resource}`;
  return [
    ...[odd, `AIDA${odd}`, `AROA${odd}:${odd}`],
    ...[`role/${odd}`, `user/${odd}`].map((resource) => arn("iam", resource)),
    arn("sts", `assumed-role/${odd}/${odd}`),
  ];
}

/** What stands before the first wildcard. */
const literal = (part: string) => part.replace(/[*?].*/s, "");

/**
 * Whether a pattern of IAM names nobody: it matches whatever role, user or session of an account, of organizations or of the
 * world.
 */
export const isAnybody = (pattern: string) =>
  strangersOf(pattern).some((stranger) => covers(pattern, stranger));
