import { describeRealPowerShell } from "../../../../test/support/powershell-host";
import { realAnswers } from "./support/real-powershell";
import { type RecordedAnswer, recordedAnswers, saysTheSame } from "./support/recorded-answers";

type Answer = Pick<RecordedAnswer, "output" | "error">;

const trimmed = (text: string) => text.replaceAll(/[ \t]+$/gm, "").trimEnd();

const isSame = (recorded: Answer, answer: Answer): boolean =>
  trimmed(answer.output) === trimmed(recorded.output) && saysTheSame(recorded.error, answer.error);

/** A judge in the same process hears of no exit code, has scopes of its own, and reports what is no PowerShell in another form. */
const isAskable = ({ script, error }: RecordedAnswer): boolean =>
  !/\bexit\b|\$(script|global):/.test(script) && !error.startsWith("ParserError");

describeRealPowerShell("the recorded answers", () => {
  it("are what a real PowerShell answers", async () => {
    const asked = recordedAnswers.filter(isAskable);
    const answers = await realAnswers(asked.map(({ script }) => script));
    expect(answers).toHaveLength(asked.length);
    const other = asked
      .map((recorded, place) => ({ recorded, answer: answers[place] ?? { output: "", error: "" } }))
      .filter(({ recorded, answer }) => !isSame(recorded, answer));
    expect(other).toEqual([]);
  }, 600_000);
});
