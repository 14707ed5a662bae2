import { main as policy } from "../../commands/policy";
import { main as review } from "../../commands/review";
import { document } from "./support/document";
import { printedOf } from "./support/printed";
import { toldIn, unsaidLines } from "./support/told-file";

const today = "2026-11-24";
const { outputs } = toldIn(document("docs/tutorial.md").text);
const said = (command: string) => outputs.filter((one) => one.command === command);

describe("the tutorial", () => {
  it("shows what the policy pack says of its files, and that it refuses one", async () => {
    const [first] = said("policy");
    const { name, text } = first!.file;
    const printed = await printedOf({ [name]: text }, (at) => policy(["--file", at(name)], today));
    expect(unsaidLines(first!.text, printed.text)).toEqual([]);
    expect(printed.code).toBe(1);
  });

  it("shows what the review says of its change, and that it lets it pass", async () => {
    const [first] = said("review");
    const { name, text } = first!.file;
    const files = { "base.yaml": first!.before, [name]: text };
    const printed = await printedOf(files, (at) =>
      review(["--base", at("base.yaml"), "--head", at(name)], today),
    );
    expect(unsaidLines(first!.text, printed.text)).toEqual([]);
    expect(printed.code).toBe(0);
  });
});
