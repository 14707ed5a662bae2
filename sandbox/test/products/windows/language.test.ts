import { eachOnItsOwnHost } from "./support/windows-run";

/** What is the same everywhere is in the recorded answers; here is what they cannot show. */
describe("PowerShell's language", () => {
  const on = eachOnItsOwnHost();

  it("reads a plain table in no order that a script could rely on", async () => {
    expect(await on.host.lines("(@{ a = 1; b = 2; c = 3 }).Keys -join ','")).not.toEqual(["a,b,c"]);
  });

  it("ends every line as Windows does", async () => {
    expect((await on.host.run("'a'; 'b'; [Console]::Out.WriteLine('c')")).output).toBe(
      "a\r\nb\r\nc\r\n",
    );
  });

  it("counts a text's bytes in UTF-8", async () => {
    const script = "(New-Object Text.UTF8Encoding($false)).GetByteCount('Ærø')";
    expect(await on.host.lines(script)).toEqual(["5"]);
  });

  it("has the host's clock", async () => {
    const script = "(Get-Date).ToString('yyyy-MM-dd HH:mm'); [string](Get-Date).DayOfWeek";
    expect(await on.host.lines(script)).toEqual(["2026-11-22 10:00", "Sunday"]);
  });

  it("takes a back-tick before a line's end and curly quotes for what PowerShell takes them for", async () => {
    expect(await on.host.lines("'it’’s' +`\n ' “so”'")).toEqual(["it’s “so”"]);
    expect(await on.host.failure("'it’s'")).toContain("a quote of another kind");
    expect(await on.host.failure("Write-Output “x”")).toContain("“x”");
    expect(await on.host.failure("1 –eq 1")).toContain("is outside");
  });

  it("writes warnings and errors as text if that is asked for", async () => {
    const script = "Write-Warning 'w'; Get-Item 'C:\\\\none'; 'x'";
    const encoded = Buffer.from(script, "utf16le").toString("base64");
    const run = await on.host.runLine(`pwsh -OutputFormat Text -EncodedCommand ${encoded}`);
    expect(run).toMatchObject({
      output: "WARNING: w\nx\r\n",
      error: "Cannot find path 'C:\\\\none' because it does not exist.\n",
    });
  });
});
