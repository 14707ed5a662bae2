import { type History } from "./history";

/** A full backup and those that build on it, as positions, oldest first. */
export type Chain = readonly number[];

/** The chains of what is held, oldest first, each cut from it only when asked for; without the newest, which grows. */
export function* closedChains(history: History, held: readonly number[]): Generator<Chain> {
  const { chains } = history;
  let start = 0;
  for (let at = 1; at < held.length; at += 1) {
    if (chains[held[at] as number] === chains[held[start] as number]) continue;
    yield held.slice(start, at);
    start = at;
  }
}
