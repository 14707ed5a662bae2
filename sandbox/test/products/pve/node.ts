import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pvesh } from "../../../products/pve/pvesh";
import { pvesm } from "../../../products/pve/pvesm";

/** What a command printed and returned. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A node with an `/etc/pve` of its own. */
export interface TestNode {
  readonly state: string;
  pvesh(...words: string[]): Promise<Outcome>;
  pvesm(words: readonly string[], stdin?: string): Promise<Outcome>;
  /** Runs `pvesh`, which must succeed, and returns its JSON. */
  json(...words: string[]): Promise<unknown>;
}

/** Gives each test of the file a fresh node and removes it afterwards. */
export function useNode(): TestNode {
  let state = "";
  beforeEach(() => (state = mkdtempSync(path.join(tmpdir(), "pve-node-"))));
  afterEach(() => rmSync(state, { recursive: true, force: true }));
  const run = async (command: typeof pvesh, words: readonly string[], stdin = "") => {
    const printed = { out: "", err: "" };
    const code = await command(words, state, {
      out: (text) => (printed.out += text),
      err: (text) => (printed.err += text),
      readLine: () => (stdin === "" ? undefined : stdin.split("\n")[0]),
    });
    return { code, ...printed };
  };
  const node: TestNode = {
    get state() {
      return state;
    },
    pvesh: (...words) => run(pvesh, words),
    pvesm: (words, stdin) => run(pvesm, words, stdin),
    json: async (...words) => {
      const { code, out, err } = await run(pvesh, [...words, "--output-format", "json"]);
      if (code !== 0) throw new Error(`pvesh ${words.join(" ")} was refused: ${err}`);
      return JSON.parse(out) as unknown;
    },
  };
  return node;
}
