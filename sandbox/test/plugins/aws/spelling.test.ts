import { spelled } from "../../../plugins/aws/spelling";

const lowerCase = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (part === "" ? undefined : part)).toLowerCase(),
  );

test("what means the same is spelled as it was written", () => {
  expect(spelled("a", "A", lowerCase)).toBe("A");
});

test("what means something else is as the server has it", () => {
  expect(spelled("b", "A", lowerCase)).toBe("b");
});

test("nothing written leaves the server's spelling", () => {
  expect(spelled("b", undefined, lowerCase)).toBe("b");
});

test("only the part that changed is taken from the server", () => {
  const observed = [{ name: "a", days: 3 }, { name: "c" }];
  const written = [{ name: "A", days: 5, filter: "" }];
  expect(spelled(observed, written, lowerCase)).toEqual([
    { name: "A", days: 3, filter: "" },
    { name: "c" },
  ]);
});

test("a member that was written and is gone on the server is gone", () => {
  expect(spelled({ a: "x" }, { a: "x", b: "y" }, lowerCase)).toEqual({ a: "x" });
});
