import { Remembered } from "../../lib/remembered";

const made: string[] = [];

/** Asks one that remembers so many for each in turn. */
function ask(most: number, texts: readonly string[]): string[] {
  const remembered = new Remembered<string>(most);
  return texts.map((text) =>
    remembered.of(text, () => {
      made.push(text);
      return text + text;
    }),
  );
}

beforeEach(() => made.splice(0));

describe("what was made of a text", () => {
  it("is made once", () => {
    expect(ask(2, ["a", "b", "a"])).toEqual(["aa", "bb", "aa"]);
    expect(made).toEqual(["a", "b"]);
  });

  it("is remembered where it is nothing", () => {
    const make = jest.fn(() => undefined);
    const remembered = new Remembered<undefined>(2);
    for (const text of ["a", "a"]) expect(remembered.of(text, make)).toBeUndefined();
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("is forgotten once there would be more than are remembered", () => {
    ask(2, ["a", "b", "a", "c", "c", "a"]);
    expect(made).toEqual(["a", "b", "c", "a"]);
  });
});
