import * as fs from "node:fs";
import * as path from "node:path";

/** What a script did on a real PowerShell. */
export interface RecordedAnswer {
  readonly script: string;
  /** Standard output; lines end with line feeds. */
  readonly output: string;
  /** Standard error, without colours: what PowerShell puts before a message, and the messages. */
  readonly error: string;
  /** Exit code. */
  readonly code: number;
}

const file = path.join(__dirname, "../fixtures/powershell.jsonl");

/** The answers; the file's first line says where they are from. */
export const recordedAnswers: readonly RecordedAnswer[] = fs
  .readFileSync(file, "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => JSON.parse(line) as RecordedAnswer);

/** Whether errors say what was recorded, where a message may have the command's name or the error's kind before it. */
export function saysTheSame(recorded: string, errors: string): boolean {
  const [expected, got] = [recorded, errors].map((text) => text.trim().split("\n")) as [
    string[],
    string[],
  ];
  const isSaid = (line: string, place: number) =>
    line === got[place] || line.replace(/^(&|[\w-]+): /, "") === got[place];
  return expected.length === got.length && expected.every(isSaid);
}

/** The errors of CLIXML as text; warnings, which the answers do not have, are left out. */
export function plainErrors(standardError: string): string {
  return standardError
    .replaceAll("#< CLIXML\r\n", "")
    .replaceAll(/<Objs [^>]*>(.*?)<\/Objs>/gs, (_, streams: string) =>
      [...streams.matchAll(/<S S="Error">(.*?)<\/S>/gs)].map(([, text = ""]) => text).join(""),
    )
    .replaceAll("_x000D__x000A_", "\n")
    .replaceAll(/&(lt|gt|amp);/g, (_, name: string) => ({ lt: "<", gt: ">" })[name] ?? "&")
    .replaceAll("\r\n", "\n")
    .trim();
}
