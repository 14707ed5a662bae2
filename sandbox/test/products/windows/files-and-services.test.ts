import * as fs from "node:fs";
import * as path from "node:path";
import { eachOnItsOwnHost } from "./support/windows-run";

const jobs = "C:\\ProgramData\\IperiusBackup\\Jobs";

describe("files and services", () => {
  const on = eachOnItsOwnHost();

  const rows: readonly (readonly [script: string, ...lines: readonly string[]])[] = [
    [
      `Test-Path '${jobs}'; Test-Path 'c:\\programdata\\IPERIUSBACKUP\\jobs'; Test-Path 'C:\\none'`,
      "True",
      "True",
      "False",
    ],
    [`Test-Path '${jobs}\\*.ibj'; Test-Path -LiteralPath '${jobs}\\*.ibj'`, "True", "False"],
    [`(Get-ChildItem -Path '${jobs}' -Filter 'Job*.ibj').Name`, "Job001.ibj"],
    [`(Get-ChildItem '${jobs}').BaseName; (Get-Item '${jobs}').PSIsContainer`, "Job001", "True"],
    [`"$(Get-Item '${jobs}\\job001.IBJ')"`, `${jobs}\\Job001.ibj`],
    [`(Get-Content '${jobs}\\Job001.ibj')[1]`, "NAME=proj-pg01-dump"],
    [`(Get-Content '${jobs}\\Job001.ibj' -Raw).Substring(0, 5)`, "[Job]"],
    ["(Get-Service -Name IperiusSvc).Status; [int](Get-Service IperiusSvc).Status", "Running", "4"],
    [
      `$a = Get-Acl -LiteralPath '${jobs}'; $a.SetSecurityDescriptorSddlForm('O:BAG:SYD:P(A;OICI;FA;;;SY)'); Set-Acl -LiteralPath '${jobs}' -AclObject $a
       (Get-Acl -LiteralPath '${jobs}\\job001.ibj').Sddl; (Get-Acl -LiteralPath 'C:\\ProgramData').Sddl.Contains(';;;BU)')`,
      "O:BAG:SYD:AI(A;ID;FA;;;SY)",
      "True",
    ],
    ["(Get-CimInstance -ClassName Win32_Service)[0].StartName", "LocalSystem"],
    [
      "[BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash((New-Object Text.UTF8Encoding($false)).GetBytes('é'))).Substring(0, 11)",
      "4A-99-55-7E",
    ],
    ["(Get-Service -Name *Svc).Name -join ','", "IperiusSvc,VeeamBackupSvc"],
    [
      "Stop-Service IperiusSvc; (Get-Service IperiusSvc).Status; 'IperiusSvc' | Start-Service; (Get-Service *Svc).Status -join ','",
      "Stopped",
      "Running,Running",
    ],
  ];

  it.each(rows.map(([script, ...lines]) => ({ script, lines })))(
    "writes $lines for $script",
    async ({ script, lines }) => {
      expect(await on.host.lines(script)).toEqual(lines);
    },
  );

  it("reads UTF-16 by its byte order mark", async () => {
    const log = "C:\\ProgramData\\IperiusBackup\\Logs\\Job001\\LogFile.txt";
    expect((await on.host.lines(`Get-Content '${log}'`))[1]).toBe("Tempo decorrido: 00:12:07");
  });

  it("reads other files as UTF-8, or in Windows PowerShell by the code page; -Encoding decides", async () => {
    await on.host.run("1");
    const file = on.host.file("filesystem", "C", "x.txt");
    fs.writeFileSync(file, Buffer.from("NAME=B\xfcro\r\n", "latin1"));
    const read = (shell: string, parameters = "") =>
      on.host.run(`Get-Content 'C:\\x.txt' ${parameters}`, { shell });
    expect((await read("pwsh.exe")).lines).toEqual(["NAME=B\ufffdro"]);
    expect((await read("pwsh.exe", "-Encoding 1252")).lines).toEqual(["NAME=B\xfcro"]);
    expect((await read("powershell.exe")).lines).toEqual(["NAME=B\xfcro"]);
    fs.writeFileSync(file, "NAME=B\xfcro\r\n");
    expect((await read("powershell.exe")).lines).toEqual(["NAME=B\xc3\xbcro"]);
    expect((await read("powershell.exe", "-Encoding UTF8")).lines).toEqual(["NAME=B\xfcro"]);
    expect((await read("powershell.exe", "-Encoding ansi")).error).toContain("-Encoding ansi here");
  });

  it("keeps what an operator changed", async () => {
    await on.host.run("1");
    const file = on.host.file("services.json");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("Running", "Stopped"));
    expect(await on.host.lines("(Get-Service IperiusSvc).Status")).toEqual(["Stopped"]);
  });

  it("lets Iperius write its log every night, unless its service is stopped", async () => {
    const age =
      "((Get-Date) - (Get-Item 'C:\\ProgramData\\IperiusBackup\\Logs\\Job001\\LogFile.txt').LastWriteTime).TotalHours";
    await on.host.run("1");
    const log = on.host.file(
      "filesystem",
      "C",
      "ProgramData",
      "IperiusBackup",
      "Logs",
      "Job001",
      "LogFile.txt",
    );
    fs.utimesSync(log, 0, 0);
    expect(await on.host.lines(age)).toEqual(["9"]);

    const services = on.host.file("services.json");
    fs.writeFileSync(services, fs.readFileSync(services, "utf8").replace("Running", "Stopped"));
    fs.utimesSync(log, 0, 0);
    expect(Number((await on.host.lines(age))[0])).toBeGreaterThan(400_000);
  });

  it("fails on what is not there", async () => {
    expect(await on.host.failure("Get-Content 'C:\\none.txt'")).toContain(
      "Cannot find path 'C:\\none.txt'",
    );
    expect(await on.host.failure("Stop-Service Nope")).toContain(
      "Cannot find any service with service name 'Nope'.",
    );
    expect(await on.host.failure("Get-Service Nope")).toContain(
      "Cannot find any service with service name 'Nope'.",
    );
  });

  it("does not leave its own directory", async () => {
    fs.writeFileSync(path.join(on.host.state, "outside.txt"), "secret");
    await on.host.run("1");
    expect(await on.host.lines("Test-Path 'C:\\..\\..\\outside.txt'")).toEqual(["False"]);
  });
});
