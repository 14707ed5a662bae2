import { once } from "node:events";
import { sealEnvelope } from "../../../model/remote/envelope";
import {
  describeRealPowerShell,
  oneObject,
  RealPowerShell,
  send,
  windowsEnvelope,
} from "../../support/powershell-host";

describeRealPowerShell("a run of a real PowerShell", () => {
  const host = new RealPowerShell();
  afterAll(() => host.remove());

  const limits = (runSeconds: number) => ({ runSeconds, lockSeconds: 60, answerSeconds: 60 });
  const holdsTheLock = windowsEnvelope(
    `${oneObject}
function New-Wanted($Envelope) {
  Add-Done 'the object was made'
  [Console]::Error.WriteLine('holds the lock')
  [Threading.Thread]::Sleep(100000)
}`,
    { identity: "held" },
  );

  it("fails within its limit while standard input stays open and silent", async () => {
    const { ended } = host.start("apply", "", limits(2));

    expect(await ended).toEqual({
      exitCode: 124,
      stdout: "",
      stderr:
        "ERR apply: reading standard input did not end within 2 seconds; whoever sent it must end it\n",
    });
  });

  it("fails within its limit in a call that never answers, names itself and what was done, and frees the lock", async () => {
    const [hung, next] = await Promise.all([
      send(host, "apply", holdsTheLock, limits(4)),
      send(host, "read", windowsEnvelope(oneObject), limits(60)),
    ]);

    expect(hung).toMatchObject({
      exitCode: 124,
      stdout: "",
      stderr: expect.stringContaining(
        "ERR apply test object held: its script did not end within 4 seconds; look at what it works with; done before: the object was made",
      ) as string,
    });
    expect(next).toMatchObject({ exitCode: 0, stdout: "null\n" });
  });

  it("takes the lock over from a run that was killed, says so, reads before it writes, and hands it on", async () => {
    const holder = host.start("apply", sealEnvelope(holdsTheLock), limits(60));
    holder.child.stdin?.end();
    await once(holder.child.stderr!, "data");
    // Who knows of a mutex learns of its owner's end.
    const product = `${oneObject}
$known = New-Object Threading.Mutex($false, 'Global\\backup-remote')
[Console]::Error.WriteLine('WARNING: waits')
function Get-Observed($Envelope) { Write-Warning 'read'; return $global:object }
function New-Wanted($Envelope) { Write-Warning 'made'; $global:object = $Envelope.document }
`;
    const waiting = [1, 2].map((turn) =>
      host.start(
        "apply",
        sealEnvelope(windowsEnvelope(product, { document: { turn } })),
        limits(60),
      ),
    );
    await Promise.all(
      waiting.map(async ({ child }) => {
        child.stdin?.end();
        await once(child.stderr!, "data");
      }),
    );
    holder.child.kill("SIGKILL");
    const runs = await Promise.all(waiting.map(({ ended }) => ended));

    expect(runs.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual([
      [0, '{"turn":1}\n'],
      [0, '{"turn":2}\n'],
    ]);
    const [first] = runs.filter(({ stderr }) => stderr.includes("the lock is taken over"));
    expect(runs.filter(({ stderr }) => stderr.includes("the lock is taken over"))).toHaveLength(1);
    expect(first?.stderr.replaceAll(/\u001b\[[\d;]*m/g, "")).toMatch(
      /^WARNING: waits\nWARNING: apply test object one: a run before this one was ended .*\nWARNING: read\nWARNING: made\n/,
    );
  });

  it.each([
    [
      "as itself",
      "/bin/sh -c 'exit 3'",
      /ERR apply test object one on \S+: Program "sh" ended with non-zero exit code: 3/,
    ],
    [
      "as Windows PowerShell 5.1 needs it",
      "$PSNativeCommandUseErrorActionPreference = $false; Invoke-Program '/bin/sh' @('-c', 'exit 3')",
      /ERR apply test object one on \S+: \/bin\/sh ended with 3; nothing was changed/,
    ],
  ])("fails where a program ends with another code than 0, run %s", async (_, command, error) => {
    const product = `${oneObject}\nfunction New-Wanted($Envelope) { ${command}; $global:object = $Envelope.document }`;
    const run = await send(host, "apply", windowsEnvelope(product), limits(60));

    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toMatch(error);
  });
});
