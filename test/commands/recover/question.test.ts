import { PassThrough } from "node:stream";
import { saysYes } from "../../../commands/recover/question";

/** Somebody at a terminal who types that. */
function terminal(typed: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.end(typed);
  return input;
}

describe("a question to whoever sits at the terminal", () => {
  it("is shown, and answered by yes", async () => {
    const output = new PassThrough();
    expect(await saysYes("Do this?", terminal("yes\n"), output)).toBe(true);
    expect(String(output.read())).toContain("Do this? (yes, or anything else for no)");
  });

  it.each(["no", "y", "", "Yes", "yes please", "ja"])("is not answered by %j", async (answer) => {
    expect(await saysYes("Do this?", terminal(`${answer}\n`), new PassThrough())).toBe(false);
  });

  it("fails where nobody sits, whatever is piped in", async () => {
    const piped = Object.assign(new PassThrough(), { isTTY: false });
    piped.end("yes\n");
    await expect(saysYes("Do this?", piped, new PassThrough())).rejects.toThrow(/--yes/);
  });
});
