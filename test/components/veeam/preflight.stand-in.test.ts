import { describeRealPowerShell } from "../../support/powershell-host";
import { declaredPreflight } from "./declared";
import { StandIn, StubbedPowerShell, type VeeamHost, veeamHosts } from "./veeam-host";

const servers = [["fs02", "proj-fs02"], ["fs04"]];
const fine = {
  instances: "enough",
  licence: "valid",
  os: "supported",
  powershell: "fits",
  refused: [],
  version: "supported",
};
const refusal = "Current license does not allow this operation";

describe.each(veeamHosts)("the look at a Veeam server on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());

  it("finds that it can do what is declared, and changes nothing", async () => {
    const look = await declaredPreflight(servers);

    const created = await host.run("create", look);
    expect(created).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(created.stdout)).toEqual(fine);
    expect((await host.run("read", look)).stdout).toEqual(created.stdout);
    expect((await host.run("remove", look)).stdout.trim()).toBe(`nothing was made of it: vbr01`);
  });

  it.each(["Get-VBREncryptionKey", "Get-VBRProtectionGroup", "Get-VBRComputerBackupJob"])(
    "names what its licence refuses, what was made, and the way by hand: %s",
    async (cmdlet) => {
      const look = await declaredPreflight(servers);
      await host.refuse(cmdlet, refusal);

      const { exitCode, stderr } = await host.run("create", look);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(
        `it cannot do what is declared; refused: ${cmdlet}: ${refusal}; nothing was changed; fix: see to what is named, and apply again; what a licence refuses can be made by hand in the console`,
      );
      expect(JSON.parse((await host.run("read", look)).stdout)).toEqual({
        ...fine,
        refused: [`${cmdlet}: ${refusal}`],
      });
    },
  );

  it("fails with the way out where it is no licence that refuses", async () => {
    await host.refuse("Get-VBRProtectionGroup", "Access is denied");

    expect((await host.run("create", await declaredPreflight(servers))).stderr).toContain(
      "Access is denied; nothing was changed; fix: the account of the stack needs the role Veeam Backup Administrator",
    );
  });
});

describe("the look at a Veeam server of the stand-in", () => {
  const host = new StandIn();
  afterAll(() => host.remove());
  const others = Array.from({ length: 9 }, (_, index) => `other${index}.lab`);
  const seen = async (
    installation: object,
    powershell: "pwsh.exe" | "powershell.exe" = "pwsh.exe",
  ) => {
    host.server.install(installation);
    const look = await declaredPreflight(servers);
    const { stdout } = await host.run("read", {
      ...look,
      platform: { name: "windows", powershell },
    });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it("counts the instances that are taken and those that are declared besides", async () => {
    expect(await seen({ workloads: others.slice(1) })).toEqual(fine);
    expect((await seen({ workloads: others }))["instances"]).toMatch(
      /^10 allowed, 9 used \(other0\.lab, .*\), and 2 more declared \(fs02, fs04\): revoke one/,
    );
    expect((await seen({ licensedInstances: 1 }))["instances"]).toMatch(
      /^1 allowed, 0 used \(\), /,
    );
  });

  it("counts none twice that has its instance, by whichever name", async () => {
    const workloads = [...others.slice(1), "PROJ-FS02.lab", "fs04"];
    expect(await seen({ workloads })).toEqual(fine);
    expect(await seen({ workloads, licensedInstances: 2 })).toEqual(fine);
  });

  it("knows what Windows PowerShell 5.1 is for", async () => {
    expect(await seen({ version: 12 }, "powershell.exe")).toEqual(fine);
    expect(await seen({ build: "11.0.1.1261" })).toMatchObject({
      version: "11.0.1.1261; it must be 12 or newer: upgrade Veeam",
    });
  });

  it("knows which PowerShell 7 a build needs", async () => {
    expect((await seen({ build: "13.1.0.411" }))["powershell"]).toBe(
      "7.5.4; Veeam 13.1.0.411 needs PowerShell 7.6 or newer: install it, and write powershell: pwsh.exe at the host",
    );
  });
});

describeRealPowerShell("the look at a Veeam server in a real PowerShell", () => {
  let host: StubbedPowerShell;
  beforeAll(() => (host = new StubbedPowerShell()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());
  const seen = async (name: string, value: string) => {
    await host.type(`Set-StubInstallation ${name} (${value})`);
    const { stdout } = await host.run("read", await declaredPreflight(servers));
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it.each([
    ["Build", "[version]'13.1.0.411'", {}],
    ["Build", "[version]'14.0.0.1'", {}],
    [
      "Build",
      "[version]'12.3.2.3617'",
      {
        powershell: expect.stringMatching(
          /^7\..*; Veeam 12 needs Windows PowerShell 5\.1/,
        ) as string,
      },
    ],
    [
      "System",
      "[pscustomobject]@{ Caption = 'Microsoft Windows Server 2012 R2'; Version = '6.3.9600' }",
      {
        os: "Microsoft Windows Server 2012 R2 (6.3.9600); Veeam 13 needs Windows Server 2016, Windows 10 or newer: move Veeam to one",
      },
    ],
    [
      "Status",
      "'Expired'",
      {
        licence:
          "Expired, of edition Community: install one that holds (console: main menu, License)",
      },
    ],
    [
      "Workloads",
      '1..9 | ForEach-Object { "other$_" }',
      {
        instances: expect.stringMatching(
          /^10 allowed, 9 used .* 2 more declared \(fs02, fs04\)/,
        ) as string,
      },
    ],
    ["Workloads", "'a', 'FS02', 'fs04.lab', $null", {}],
  ])("says what it found of %s %s", async (name, value, differs) => {
    expect(await seen(name, value)).toEqual({ ...fine, ...differs });
  });
});
