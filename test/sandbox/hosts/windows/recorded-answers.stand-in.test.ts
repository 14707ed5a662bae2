import { realAnswers, realPowerShell } from "./support/real-powershell";
import { type RecordedAnswer, recordedAnswers, saysTheSame } from "./support/recorded-answers";

type Answer = Pick<RecordedAnswer, "output" | "error">;

const trimmed = (text: string) => text.replaceAll(/[ \t]+$/gm, "").trimEnd();

const isSame = (recorded: Answer, answer: Answer): boolean =>
  trimmed(answer.output) === trimmed(recorded.output) && saysTheSame(recorded.error, answer.error);

/** A judge in the same process hears of no exit code, has scopes of its own, and reports what is no PowerShell in another form. */
const isAskable = ({ script, error }: RecordedAnswer): boolean =>
  !/\bexit\b|\$(script|global):/.test(script) && !error.startsWith("ParserError");

describe("the recorded answers", () => {
  if (realPowerShell === undefined) {
    process.stderr.write("pwsh is not on the PATH: no real PowerShell says whether they hold.\n");
  }

  it("are what a real PowerShell answers, where there is one", async () => {
    const asked = recordedAnswers.filter(isAskable);
    const answers =
      realPowerShell === undefined
        ? asked
        : await realAnswers(
            realPowerShell,
            asked.map(({ script }) => script),
          );
    const other = asked
      .map((recorded, place) => ({ recorded, answer: answers[place] ?? { output: "", error: "" } }))
      .filter(({ recorded, answer }) => !isSame(recorded, answer));
    expect(other).toEqual([]);
    expect(answers).toHaveLength(asked.length);
  });
});
