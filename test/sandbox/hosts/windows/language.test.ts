import { TestHost } from "./support/windows-run";

/** A script and the lines that PowerShell writes for it. */
type Row = readonly [script: string, ...lines: readonly string[]];

const values: readonly Row[] = [
  ["'it''s'", "it's"],
  ['"tab`tquote`"dollar`$"', 'tab\tquote"dollar$'],
  ['$x = 1; "a$x b${x} $($x + 1)"', "a1 b1 2"],
  ['"$(1, 2)"', "1 2"],
  ["@'\na $x\n'b'\n'@", "a $x\n'b'"],
  ['$x = 1\n@"\na $x\n"b"\n"@', 'a 1\n"b"'],
  ["0x1F", "31"],
  ["1kb", "1024"],
  ["1.5 + 1.5", "3"],
  ["7 / 2", "3.5"],
  ["6 / 2", "3"],
  ["7 % 3", "1"],
  ["'a' + 1", "a1"],
  ["'ab' * 2", "abab"],
  ["1 + '2'", "3"],
  ["-(1 + 2)", "-3"],
  ["1..3", "1", "2", "3"],
  ["(3..1) -join ','", "3,2,1"],
  ["$a = 1, 2; $a += 3; $a.Count; $a[-1]", "3", "3"],
  ["@().Count; @(5).Count; (,@(1, 2)).Count", "0", "1", "1"],
  ["$a, $b = 1, 2, 3; $a; $b.Count", "1", "2"],
  ["[int]'12' + 1", "13"],
  ["[int]2.5; [int]3.5", "2", "4"],
  ["[bool]'false'; [bool]0; [bool]''", "True", "False", "False"],
  ["[string]$null + '|'", "|"],
  ["[string[]]$x = 1, 2; $x[0] + $x[1]", "12"],
  ["[int]$x = '5'; $x = '6'; $x + 1", "7"],
  ["[DayOfWeek]'friday'; [int][DayOfWeek]'friday'", "Friday", "5"],
  ["'{0:D3} {1} {{}}' -f 7, 'x'", "007 x {}"],
];

const operators: readonly Row[] = [
  ["'A' -eq 'a'; 'A' -ceq 'a'", "True", "False"],
  ["1 -eq '1'; '1' -eq 1; 1 -eq 'x'", "True", "True", "False"],
  ["$null -eq ''; '' -eq $null; $null -eq $null", "False", "False", "True"],
  ["(1, 2, 1 -eq 1).Count", "2"],
  ["2 -gt 10; '2' -gt '10'", "False", "True"],
  ["'abc' -like 'A*'; 'abc' -clike 'A*'", "True", "False"],
  ["'ab12' -match '(?<n>\\d+)'; $Matches['n']; $Matches[0]", "True", "12", "12"],
  ["'a-b' -replace '(\\w)-(\\w)', '$2${1}'", "ba"],
  ["'a,b' -split ','", "a", "b"],
  ["1, 2 -contains 2; 3 -in 1, 2; 'A' -notin 'a', 'b'", "True", "False", "False"],
  ["-not $true -or $true", "True"],
  ["$false -and (Get-Nothing)", "False"],
  ["'x' -is [string]; 1 -is [int]; 1 -isnot [string]", "True", "True", "True"],
  ["$null -eq ('x' -as [int])", "True"],
  ["(Get-Date '2026-01-02') - (Get-Date '2026-01-01') -eq [TimeSpan]::FromDays(1)", "True"],
];

const objects: readonly Row[] = [
  ["$h = @{ a = 1 }; $h.a; $h['A']; $h.b -eq $null", "1", "1", "True"],
  ["$h = @{}; $h.x = 1; $h['y'] = 2; $h.Count", "2"],
  ["([ordered]@{ b = 1; a = 2 }).Keys -join ','", "b,a"],
  ["$h = [ordered]@{ b = 1; a = 2 }; $h[0]", "1"],
  ['foreach ($e in @{ a = 1 }.GetEnumerator()) { "$($e.Key)=$($e.Value)" }', "a=1"],
  ["$o = [pscustomobject]@{ A = 1; B = 'x' }; $o.a; \"$o\"", "1", "@{A=1; B=x}"],
  ["$o = [pscustomobject]@{ A = 1 }; $o.A = 2; $o.A; $o.Missing -eq $null", "2", "True"],
  ["$l = [pscustomobject]@{ N = 1 }, [pscustomobject]@{ N = 2 }; $l.N -join ','", "1,2"],
  ["$null.Count; 'x'.Count; (1, 2).Length", "1", "2"],
  ["'abc'.Substring(1, 2).ToUpper(); ' x '.Trim(); 'a.b'.Split('.').Count", "BC", "x", "2"],
  ["'abc'.StartsWith('ab'); 'a'.PadLeft(3, '0')", "True", "00a"],
  ["[string]::IsNullOrEmpty(''); [string]::Join('-', 1, 2)", "True", "1-2"],
  ["[TimeSpan]::FromHours(25).Days; [TimeSpan]::new(1, 30, 0).TotalHours", "1", "1.5"],
  ["(Get-Date).ToString('yyyy-MM-dd HH:mm'); (Get-Date).DayOfWeek", "2026-11-22 10:00", "Sunday"],
  [
    "[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes('a'))).Substring(0, 8)",
    "CA978112",
  ],
];

