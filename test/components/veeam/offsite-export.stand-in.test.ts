import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { differences } from "../../../components/remote/difference";
import { defineHost } from "../../../components/remote/host";
import {
  type VeeamExportDeclaration,
  VeeamOffsiteExport,
} from "../../../components/veeam/offsite-export";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { runProgram, unsealed } from "../../support/estate";
import { type VeeamHost, veeamHosts } from "./veeam-host";

const login = { user: "svc-export@lab.example", password: "p\u00e4ss 'w\"o`r$d%" };
const exportKey = "5ec7e7".repeat(7);

const declared: VeeamExportDeclaration = {
  source: "windows-files",
  repository: "D\u00e9p\u00f4t 'A'",
  items: [{ name: "fs02", computers: ["fs02", "proj-fs02"] }],
  encrypted: true,
  encryptionKey: "lab",
  ...{ bucket: "windows-archive", prefix: "veeam-repository/vbr01", storageClass: "GLACIER" },
  ...{ keptDays: 90, region: "us-east-1", restoreTier: "standard", uploadMbps: 100 },
  schedule: {
    day: { week: "first", weekday: "tuesday" },
    months: [
      ...(["january", "february", "march", "april", "may", "june", "july"] as const),
      ...(["august", "september", "october", "november", "december"] as const),
    ],
    time: "22:00",
  },
  window: { days: ["monday", "tuesday"], from: "22:00", minutes: 600, timezone: "UTC" },
};

async function envelope(
  changes: Partial<VeeamExportDeclaration> & { readonly asSystem?: true } = {},
): Promise<Envelope> {
  const { asSystem, ...rest } = changes;
  const resources = await runProgram({}, () => {
    const host = defineHost("vbr01", {
      ...{ address: "vbr01", port: 22, user: "admin", hostKey: "ssh-ed25519 AAAA" },
      privateKey: pulumi.secret("key"),
      ...{ platform: "windows", powershell: "pwsh.exe" },
    });
    new VeeamOffsiteExport("windows-files-offsite", {
      ...{ host, ...declared, ...rest },
      exportKey: pulumi.secret(exportKey),
      credentials: pulumi.secret({ accessKey: "AKIA", secretKey: "s3cr3t/key" }),
      ...(asSystem ? {} : { login }),
    });
  });
  const found = resources.find(({ name }) => name === "windows-files-offsite-job");
  const opened = openEnvelope(unsealed(found?.inputs["stdin"]));
  if (opened === undefined) throw new Error("no remote object was registered");
  return opened;
}

