import { secretMark } from "../../../components/remote/secret-mark";
import { type ConfigurationBackupSettings } from "../../../components/veeam/configuration-backup";
import { declaredConfigurationBackup } from "./declared";
import { type VeeamHost, veeamHosts } from "./veeam-host";

const described = `lab [${secretMark("hush-hush", "lab")}]`;

const otherKey = `
$password = ConvertTo-SecureString -String 'x' -AsPlainText -Force
$key = Add-VBREncryptionKey -Password $password -Description 'of an operator'`;

describe.each(veeamHosts)("the backup of Veeam's configuration on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());

  const run = async (
    action: "create" | "apply" | "read" | "remove",
    settings: ConfigurationBackupSettings = {},
    names: { readonly keyName?: string; readonly password?: string } = {},
  ) => {
    const { key, backup } = await declaredConfigurationBackup(settings, names);
    if (action === "create" || action === "apply")
      expect(await host.run("apply", key)).toMatchObject({ exitCode: 0, stderr: "" });
    return host.run(action, backup);
  };
  const kept = async (property: string) =>
    (await host.byHand(`"$((Get-VBRConfigurationBackupJob).${property})"`)).trim();

  it("is encrypted under the key as soon as Veeam knows it, and is not touched while it is", async () => {
    const first = await run("create");
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(first.stdout)).toEqual({ enabled: true, encryptionKey: described });

    await host.refuse("Set-VBRConfigurationBackupJob", "it was to stay");
    expect((await run("apply")).stdout).toEqual(first.stdout);
    expect((await run("read")).stdout).toEqual(first.stdout);
  });

  it("keeps where it goes and how long, unless that is declared", async () => {
    await host.make("repository", "nas [01]*");
    const before = {
      repository: await kept("Repository.Name"),
      points: await kept("RestorePointsToKeep"),
    };
    await run("create");
    expect([await kept("Repository.Name"), await kept("RestorePointsToKeep")]).toEqual([
      before.repository,
      before.points,
    ]);

    const declared = { repository: "nas [01]*", restorePoints: 30 };
    expect(JSON.parse((await run("apply", declared)).stdout)).toEqual({
      enabled: true,
      encryptionKey: described,
      ...declared,
    });
    expect(await kept("Repository.Name")).toBe("nas [01]*");
  });

  it.each([
    [
      "encryptionKey",
      `${otherKey}; Set-VBRConfigurationBackupJob -EnableEncryption -EncryptionKey $key`,
    ],
    ["enabled", "Set-VBRConfigurationBackupJob -Enable:$false"],
    [
      "enabled",
      "Set-VBRConfigurationBackupJob -ScheduleOptions (New-VBRConfigurationBackupScheduleOptions -Enable:$false)",
    ],
    ["restorePoints", "Set-VBRConfigurationBackupJob -RestorePointsToKeep 1"],
    [
      "repository",
      "Set-VBRConfigurationBackupJob -Repository (Get-VBRBackupRepository | Where-Object { $_.Name -eq 'other' })",
    ],
  ])("shows that a hand changed its %s, and puts it back", async (property, byHand) => {
    await host.make("repository", "other");
    const declared = { repository: "Default Backup Repository", restorePoints: 14 };
    const wanted = JSON.parse((await run("create", declared)).stdout) as Record<string, unknown>;
    await host.byHand(`${byHand} | Out-Null`);

    const seen = JSON.parse((await run("read", declared)).stdout) as Record<string, unknown>;
    const changed = Object.keys(wanted).filter((name) => seen[name] !== wanted[name]);
    expect(changed).toEqual([property]);
    expect(JSON.parse((await run("apply", declared)).stdout)).toEqual(wanted);
  });

  it("keeps its times where only its schedule is switched on again", async () => {
    await run("create");
    await host.byHand(
      `$daily = New-VBRDailyOptions -Type SelectedDays -DayOfWeek Friday -Period '05:00'
       Set-VBRConfigurationBackupJob -ScheduleOptions (New-VBRConfigurationBackupScheduleOptions -Enable:$false -Type Daily -DailyOptions $daily)`,
    );
    await run("apply");

    expect(await kept("ScheduleOptions.Enabled")).toBe("True");
    expect(await kept("ScheduleOptions.DailyOptions.DayOfWeek")).toBe("Friday");
    expect(await kept("ScheduleOptions.DailyOptions.Period")).toBe("05:00:00");
  });

  it("is somebody else's where it is encrypted under a key of theirs", async () => {
    await host.byHand(
      `${otherKey}; Set-VBRConfigurationBackupJob -EnableEncryption -EncryptionKey $key`,
    );

    const refused = await run("create");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
      "is there already, made by somebody else (encryptionKey: there",
    );
    expect(refused.stderr).toContain("of an operator");
    expect(await kept("EncryptionOptions.Key.Description")).toBe("of an operator");
  });

  it("is ours again where the state was lost, also under an earlier password", async () => {
    await run("create");
    expect((await run("create")).exitCode).toBe(0);

    const { key, backup } = await declaredConfigurationBackup({}, { password: "another" });
    await host.run("apply", key);
    expect(await host.run("create", backup)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(secretMark("another", "lab")) as string,
    });
  });

  it("tells the way by hand where the licence refuses it", async () => {
    await host.refuse(
      "Set-VBRConfigurationBackupJob",
      "Current license does not allow this operation",
    );

    const { exitCode, stderr } = await run("create");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Current license does not allow this operation; nothing was changed");
    expect(stderr).toContain(
      `by hand in Veeam's console: main menu, Configuration Backup, encrypt it under '${described}'`,
    );
  });

  it("names the repositories there are where the declared one is none of them", async () => {
    expect((await run("create", { repository: "nas" })).stderr).toContain(
      "Veeam has no repository 'nas'; it has: Default Backup Repository",
    );
  });

  it("goes on when nobody declares it any more", async () => {
    await run("create");

    expect((await run("remove")).stdout.trim()).toBe(
      "left in Veeam as it is: configuration-backup",
    );
    expect(await kept("EncryptionOptions.Enabled")).toBe("True");
  });
});
