import { eachOnItsOwnHost } from "./support/windows-run";

describe("PowerShell's errors", () => {
  const on = eachOnItsOwnHost();

  it("catches what a statement throws and runs what must run", async () => {
    const script =
      "try { throw 'boom'; 'never' } catch { \"caught $($_.Exception.Message)\" } finally { 'last' }";
    expect(await on.host.lines(script)).toEqual(["caught boom", "last"]);
  });

  it("passes over an error that ends one statement, and ends with 0 if the last one succeeds", async () => {
    const { code, lines, error } = await on.host.run("'a'; 1 / 0; 'b'");
    expect(lines).toEqual(["a", "b"]);
    expect(error).toContain("Attempted to divide by zero.");
    expect(code).toBe(0);
  });

  it("ends with 1 if the last statement failed", async () => {
    expect(await on.host.failure("'a'; Get-Item 'C:\\none'")).toContain(
      "because it does not exist",
    );
  });

  it("stops at the first error under Stop, also at one that need not end its cmdlet", async () => {
    const { code, lines } = await on.host.run(
      "$ErrorActionPreference = 'Stop'; 'a'; Get-Item 'C:\\none'; 'b'",
    );
    expect({ code, lines }).toEqual({ code: 1, lines: ["a"] });
  });

  it("lets -ErrorAction decide for one command", async () => {
    expect(
      await on.host.lines(
        "$ErrorActionPreference = 'Stop'; $x = Get-Item 'C:\\none' -ErrorAction SilentlyContinue; $null -eq $x",
      ),
    ).toEqual(["True"]);
    expect(
      await on.host.lines("try { Get-Item 'C:\\none' -ErrorAction Stop } catch { 'caught' }"),
    ).toEqual(["caught"]);
  });

  it("catches by type", async () => {
    const script =
      "try { Get-VBRServer } catch [System.Management.Automation.CommandNotFoundException] { 'unknown' } catch { 'other' }";
    expect((await on.host.run(script, { shell: "powershell.exe" })).lines).toEqual(["unknown"]);
  });

  it("catches in a function what its caller guards", async () => {
    const script = "function F { 1 / 0; 'never' }; try { F } catch { 'caught' }";
    expect(await on.host.lines(script)).toEqual(["caught"]);
  });

  it("throws on what is caught and thrown again", async () => {
    const error = await on.host.failure("try { throw 'first' } catch { throw }");
    expect(error).toContain("first");
  });

  it("leaves through finally with the code of exit", async () => {
    const { code, lines } = await on.host.run("try { exit 3 } finally { 'last' }; 'never'");
    expect({ code, lines }).toEqual({ code: 3, lines: ["last"] });
  });

  it("writes what nobody caught as CLIXML to standard error", async () => {
    const error = await on.host.failure("throw 'a < b'");
    expect(error).toMatch(
      /^#< CLIXML\r\n<Objs .*<S S="Error">a &lt; b_x000D__x000A_<\/S><\/Objs>$/,
    );
  });

  it("wraps what a .NET method throws", async () => {
    const error = await on.host.failure("$ErrorActionPreference = 'Stop'; 'abc'.Substring(9)");
    expect(error).toContain('Exception calling "Substring" with "1" argument(s)');
  });

  const refused: readonly (readonly [script: string, message: string])[] = [
    [
      "Connect-VBRServer -Srver x",
      "A parameter cannot be found that matches parameter name 'Srver'.",
    ],
    ["Connect-VBRServer a", "A positional parameter cannot be found that accepts argument 'a'."],
    ["Connect-VBRServer -P x", "parameter name 'P' is ambiguous"],
    ["Get-Service -Name", "Missing an argument for parameter 'Name'."],
    ["Get-Service -Name a -Name b", "parameter 'Name' is specified more than once"],
    ["ConvertTo-SecureString -AsPlainText", "missing mandatory parameters: String."],
    ["Test-Path $null", "Cannot bind argument to parameter 'Path' because it is null."],
    ["[int]'x'", 'Cannot convert value "x" to type "System.Int32".'],
    ["[DayOfWeek]'Someday'", "Sunday, Monday, Tuesday"],
    ["$null.Foo()", "You cannot call a method on a null-valued expression."],
    ["$true = 1", "Cannot overwrite variable true"],
  ];

  it.each(refused)("fails on %s", async (script, message) => {
    expect(await on.host.failure(script)).toContain(message);
  });
});
