import { plainErrors, recordedAnswers, saysTheSame } from "./support/recorded-answers";
import refusals from "./fixtures/refusals.json";
import { TestHost } from "./support/windows-run";

/** What became of a script that was recorded. */
interface Outcome {
  readonly script: string;
  /** What the stand-in does not know of it. */
  readonly refused?: string;
  /** What it answers instead of the recorded answer. */
  readonly other?: unknown;
}

const refusal =
  /^stand-in: '(.*)' is outside the PowerShell subset of this stand-in \(\d+:\d+\)$/ms;

async function outcomes(host: TestHost): Promise<readonly Outcome[]> {
  const all: Outcome[] = [];
  for (const { script, output, error, code } of recordedAnswers) {
    const run = await host.run(script);
    const refused = refusal.exec(run.error)?.[1];
    const answer = { output: run.output.replaceAll("\r\n", "\n"), error: plainErrors(run.error) };
    const isSame =
      answer.output === output && run.code === code && saysTheSame(error, answer.error);
    if (refused !== undefined) all.push({ script, refused });
    else all.push(isSame ? { script } : { script, other: { ...answer, code: run.code } });
  }
  return all;
}

describe("what a real PowerShell answered", () => {
  let host: TestHost;
  let all: readonly Outcome[];

  beforeAll(async () => {
    host = new TestHost();
    all = await outcomes(host);
  });
  afterAll(() => host.remove());

  it("is what the stand-in answers, or it refuses by name", () => {
    expect(all.filter(({ other }) => other !== undefined)).toEqual([]);
    expect(all.length).toBeGreaterThan(500);
  });

  /** Taking one off the list means knowing what it asks for; nothing is added without a reason. */
  it("is refused for what is listed alone, by the name that is listed", () => {
    const refused = all.flatMap(({ script, refused: what }) =>
      what === undefined ? [] : [[script, what]],
    );
    expect(Object.fromEntries(refused)).toEqual(refusals);
  });
});
