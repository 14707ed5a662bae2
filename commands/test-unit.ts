import { runJest } from "./test/jest-project";

/** `npm run test:unit`: the pure tests, in seconds and without any tool; arguments go to jest. */
export async function main(args: readonly string[]): Promise<number> {
  return runJest("unit", args, process.env);
}
