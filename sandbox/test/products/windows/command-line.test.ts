import { eachOnItsOwnHost } from "./support/windows-run";

const encode = (script: string) => Buffer.from(script, "utf16le").toString("base64");

describe("the command line", () => {
  const on = eachOnItsOwnHost();

  it.each(["pwsh.exe", "pwsh", "PWSH.EXE"])("starts PowerShell 7 as %s", async (name) => {
    const { lines } = await on.host.runLine(
      `${name} -EncodedCommand ${encode("$PSVersionTable.PSEdition")}`,
    );
    expect(lines).toEqual(["Core"]);
  });

  it("starts Windows PowerShell, in which Veeam's module does not load", async () => {
    const script = "$PSVersionTable.PSEdition; Get-VBRServerSession";
    const { lines, error } = await on.host.run(script, { shell: "powershell.exe" });
    expect(lines).toEqual(["Desktop"]);
    expect(error).toContain("The term 'Get-VBRServerSession' is not recognized");
  });

  it("takes the documented switches, shortened or not", async () => {
    const switches = "-NoProfile -NonI -NoLogo -ExecutionPolicy Bypass -OutputFormat Text";
    const { lines } = await on.host.runLine(`pwsh ${switches} -enc ${encode("'ok'")}`);
    expect(lines).toEqual(["ok"]);
  });

  it("runs -Command", async () => {
    const { lines } = await on.host.runLine("pwsh -NoProfile -Command \"'a' + 'b'\"");
    expect(lines).toEqual(["ab"]);
  });

  it("passes standard input on", async () => {
    const { lines } = await on.host.run("[Console]::In.ReadToEnd()", { input: "from the client" });
    expect(lines).toEqual(["from the client"]);
  });

  const refused: readonly (readonly [line: string, code: number, message: string])[] = [
    [
      "",
      1,
      "'' is not recognized as an internal or external command,\r\noperable program or batch file.",
    ],
    ["uname -a", 1, "'uname' is not recognized as an internal or external command"],
    ["pwsh -Command -", 1, "one at a time, as if typed"],
    ["pwsh -File -", 1, "one at a time, as if typed"],
    ["pwsh", 1, "no command is given"],
    ["pwsh -File x.ps1", 64, "-File is refused"],
    ["pwsh -NoSuchSwitch", 64, "The argument '-NoSuchSwitch' is not recognized"],
    ["pwsh script.ps1", 64, "The argument 'script.ps1' is not recognized"],
    ["pwsh -EncodedCommand ???", 1, "The value must be Base64 encoded."],
    ["pwsh -c dir & del x", 1, "'&' has a meaning for cmd.exe"],
    ["echo %PATH%", 1, "'%' has a meaning for cmd.exe"],
  ];

  it.each(refused)("fails on '%s'", async (line, code, message) => {
    const result = await on.host.runLine(line);
    expect(result.code).toBe(code);
    expect(result.output).toBe("");
    expect(result.error).toContain(message);
  });

  it("fails on a line of more than 8191 characters, and takes one of 8191", async () => {
    const start = "pwsh -Command 'ok' #";
    const fitting = start.padEnd(8191, "x");
    expect((await on.host.runLine(fitting)).lines).toEqual(["ok"]);
    const result = await on.host.runLine(`${fitting}x`);
    expect(result).toMatchObject({ code: 1, error: "The command line is too long.\r\n" });
  });
});
