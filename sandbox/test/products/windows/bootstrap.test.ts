import { eachOnItsOwnHost } from "./support/windows-run";

/**
 * The way to run a script over SSH that the research into Windows OpenSSH gave: a small fixed
 * command line, script and data on standard input.
 */
const bootstrap =
  "$ErrorActionPreference='Stop';$ProgressPreference='SilentlyContinue';" +
  "[Console]::OutputEncoding=[Text.UTF8Encoding]::new($false);" +
  "try{$in=[Console]::OpenStandardInput();" +
  "$r=New-Object IO.StreamReader($in,(New-Object Text.UTF8Encoding($false)));" +
  "$j=$r.ReadToEnd()|ConvertFrom-Json;& ([ScriptBlock]::Create($j.script)) $j.action $j.data;exit 0}" +
  "catch{[Console]::Error.WriteLine('ERR '+$_.Exception.Message);exit 1}";

describe("a bootstrap that reads script and data from standard input", () => {
  const on = eachOnItsOwnHost();

  const run = (script: string, data: unknown = {}) =>
    on.host.run(bootstrap, { input: JSON.stringify({ script, action: "apply", data }) });

  it("runs the script with its action and its data", async () => {
    const { code, output, error } = await run(
      'param($Action, $Data)\n"$Action $($Data.name) $($Data.list[1])"',
      { name: "Ærø", list: [1, 2] },
    );
    expect({ code, output, error }).toEqual({ code: 0, output: "apply Ærø 2\r\n", error: "" });
  });

  it("reports an error as one plain line and ends with 1", async () => {
    const { code, output, error } = await run("'before'; throw 'it broke'; 'after'");
    expect({ code, output, error }).toEqual({
      code: 1,
      output: "before\r\n",
      error: "ERR it broke\r\n",
    });
  });

  it("stops at a cmdlet's error", async () => {
    const { code, error } = await run("Get-Item 'C:\\none'; 'after'");
    expect({ code, error }).toEqual({
      code: 1,
      error: "ERR Cannot find path 'C:\\none' because it does not exist.\r\n",
    });
  });

  it("runs nothing of a script with a syntax error", async () => {
    const { code, output, error } = await run("'before'\nif ($x { 1 }");
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(error).toContain("'if ($x { 1 }' is outside the PowerShell subset");
    expect(error).toContain("(2:1)");
  });

  it("ends with the code of the script's own exit", async () => {
    expect((await run("exit 7")).code).toBe(7);
  });

  it("fails on input that is no JSON", async () => {
    const { code, error } = await on.host.run(bootstrap, { input: "nonsense" });
    expect(code).toBe(1);
    expect(error).toContain("ERR Conversion from JSON failed");
    expect((await on.host.run(bootstrap, { input: "[1,]" })).error).toContain("no plain JSON at 4");
  });

  it("does not let the script pass over what the stand-in does not know", async () => {
    const { code, error } = await run("[Foo]::Bar()");
    expect(code).toBe(1);
    expect(error).toContain("stand-in: '[Foo]'");
    expect(error).not.toContain("ERR");
  });
});
