import { withWord } from "../../../commands/sandbox/with-word";
import { StepsFailed } from "../../../lib/progress/steps-failed";
import { InstallationRefused } from "../../../sandbox/toolchain/system";

const refused = new StepsFailed(
  [{ step: "System packages", error: new InstallationRefused("lacks jq") }],
  [],
);
const broken = new StepsFailed([{ step: "MinIO", error: new Error("no network") }], []);

/** Does its work only with the word; notes what it was given. */
function work() {
  const words: boolean[] = [];
  const body = (mayInstall: boolean) => {
    words.push(mayInstall);
    return mayInstall ? Promise.resolve("done") : Promise.reject(refused);
  };
  return { words, body };
}

test("what needs no installation is never asked about", async () => {
  const ask = jest.fn();
  expect(await withWord(false, async () => "done", ask)).toBe("done");
  expect(ask).not.toHaveBeenCalled();
});

test("with --yes nobody is asked", async () => {
  const { words, body } = work();
  const ask = jest.fn();
  expect(await withWord(true, body, ask)).toBe("done");
  expect([words, ask.mock.calls]).toEqual([[true], []]);
});

test.each(["y", "Yes\n"])("at a terminal %j is the word", async (answer) => {
  const { words, body } = work();
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return answer;
  };
  expect(await withWord(false, body, ask)).toBe("done");
  expect(words).toEqual([false, true]);
  expect(questions).toEqual([expect.stringMatching(/lacks jq\nInstall them now\? \[y\/N\] $/)]);
});

describe("fails", () => {
  test.each(["", "n", "yesterday"])("at a terminal with the refusal after %j", async (answer) => {
    const { words, body } = work();
    await expect(withWord(false, body, async () => answer)).rejects.toBe(refused);
    expect(words).toEqual([false]);
  });

  test("without a terminal with the refusal, and installs nothing", async () => {
    const { words, body } = work();
    await expect(withWord(false, body, null)).rejects.toBe(refused);
    expect(words).toEqual([false]);
  });

  test("with any other error at once", async () => {
    const ask = jest.fn();
    await expect(withWord(false, () => Promise.reject(broken), ask)).rejects.toBe(broken);
    expect(ask).not.toHaveBeenCalled();
  });
});
