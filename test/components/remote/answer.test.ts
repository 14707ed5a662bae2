import * as fc from "fast-check";
import { readObject, readAnswer } from "../../../components/remote/answer";
import { storedFault } from "../../../components/remote/stored-answer";
import { markedAnswer } from "../../support/answer-alone";

const object = { name: "Ærø", keep: 7, note: 'backup-remote/1 answer 2 {} end, "quoted"' };

describe("the answer of a host", () => {
  it("is told apart from whatever a log-in prints before and behind it", () => {
    const anything = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("answer"));
    fc.assert(
      fc.property(anything, anything, (before, behind) => {
        const { observed, noise } = readAnswer(`${before}${markedAnswer(object)}\n${behind}`);

        expect(observed).toEqual(object);
        expect(noise).toBe(`${before}${behind}`.trim());
      }),
    );
  });

  it.each(["", "\n", "\r\n", "\r"])("is whole whatever its line ends with: %j", (end) => {
    expect(readAnswer(markedAnswer(object) + end)).toEqual({ observed: object, noise: "" });
    expect(readAnswer(markedAnswer(null) + end)).toEqual({ observed: null, noise: "" });
  });

  it("of a version that did not mark it is the object alone, or on the last line", () => {
    expect(readAnswer('{"keep":7}\n')).toEqual({ observed: { keep: 7 }, noise: "" });
    expect(readAnswer("null")).toEqual({ observed: null, noise: "" });
    expect(readAnswer('Welcome\n{"keep":7}')).toEqual({ observed: { keep: 7 }, noise: "Welcome" });
  });

  it("of a version that did not mark it has all that stands before it for noise", () => {
    expect(readAnswer('\n Welcome\nto pbs01 \n{"keep":7}')).toEqual({
      observed: { keep: 7 },
      noise: "Welcome\nto pbs01",
    });
  });

  it("is an object or none, and nothing else", () => {
    for (const other of ['["a list"]', "7", '"text"', "true"]) {
      expect(() => readAnswer(other)).toThrow("no answer of the stack's script");
      const marked = `backup-remote/1 answer ${other.length} ${other} end`;
      expect(() => readAnswer(marked)).toThrow("no answer of the stack's script");
    }
    expect(() => readAnswer(`${markedAnswer({})}\n${markedAnswer({})}`)).toThrow(
      "more than one answer",
    );
  });

  it("shows eighty characters of what is there, and of more the beginning", () => {
    expect(() => readAnswer("x".repeat(80))).toThrow(`but "${"x".repeat(80)}"`);
    expect(() => readAnswer("x".repeat(81))).toThrow(`but "${"x".repeat(80)}..."`);
  });

  it("fails where there is none, with the beginning of what is there", () => {
    expect(() => readAnswer("")).toThrow("no answer of the stack's script but nothing");
    expect(() => readAnswer("This account is\tnot available.\n\u001b[2J")).toThrow(
      'but "This account is not available. [2J"',
    );
    expect(() => readAnswer("x".repeat(500))).toThrow(/"x{80}\.\.\."$/);
    expect(() => readAnswer('["a list"]')).toThrow("no answer");
    expect(() => readObject(markedAnswer(null))).toThrow("there is no such object");
  });

  const marked = markedAnswer({ secret: "s3cr3t", keep: 7 });
  it.each([
    ["cut off", marked.slice(0, -7)],
    ["cut off after the object", marked.slice(0, -4)],
    ["interrupted by a message", marked.replace(',"keep"', ', Broadcast message "keep"')],
    ["longer than it says", marked.replace("7}", "70}")],
    ["without its end", `${marked}less`],
    ["twice there", `${marked}\n${marked}\n`],
  ])("fails where it is %s, and shows nothing of it", (_, stdout) => {
    expect(() => readAnswer(`hello\n${stdout}`)).toThrow(/answer.* but "hello"$/);
  });
});

describe("what a provider has stored of an object", () => {
  const faultOf = (stdout: string) => storedFault(stdout, "pbs x y on pbs01", "pbs01", "urn:one");

  it("is said nothing of while it is the object alone", () => {
    expect(faultOf(markedAnswer(object))).toBeUndefined();
    expect(faultOf('{"keep":7}')).toBeUndefined();
  });

  it("is warned of where a log-in printed beside it", () => {
    expect(faultOf(`Welcome to pbs01\n${markedAnswer(object)}`)).toEqual({
      severity: "warn",
      message: expect.stringMatching(
        /^pbs x y on pbs01: the log-in of the stack on pbs01 prints by itself.*"Welcome to pbs01"/,
      ) as string,
    });
  });

  it.each(["", "Welcome", markedAnswer(null), markedAnswer(object).slice(0, 40)])(
    "fails where it is no object, and says how to make it again: %j",
    (stdout) => {
      const fault = faultOf(stdout);

      expect(fault?.severity).toBe("error");
      expect(fault?.message).toMatch(/^pbs x y on pbs01: .*ended with 0, and nobody knows/);
      expect(fault?.message).toContain("pulumi state delete 'urn:one'");
    },
  );
});
