import { sealEnvelope } from "../../../model/remote/envelope";
import { describeRealPowerShell, RealPowerShell } from "../../support/powershell-host";
import { declaredJob } from "./declared";
import { StandIn, StubbedPowerShell, stubbed, type VeeamHost, veeamHosts } from "./veeam-host";

describe.each(veeamHosts)("a session with Veeam on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());

  const refusals: readonly (readonly [cmdlet: string, message: string, words: string])[] = [
    [
      "Connect-VBRServer",
      "Failed to connect to identity service",
      "nothing was changed; fix: Veeam 13 takes no machine account",
    ],
    [
      "Connect-VBRServer",
      "Multi-factor authentication is enabled for the account",
      "nothing was changed; fix: an account with multi-factor authentication cannot use PowerShell",
    ],
    [
      "Get-VBRComputerBackupJob",
      "Access is denied",
      "nothing was changed; fix: the account of the stack needs the role Veeam Backup Administrator",
    ],
    [
      "Add-VBRComputerBackupJob",
      "Current license does not allow this operation",
      "nothing was changed; fix: look at Get-VBRInstalledLicense",
    ],
  ];

  it.each(refusals)(
    "fails with what %s says, and the way out: %s",
    async (cmdlet, message, words) => {
      const { key, job } = await declaredJob();
      await host.run("apply", key);
      await host.refuse(cmdlet, message);

      const run = await host.run("apply", job);
      expect({ ...run, stderr: "" }).toEqual({ exitCode: 1, stdout: "", stderr: "" });
      expect(run.stderr).toMatch(/^ERR apply veeam agent job windows-files on \S+: /);
      expect(run.stderr).toContain(`${message}; ${words}`);
    },
  );

  it("fails saying what was done before a licence refused", async () => {
    const { key, job } = await declaredJob();
    await host.run("apply", key);
    await host.run("apply", job);
    await host.byHand(
      "Get-VBRComputerBackupJob | ForEach-Object { Disable-VBRComputerBackupJob -Job $_ }",
    );
    await host.refuse(
      "Enable-VBRComputerBackupJob",
      "Current license does not allow this operation",
    );

    expect((await host.run("apply", job)).stderr).toContain(
      "Current license does not allow this operation; done before: the job was changed; fix: look at Get-VBRInstalledLicense",
    );
  });
});

describe("Veeam 12 on the stand-in", () => {
  const host = new StandIn();
  afterAll(() => host.remove());

  it("is connected to without a parameter that it does not have", async () => {
    host.server.install({ version: 12 });
    const { key } = await declaredJob();

    expect(
      await host.run("apply", {
        ...key,
        platform: { name: "windows", powershell: "powershell.exe" },
      }),
    ).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("fails naming the PowerShell that it needs", async () => {
    host.server.install({ version: 12 });

    expect((await host.run("apply", (await declaredJob()).key)).stderr).toMatch(
      /VBRServerSession' is not recognized .*fix: install the Veeam console on this host; .* 12 needs Windows PowerShell 5\.1/s,
    );
  });

  it("fails within a limit of its own when a connection never answers", async () => {
    host.server.install({ silent: ["Connect-VBRServer"] });

    expect(await host.run("apply", (await declaredJob()).key)).toEqual({
      exitCode: 124,
      stdout: "",
      stderr:
        "ERR apply veeam encryption key lab: connecting to the Veeam server did not end within 120 seconds; " +
        "a certificate that this account has never accepted waits for an answer: connect once by hand\r\n",
    });
    host.server.install({});
    expect((await host.run("read", (await declaredJob()).key)).exitCode).toBe(0);
  });
});

describeRealPowerShell("a session with Veeam in a real PowerShell", () => {
  let host: StubbedPowerShell;
  beforeAll(() => (host = new StubbedPowerShell()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());

  it("that somebody else opened is used, and stays open", async () => {
    await host.type("Connect-VBRServer -Server elsewhere -ForceAcceptTlsCertificate");

    expect(await host.run("apply", (await declaredJob()).key)).toMatchObject({ exitCode: 0 });
    expect(await host.type("(Get-VBRServerSession).Server")).toBe("elsewhere");
  });

  it("of Veeam 12 is opened without a parameter that it does not have", async () => {
    await host.type("Set-StubVersion12");

    expect(await host.run("apply", (await declaredJob()).key)).toMatchObject({ exitCode: 0 });
  });

  it("fails within a limit of its own when a connection never answers", async () => {
    const host = new RealPowerShell({ ...stubbed(), STUB_CONNECT: "hangs" });
    const stdin = sealEnvelope((await declaredJob()).key);

    expect(
      await host.run("apply", stdin, { runSeconds: 60, lockSeconds: 60, answerSeconds: 2 }),
    ).toEqual({
      exitCode: 124,
      stdout: "",
      stderr:
        "ERR apply veeam encryption key lab: connecting to the Veeam server did not end within 2 seconds; " +
        "a certificate that this account has never accepted waits for an answer: connect once by hand\n",
    });
  });
});
