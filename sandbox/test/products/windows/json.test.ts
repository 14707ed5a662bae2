import { eachOnItsOwnHost } from "./support/windows-run";

/** What a real PowerShell 7 does is in the recorded answers; here is what it does on Windows, and what 5.1 does. */
describe("JSON", () => {
  const on = eachOnItsOwnHost();

  const inWindowsPowerShell = (script: string) => on.host.run(script, { shell: "powershell.exe" });

  it("has lines and blanks as on Windows unless it is compressed", async () => {
    const { output } = await on.host.run("[ordered]@{ a = @(1); b = @{} } | ConvertTo-Json");
    expect(output).toBe('{\r\n  "a": [\r\n    1\r\n  ],\r\n  "b": {}\r\n}\r\n');
  });

  it("warns of what it makes text of, because it is too deep", async () => {
    const { lines, error } = await on.host.run(
      "@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress",
    );
    expect(lines).toEqual(['{"a":{"b":{"c":"System.Collections.Hashtable"}}}']);
    expect(error).toContain('<S S="warning">Resulting JSON is truncated');
  });

  it("never shows a secret", async () => {
    const script =
      "ConvertTo-SecureString 'hush' -AsPlainText -Force | ConvertTo-Json -Compress; Get-Date | ConvertTo-Json";
    expect(await on.host.lines(script)).toEqual(['{"Length":4}', '"2026-11-22T10:00:00+00:00"']);
  });

  it("keeps dates as text in Windows PowerShell, and has numbers of 32 bits there", async () => {
    const read = `$x = '{"at":"2026-01-02T03:04:05Z","n":1,"l":3000000000}' | ConvertFrom-Json; `;
    const types = "$x.at -is [string]; $x.n -is [int]; $x.l -is [long]; $x.n -is [long]";
    expect((await inWindowsPowerShell(read + types)).lines).toEqual([
      "True",
      "True",
      "True",
      "False",
    ]);
  });

  it("escapes what HTML minds in Windows PowerShell", async () => {
    const { lines } = await inWindowsPowerShell(`'<a href=''x''>&é' | ConvertTo-Json`);
    expect(lines).toEqual(['"\\u003ca href=\\u0027x\\u0027\\u003e\\u0026é"']);
  });

  const unknownThere: readonly (readonly [script: string, what: string])[] = [
    [`'{"a":"/Date(0)/"}' | ConvertFrom-Json`, "'/Date(0)/' in 5.1, a date"],
    [`'{"__type":1}' | ConvertFrom-Json`, "__type in 5.1"],
    [`'{"a":1.5}' | ConvertFrom-Json`, "the number 1.5 in 5.1, a Decimal"],
    [`'1' | ConvertFrom-Json -DateKind String`, "-DateKind String here"],
    ["1.0 | ConvertTo-Json", "the System.Double 1 in 5.1"],
    ["Get-Date | ConvertTo-Json", "the System.DateTime 11/22/2026 10:00:00 in 5.1"],
    ["ConvertTo-Json @(1) -Compress", "a list in 5.1"],
    ["@{ a = 1 } | ConvertTo-Json", "lines in 5.1"],
    ['"`u{41}"', "in which 5.1 and 7 differ"],
    ['"`e"', "in which 5.1 and 7 differ"],
  ];

  it.each(unknownThere)("fails in Windows PowerShell on %s", async (script, what) => {
    expect((await inWindowsPowerShell(script)).error).toContain(what);
  });

  it("fails on a word that is no JSON, in the words of either PowerShell", async () => {
    expect(await on.host.failure("'x' | ConvertFrom-Json")).toContain("value: x. Path '', line 0");
    const { error } = await inWindowsPowerShell("'x' | ConvertFrom-Json");
    expect(error).toContain("Invalid JSON primitive: x.");
  });
});
