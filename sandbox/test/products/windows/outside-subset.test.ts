import { eachOnItsOwnHost } from "./support/windows-run";

/** PowerShell that the stand-in does not know, and where it must say so. */
const unknown: readonly (readonly [script: string, what: string])[] = [
  ["[Foo]::Bar(1)", "'[Foo]' is outside"],
  ["[Math]::Round(1)", "'[Math]' is outside"],
  ["[Console]::Beep()", "'[Console]::Beep()' is outside"],
  ["[xml]'<a/>'", "'[xml]' is outside"],
  ["'x'.Normalize()", "System.String.Normalize()"],
  ["(Get-Date).IsDaylightSavingTime()", "System.DateTime.IsDaylightSavingTime()"],
  ["class A { }", "class A { }"],
  ["trap { 1 }", "trap { 1 }"],
  ["Get-Service > x.txt", "> x.txt"],
  ["Get-Service 2>&1", "2>&1"],
  ["Get-Nope", "the command Get-Nope"],
  ["Get-Service -Nope x", "-Nope of Get-Service"],
  ["Get-Service x y", "y of Get-Service"],
  ["Get-ChildItem C:\\ -Fi x", "-Fi of Get-ChildItem"],
  ["'x' | Out-Null -Verbose", "-Verbose of Out-Null"],
  ["try { 1 }", "try { 1 }"],
  ["try { 1 / 0 } catch [ArithmeticException] { }", "from which others may be derived"],
  ["(Get-Service IperiusSvc).CanStop", "System.ServiceProcess.ServiceController.CanStop"],
  ["'a'.Split('a', 'b')", "System.String.Split()"],
  ["$h = @{ 1 = 2 }", "a key that is no text"],
  ["'日' -eq '本'; '日' -lt '本'", "comparing '日' with '本' by culture"],
  ["$ErrorActionPreference = 'SilentlyContinue'", "$ErrorActionPreference = SilentlyContinue"],
  [". { 1 }", ". { 1 }"],
  ["'a' && 'b'", "&&"],
  ["function F { begin { 1 } }", "begin"],
  ["filter F { 1 }", "filter"],
  ["function F { 1 }; 1 | F", "a pipeline into F"],
  ["$using:x", "$using:x"],
  ["$Error[0]", "$Error"],
  ["1 -shl 2", "-shl"],
  ["1 -band 2", "1 -band 2"],
  ["Get-Service", "an object on the console"],
  ["@{ a = 1 }", "an object on the console"],
  ["New-TimeSpan | ConvertTo-Json", "ConvertTo-Json of a System.TimeSpan"],
  ["break", "break outside of a loop"],
  ["'{0:N1}' -f 1", "'{0:N1}' -f 1"],
  ["'a' -match '(?i)a'", "the regular expression (?i)a"],
  ["3..1 -join ','", "the command 3..1"],
  ["New-Object IO.MemoryStream", "[IO.MemoryStream]"],
];

describe("what is outside of the subset", () => {
  const on = eachOnItsOwnHost();

  it.each(unknown)("fails on %s", async (script, what) => {
    const error = await on.host.failure(script);
    expect(error).toContain("stand-in: '");
    expect(error).toContain(what);
    expect(error).toMatch(/is outside the PowerShell subset of this stand-in \(1:\d+\)\n$/);
  });

  it("fails even where a script would catch every error", async () => {
    const { code, output, error } = await on.host.run(
      "try { [Foo]::Bar() } catch { 'hidden' }; exit 0",
    );
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(error).toContain("stand-in: '[Foo]'");
  });

  it("says where: line and column", async () => {
    expect(await on.host.failure("$x = 1\n  [Foo]::Bar()")).toContain("(2:3)");
  });
});
