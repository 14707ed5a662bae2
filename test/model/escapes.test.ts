import { withoutEscapes } from "../../model/escapes";

it.each([
  ["a\\/b", "a/b"],
  ["\\u0072m -rf /mnt", "rm -rf /mnt"],
  ["\\x72\\x6D", "rm"],
  ["\\u00e9\\U0072", "\u00e9\\U0072"],
  ["C:\\unit\\x1", "C:\\unit\\x1"],
  ["nothing", "nothing"],
])("%s is read as %s", (text, read) => {
  expect(withoutEscapes(text)).toBe(read);
});
