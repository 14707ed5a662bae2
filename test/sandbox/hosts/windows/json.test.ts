import { eachOnItsOwnHost } from "./support/windows-run";

describe("JSON", () => {
  const on = eachOnItsOwnHost();

  const rows: readonly (readonly [script: string, text: string])[] = [
    [
      "[ordered]@{ b = 1; a = $null; c = $true } | ConvertTo-Json -Compress",
      '{"b":1,"a":null,"c":true}',
    ],
    ["1, 2 | ConvertTo-Json -Compress", "[1,2]"],
    ["@(1) | ConvertTo-Json -Compress", "1"],
    ["ConvertTo-Json -Compress -InputObject @(1)", "[1]"],
    ["@(1) | ConvertTo-Json -Compress -AsArray", "[1]"],
    ["$null | ConvertTo-Json", "null"],
    ["'é\"\\' | ConvertTo-Json", '"é\\"\\\\"'],
    ["[TimeSpan]::FromHours(24).TotalHours | ConvertTo-Json", "24.0"],
    ["[DayOfWeek]'Friday' | ConvertTo-Json", "5"],
    ["[DayOfWeek]'Friday' | ConvertTo-Json -EnumsAsStrings", '"Friday"'],
    ["Get-Date | ConvertTo-Json", '"2026-11-22T10:00:00+00:00"'],
    ["@{} | ConvertTo-Json -Compress", "{}"],
    [
      "ConvertTo-SecureString 'hush' -AsPlainText -Force | ConvertTo-Json -Compress",
      '{"Length":4}',
    ],
  ];

  it.each(rows)("writes %s as %s", async (script, text) => {
    expect(await on.host.lines(script)).toEqual([text]);
  });

  it("writes lines and blanks unless it is compressed", async () => {
    const { output } = await on.host.run("[ordered]@{ a = @(1); b = @{} } | ConvertTo-Json");
    expect(output).toBe('{\r\n  "a": [\r\n    1\r\n  ],\r\n  "b": {}\r\n}\r\n');
  });

  it("makes text of what is deeper than two levels, and warns", async () => {
    const { lines, error } = await on.host.run(
      "@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress",
    );
    expect(lines).toEqual(['{"a":{"b":{"c":"System.Collections.Hashtable"}}}']);
    expect(error).toContain("exceeded the set depth of 2.");
  });

  it("reads objects, arrays item by item, and numbers", async () => {
    expect(await on.host.lines(`('{"a":{"b":[1,2.5]}}' | ConvertFrom-Json).a.b[1]`)).toEqual([
      "2.5",
    ]);
    expect(await on.host.lines(`'[1,2]' | ConvertFrom-Json | ForEach-Object { $_ + 1 }`)).toEqual([
      "2",
      "3",
    ]);
  });

  it("makes dates of strings that look like them, in PowerShell 7 alone", async () => {
    const dated = `('{"at":"2026-01-02T03:04:05Z"}' | ConvertFrom-Json).at -is [datetime]`;
    expect(await on.host.lines(dated)).toEqual(["True"]);
    expect((await on.host.run(dated, { shell: "powershell.exe" })).lines).toEqual(["False"]);
  });

  it("fails on JSON that is none, and on keys that differ in case alone", async () => {
    expect(await on.host.failure("'{' | ConvertFrom-Json")).toContain(
      "Conversion from JSON failed",
    );
    expect(await on.host.failure(`'{"a":1,"A":2}' | ConvertFrom-Json`)).toContain(
      "different casing",
    );
  });
});
