import { shared } from "./sandbox";

/** Leaves nothing behind, also when tests failed. */
export default async function teardown(): Promise<void> {
  await shared.remove();
}
