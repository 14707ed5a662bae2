/**
 * What a host printed, an answer of the contract without its marks: what is looked at most of the time. Written from the
 * contract's documentation (decision 20), not with what reads it in the program.
 *
 * @throws Error if the length that stands before it is not its own
 */
export function answerAlone(stdout: string): string {
  const found = /^backup-remote\/1 answer (\d+) (.*) end(\r?\n)?$/s.exec(stdout);
  if (found === null) return stdout;
  const [, length = "", answer = "", newline = ""] = found;
  if (Buffer.byteLength(answer) !== Number(length))
    throw new Error(`an answer of ${Buffer.byteLength(answer)} bytes says that it has ${length}`);
  return answer + newline;
}

/** An answer as a host prints it. */
export function markedAnswer(observed: unknown): string {
  const answer = JSON.stringify(observed);
  return `backup-remote/1 answer ${Buffer.byteLength(answer)} ${answer} end`;
}