describe.each(veeamHosts)("the offsite export of a Veeam server on $name", ({ make }) => {
  let host: VeeamHost;
  let sent: Envelope;
  beforeAll(async () => {
    host = make();
    await host.takePrograms();
    await host.putProgram("rclone", "rclone v1.68.2");
    await host.putProgram("restic", "restic 0.18.1 compiled with go1.24");
    sent = await envelope();
  });
  afterAll(() => host.remove());

  const apply = async (one = sent) => {
    const { exitCode, stdout, stderr } = await host.run("apply", one);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const drift = async (one = sent) => {
    const { stdout } = await host.run("read", one);
    const observed = JSON.parse(stdout) as Record<string, unknown> | null;
    return differences(one.document, observed).map(({ property }) => property);
  };

  it("is refused without the programs that it needs, and under an account that Veeam lets ask nothing", async () => {
    await host.takePrograms();
    const missing = await host.run("create", sent);
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toContain(
      "rclone.exe is missing; restic.exe is missing; nothing was changed; fix: put restic.exe of https://",
    );
    await host.putProgram("rclone", "rclone v1.68.2");
    await host.putProgram("restic", "restic 0.14.0 compiled with go1.19");
    expect((await host.run("create", sent)).stderr).toContain(
      "restic.exe is 0.14, 0.18 or later is needed",
    );
    await host.putProgram("restic", "restic 0.18.1 compiled with go1.24");
    const asSystem = await host.run("create", await envelope({ asSystem: true }));
    expect(asSystem.stderr).toContain("Veeam 13 lets SYSTEM ask nothing");
    expect(asSystem.stderr).toContain("backup:veeam.offsiteExport.login");
  });

  it("is not installed into what somebody put there before, nor where a link leads", async () => {
    const kept = path.join(host.drive, "ProgramData/offsite-export");
    const folder = path.join(kept, "windows-files-offsite");
    fs.mkdirSync(path.join(folder, "state"), { recursive: true });
    expect((await host.run("create", sent)).stderr).toMatch(
      /windows-files-offsite was there before, with something in it, and is open to .*; nothing was changed; fix: look what is in /,
    );
    fs.rmSync(kept, { recursive: true });
    const elsewhere = path.join(host.drive, "elsewhere");
    fs.mkdirSync(elsewhere);
    fs.symlinkSync(elsewhere, kept);
    expect((await host.run("create", sent)).stderr).toContain(
      "offsite-export is a link, which whoever made it may have lead elsewhere; nothing was changed; fix: look who made it",
    );
    expect(fs.readdirSync(elsewhere)).toEqual([]);
    fs.rmSync(kept);
  });

  it("is installed as declared, changed to the next, and left alone by a second apply", async () => {
    expect(await apply()).toEqual(sent.document);
    expect(await drift()).toEqual([]);
    const next = await envelope({
      schedule: { days: ["monday", "friday"], time: "01:30" },
      keptDays: 120,
    });
    expect(await drift(next)).toEqual(expect.arrayContaining(["config", "tasks.round.triggers"]));
    expect(await apply(next)).toEqual(next.document);
    expect(await apply()).toEqual(sent.document);
  });

  const job = "C:\\ProgramData\\offsite-export\\windows-files-offsite";
  const task = "-TaskPath '\\offsite-export\\' -TaskName 'windows-files-offsite'";
  const changed = (from: string, to: string) =>
    `$xml = (Export-ScheduledTask ${task}).Replace('${from}', '${to}')\n` +
    `Register-ScheduledTask ${task} -Xml $xml -User 'svc-export@lab.example' -Password 'x' -Force | Out-Null`;

  const opened = (name: string, more: string, list = `(A;;FA;;;SY)(A;;FA;;;BA)${more}`) =>
    `$acl = Get-Acl -LiteralPath '${job}\\${name}'\n$acl.SetSecurityDescriptorSddlForm('O:BAG:SYD:${list}')\n` +
    `Set-Acl -LiteralPath '${job}\\${name}' -AclObject $acl`;

  it.each([
    ["switches the task off", `Disable-ScheduledTask ${task} | Out-Null`, "tasks.round.enabled"],
    ["takes the task away", `Unregister-ScheduledTask ${task} -Confirm:$false`, "tasks.round"],
    ["changes its time", changed("T22:00:00", "T23:00:00"), "tasks.round.triggers"],
    ["changes its week", changed("<Week>1<", "<Week>2<"), "tasks.round.triggers"],
    ["has it do something else", changed(" export ", " status "), "tasks.round.action"],
    ["takes its rights", changed("HighestAvailable", "LeastPrivilege"), "tasks.round.runsAs"],
    [
      "has it wait until somebody logs on",
      changed("<LogonType>Password<", "<LogonType>InteractiveToken<"),
      "tasks.round.runsAs",
    ],
    [
      "has it wait until nobody works there",
      changed("</Settings>", "<RunOnlyIfIdle>true</RunOnlyIfIdle></Settings>"),
      "tasks.round.manner",
    ],
    [
      "has it do something besides",
      changed("</Exec>", "</Exec><ComHandler><ClassId>{0-1}</ClassId></ComHandler>"),
      "tasks.round.action",
    ],
    [
      "has it begin elsewhere",
      changed("</Exec>", "<WorkingDirectory>C:\\Users</WorkingDirectory></Exec>"),
      "tasks.round.action",
    ],
    ["lets it end early", changed("P9D", "PT1H"), "tasks.round.manner"],
    [
      "changes the program",
      `Set-Content -LiteralPath 'C:\\Program Files\\offsite-export\\offsite-export.ps1' -Value 'exit'`,
      "program",
    ],
    [
      "changes the configuration",
      `Set-Content -LiteralPath '${job}\\config.json' -Value '{}'`,
      "config",
    ],
    [
      "replaces the key",
      `Set-Content -LiteralPath '${job}\\export-key' -Value 'x'`,
      "files.export-key",
    ],
    [
      "removes the access to S3",
      `Remove-Item -LiteralPath '${job}\\s3-credentials' -Force`,
      "files.s3-credentials",
    ],
    ["opens the configuration", opened("config.json", "(A;;FA;;;BU)"), "config"],
    ["opens the key", opened("export-key", "(A;;FA;;;BU)"), "files.export-key"],
    [
      "takes the key's access list away",
      opened("export-key", "", "NO_ACCESS_CONTROL"),
      "files.export-key",
    ],
    [
      "opens the folder",
      `$acl = Get-Acl -LiteralPath '${job}'\n$acl.SetSecurityDescriptorSddlForm('O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;BU)')\nSet-Acl -LiteralPath '${job}' -AclObject $acl`,
      "access.job",
    ],
  ])("shows what differs when somebody %s, and is put back", async (_, script, property) => {
    await host.byHand(script);
    const seen = await drift();
    expect(seen.some((name) => name === property || name.startsWith(`${property}.`))).toBe(true);
    expect(await apply()).toEqual(sent.document);
  });

  const programs = "C:\\Program Files\\offsite-export";
  const access = (path: string, sddl: string) =>
    `$acl = Get-Acl -LiteralPath '${path}'\n$acl.SetSecurityDescriptorSddlForm('${sddl}')\n` +
    `Set-Acl -LiteralPath '${path}' -AclObject $acl`;
  it.each([
    ["\\restic.exe", "(A;;FA;;;S-1-5-21-1-2-3-1001)", "programs.restic"],
    ["\\rclone.exe", "", "programs.rclone"],
    ["", "(A;;FA;;;BU)", "program"],
  ])("runs nothing that others may write: %s", async (file, more, property) => {
    const path = `${programs}${file}`;
    const full = "(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    const owner = more === "" ? "S-1-5-21-1-2-3-1001" : "BA";
    await host.byHand(access(path, `O:${owner}G:SYD:${full}${more}`));
    expect(await drift()).toEqual([property]);
    const { exitCode, stderr } = await host.run("apply", sent);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      / is to be written by (its owner )?(S-1-5-21-1-2-3-1001|BU); nothing was/,
    );
    expect(stderr).toContain("fix: see that each program is what it should be");
    await host.byHand(access(path, `O:BAG:SYD:${full}`));
    expect(await drift()).toEqual([]);
  });

  it("goes on where another name of the file has taken it over before the old one goes", async () => {
    const named = (text: string) => text.replace("windows-files-offsite-job", "other-job");
    const other: Envelope = {
      ...{ ...sent, resource: "other-job" },
      document: JSON.parse(named(JSON.stringify(sent.document))) as Envelope["document"],
      settings: { ...sent.settings, config: named(String(sent.settings["config"])) },
    };
    expect(await host.run("create", other)).toMatchObject({ exitCode: 0 });

    const { exitCode, stdout } = await host.run("remove", sent);

    expect([exitCode, stdout.trim()]).toEqual([
      0,
      "left as it is, declared under another name now: windows-files-offsite",
    ]);
    expect(JSON.parse((await host.run("read", other)).stdout)).toEqual(other.document);
    await host.run("apply", sent);
  });

  it("goes with its tasks and secrets, and leaves the exports and its state", async () => {
    const { exitCode, stdout } = await host.run("remove", sent);
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining("the exports in the bucket stay"),
    ]);
    const { stdout: after } = await host.run("read", sent);
    expect(JSON.parse(after)).toBeNull();
    const left = await host.byHand(
      `@(Get-ScheduledTask -TaskPath '\\offsite-export\\' -ErrorAction SilentlyContinue).Count; Test-Path -LiteralPath '${job}\\export-key'`,
    );
    expect(left.trim().split(/\s+/)).toEqual(["0", "False"]);
  });
});
