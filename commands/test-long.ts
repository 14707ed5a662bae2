import { runJest } from "./test/jest-project";

/**
 * `npm run test:long`: the properties with other random cases each time, ten times as many; arguments go to jest. It is
 * no part of `npm test`, whose verdict on a change is to depend on that change alone.
 */
export async function main(args: readonly string[]): Promise<number> {
  return runJest("property", args, { ...process.env, RANDOM_CASES: "long" });
}