const flow: readonly Row[] = [
  ["if (0) { 'a' } elseif ('x') { 'b' } else { 'c' }", "b"],
  ["foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }", "1", "3"],
  ["foreach ($i in $null) { 'never' }; 'end'", "end"],
  ["$i = 0; while ($i -lt 2) { $i++; $i }", "1", "2"],
  ["$i = 0; do { $i++ } until ($i -ge 3)\n$i", "3"],
  ["for ($i = 0; $i -lt 2; $i++) { $i }", "0", "1"],
  ["switch ('B') {\n 'a' { 1 }\n 'b' { 2 }\n default { 3 }\n}", "2"],
  ["switch (1, 5) {\n 1 { 'one' }\n default { 'other' }\n}", "one", "other"],
  ["switch -Regex ('abc') {\n '^a' { 'A' }\n 'c$' { 'C' }\n}", "A", "C"],
  ["$x = if ($true) { 'yes' }; $x", "yes"],
  ["'before'; return; 'after'", "before"],
];

const functions: readonly Row[] = [
  ["function F($a, $b = 2) { $a + $b }; F 1; F 1 5; F -b 1 -a 1", "3", "6", "2"],
  ["function F { param([int]$N, [switch]$S) \"$($N + 1) $S\" }; F '4' -S", "5 True"],
  ["function F { param([string]$Name) $Name }; F -Na x", "x"],
  ["function F { $args.Count; $args[1] }; F a b", "2", "b"],
  ["function F($a) { $PSBoundParameters.ContainsKey('a') }; F; F 1", "False", "True"],
  ["function F { 1; return 2; 3 }; (F) -join ','", "1,2"],
  ["function F { , @(1) }; (F).Count", "1"],
  ["$x = 1; function F { $x = 2; $x }; F; $x", "2", "1"],
  ["$x = 1; function F { $script:x = 2 }; F; $x", "2"],
  ["$b = { param($a) $a * 2 }; & $b 4", "8"],
  ["& ([ScriptBlock]::Create('$args[0] + 1')) 1", "2"],
  ['function F($a, $b) { "$a$b" }; $p = @{ b = 2; a = 1 }; F @p; $q = 3, 4; F @q', "12", "34"],
];

const pipelines: readonly Row[] = [
  ["1..4 | Where-Object { $_ % 2 -eq 0 } | ForEach-Object { $_ * 10 }", "20", "40"],
  [
    "'b', 'a' | Sort-Object; 1, 3, 2 | Sort-Object -Descending | Select-Object -First 1",
    "a",
    "b",
    "3",
  ],
  [
    "[pscustomobject]@{ N = 2 }, [pscustomobject]@{ N = 1 } | Sort-Object N | Select-Object -ExpandProperty N",
    "1",
    "2",
  ],
  [
    "[pscustomobject]@{ N = 'a' }, [pscustomobject]@{ N = 'b' } | Where-Object N -eq 'B' | ForEach-Object N",
    "b",
  ],
  ["(1, 2 | Measure-Object).Count", "2"],
  ["$x = 1, 2 | Out-Null; $null -eq $x", "True"],
  ["$sum = 0; 1..3 | ForEach-Object { $sum += $_ }; $sum", "6"],
  ["(New-TimeSpan -Start '2026-01-01' -End '2026-01-02').TotalHours", "24"],
  ["'a' | Write-Output; Write-Output 1, 2", "a", "1", "2"],
];

describe("PowerShell's language", () => {
  let host: TestHost;
  beforeAll(() => {
    host = new TestHost();
  });
  afterAll(() => host.remove());

  const sections = { values, operators, objects, flow, functions, pipelines };
  describe.each(Object.entries(sections))("%s", (_name, rows) => {
    it.each(rows.map(([script, ...lines]) => ({ script, lines })))(
      "writes $lines for $script",
      async ({ script, lines }) => {
        expect((await host.lines(script)).join("\n").split(/\r?\n/)).toEqual(
          lines.join("\n").split("\n"),
        );
      },
    );
  });

  it("reads a plain table in no order that a script could rely on", async () => {
    expect(await host.lines("(@{ a = 1; b = 2; c = 3 }).Keys -join ','")).not.toEqual(["a,b,c"]);
  });

  it("ends every line as Windows does", async () => {
    expect((await host.run("'a'; 'b'")).output).toBe("a\r\nb\r\n");
  });
});
