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
  ["(New-TimeSpan -Days 1) | ConvertTo-Json", "ConvertTo-Json of a System.TimeSpan"],
  ["break", "break outside of a loop"],
  ["'{0:N1}' -f 1", "the format {0:N1}"],
  ["'a' -match '(?i)a'", "the regular expression (?i)a"],
  ["3..1 -join ','", "3..1 without parentheses"],
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
