/** What a script said of its object, and what else was printed around it. */
export interface Answer {
  /** `null` where there is no such object. */
  readonly observed: Record<string, unknown> | null;
  /** What the log-in printed, without blanks around it; mostly nothing. */
  readonly noise: string;
}

/** Its length in bytes stands before it, so that one that is cut off, or has something in its middle, is none. */
const mark = /backup-remote\/1 answer (\d+) /g;

/**
 * Reads a script's answer in what a command left on standard output. Whatever a log-in prints (a profile, a banner of a
 * forced command) lies there as well, and nobody but the marks can tell it apart. What was stored before there were marks
 * is the object alone on the last line.
 *
 * @throws Error if there is no answer, with the beginning of what is there instead; never a part of an answer, which may
 *   be a secret
 */
export function readAnswer(stdout: string): Answer {
  const framed = [...stdout.matchAll(mark)].flatMap((found) => answerAt(stdout, found) ?? []);
  const [answer = unmarked(stdout), another] = framed;
  if (answer !== undefined && another === undefined) return answer;
  const what = another === undefined ? "no answer of the stack's script" : "more than one answer";
  throw new Error(
    `standard output holds ${what} but ${inShort(stdout.split(/backup-remote|\{/)[0])}`,
  );
}

/**
 * Reads the answer of a script that was to leave an object there.
 *
 * @throws Error if there is no answer, or no object
 */
export function readObject(stdout: string): Answer & { readonly observed: object } {
  const { observed, noise } = readAnswer(stdout);
  if (observed === null) throw new Error("standard output says that there is no such object");
  return { observed, noise };
}

function answerAt(stdout: string, found: RegExpExecArray): Answer | undefined {
  const bytes = Buffer.from(stdout.slice(found.index + found[0].length));
  const length = Number(found[1]);
  const [json, after] = [bytes.subarray(0, length).toString(), bytes.subarray(length).toString()];
  const observed = objectIn(json);
  // The plugin takes the last newline away, and leaves a carriage return of Windows.
  const end = /^ end\r?(?:\n|$)/.exec(after);
  if (observed === undefined || end === null) return undefined;
  return {
    observed,
    noise: `${stdout.slice(0, found.index)}${after.slice(end[0].length)}`.trim(),
  };
}

/** One that is marked and broken is no answer of an earlier version either. */
function unmarked(stdout: string): Answer | undefined {
  if (stdout.includes("backup-remote/1 answer")) return undefined;
  const lines = stdout.trim().split("\n");
  const observed = objectIn(lines.at(-1) ?? "");
  return observed === undefined
    ? undefined
    : { observed, noise: lines.slice(0, -1).join("\n").trim() };
}

function objectIn(json: string): Answer["observed"] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && !Array.isArray(value)
      ? (value as Answer["observed"])
      : undefined;
  } catch {
    return undefined;
  }
}

/** Characters of it that are shown. */
const longest = 80;

/** What was printed, for a message: one line, without what a terminal would act on. */
function inShort(text = ""): string {
  const plain = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (plain === "") return "nothing that could be shown";
  return JSON.stringify(plain.length > longest ? `${plain.slice(0, longest)}...` : plain);
}

/** What to tell of noise. @param where - whose log-in it is: `pbs01` */
export function describeNoise(where: string, noise: string): string {
  return (
    `the log-in of the stack on ${where} prints by itself, beside what is asked for: ${inShort(noise)}; ` +
    "nothing of it is taken for an object; have its start-up files print nothing where there is no terminal"
  );
}
