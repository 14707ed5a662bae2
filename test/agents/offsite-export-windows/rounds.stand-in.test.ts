import { describeRealPowerShell } from "../../support/powershell-host";
import { windowEnds } from "../offsite-export/window-ends";
import { AgentParts } from "./parts";

const days = 86_400;
const now = () => Math.floor(Date.now() / 1000);
const settings = { items: [{ name: "fs02", computers: ["fs02"] }], roundDays: 36 };

/** What an earlier run has left, as lines of PowerShell. */
const left = (files: Readonly<Record<string, number | string>>) =>
  Object.entries(files)
    .map(([name, text]) => `Save-Text (Get-StateFile '${name}') '${text}'`)
    .join("\n");

describeRealPowerShell("rounds on Windows", () => {
  let parts: AgentParts;
  beforeAll(() => (parts = new AgentParts()));
  afterAll(() => parts.remove());

  it.each(windowEnds)("have a window that is known %s", async (_, window, at, end) => {
    const { value, fault } = await parts.ask<string | null>({
      settings: { window },
      timezone: window.timezone,
      script: `$end = Get-WindowEnd ([DateTimeOffset]::Parse('${at}').UtcDateTime); if ($null -ne $end) { $end.ToString('o') }`,
    });
    const known = value === null ? "closed" : new Date(value).toISOString();
    expect({ known, fault }).toEqual({ known: end, fault: "" });
  });

  it.each([
    ["lately", now() - 35 * days, false],
    ["too long ago", now() - 36 * days - 60, true],
    ["in the future, because the clock was wrong", now() + 2 * days, true],
  ])("are noticed to be missed where the last one began %s", async (_, last, missed) => {
    const { value, said } = await parts.ask<[boolean, boolean]>({
      settings,
      script: `${left({ round: last })}\nTest-Missed; [IO.File]::Exists((Get-StateFile 'due'))`,
    });
    expect(value).toEqual([missed, missed]);
    expect(said.includes("ERR no round of windows has begun since")).toBe(missed);
  });

  it("are waited for from the first look on, not at once", async () => {
    const { value } = await parts.ask<[boolean, number]>({
      settings,
      script: "Test-Missed; [long](Read-Text (Get-StateFile 'round'))",
    });
    expect(value[0]).toBe(false);
    expect(now() - value[1]).toBeLessThan(60);
  });

  it.each([
    ["for a week, however often they come", 7, 2, true],
    ["no longer, where they come often", 8, 2, false],
    ["as long as one may take", 35, 36, true],
    ["no longer than one may take", 36, 36, false],
  ])("go on with what was begun %s", async (_, ago, roundDays, goesOn) => {
    const begun = new Date((now() - ago * days - 60) * 1000).toISOString();
    const name = begun.replace(/[-:]|\.\d+/g, "");
    const { value, said, fault } = await parts.ask<boolean>({
      settings: { ...settings, roundDays },
      script: `function Get-Begun { '${name}' }
function Test-Export { @{ verdict = 'open'; snapshots = @() } }
Save-Json (Get-ItemFile 'progress' 'fs02') @{ snapshot = 'veeam/fs02/B'; begun = '${name}'; archives = @() }
$null -ne (Get-Progress @{ name = 'fs02' } @{ snapshot = 'veeam/fs02/B'; archives = @() } @())`,
    });
    expect({ value, fault }).toEqual({ value: goesOn, fault: "" });
    expect(said.includes(`${ago} days ago, is not gone on with`)).toBe(!goesOn);
  });

  const exported =
    "Save-Json (Get-ItemFile 'exported' 'fs02') @{ snapshot = 'veeam/fs02/B'; time = 5 }";
  it.each<[string, string, string[]]>([
    ["nothing", left({ "last-success": now() }), []],
    [
      "no round that exported every item for too long",
      left({ "last-success": now() - 36 * days - 60 }),
      ["no round of windows has exported every item for 36 days; 36 are allowed"],
    ],
    [
      "no such round since rounds are waited for",
      left({ "first-round": now() - 40 * days }),
      ["no round of windows has exported every item for 40 days; 36 are allowed"],
    ],
    [
      "a success in the future",
      left({ "last-success": now() + 3 * days }),
      ["no round of windows has exported every item for -3 days; 36 are allowed"],
    ],
    [
      "an export that is no longer in the bucket",
      `${left({ "last-success": now() })}\n${exported}`,
      ["fs02: veeam/fs02/B was exported, and no whole export of it is in the bucket"],
    ],
    [
      "an item that the last round could not export",
      `${left({ "last-success": now() })}\nSave-Json (Get-StateFile 'failed.json') @('fs02')`,
      ["fs02: the last round could not export it"],
    ],
  ])("have an alarm about %s", async (_, before, alarms) => {
    const { value, fault } = await parts.ask<{ alarms: string | string[]; kept: string }>({
      settings,
      // What Veeam and the bucket say is nobody's business here.
      script: `function Get-Facts { }
function Get-Judged { @{ chosen = $null; newest = 0; alarms = @() } }
function Get-Exported { 'veeam/fs02/A' }
${before}
$status = Get-Status $true
@{ alarms = @($status.alarms); kept = Read-Text (Get-StateFile 'alarms') }`,
    });
    expect(fault).toBe("");
    expect(value).toEqual({ alarms, kept: String(alarms.length) });
  });

  it("count what was not looked at as an alarm", async () => {
    const { value } = await parts.ask<string>({
      settings,
      script:
        "function Get-Facts { throw 'Veeam is ill' }\ntry { Get-Status $true } catch { Read-Text (Get-StateFile 'alarms') }",
    });
    expect(value).toBe("1");
  });

  it("go on over one item's failure, tell it, and are no success", async () => {
    const { value, fault } = await parts.ask<unknown>({
      settings: { items: ["a", "b", "c"].map((name) => ({ name })) },
      script: `function Export-Item($Item) { if ($Item.name -eq 'b') { throw 'no' }; Save-Json (Get-ItemFile 'exported' $Item.name) @{} }
Start-Round
try { Invoke-Round } catch { $said = $_.Exception.Message }
@{ said = $said; unfinished = Get-Unfinished; failed = @(Read-Json (Get-StateFile 'failed.json')); success = [IO.File]::Exists((Get-StateFile 'last-success')); due = [IO.File]::Exists((Get-StateFile 'due')) }`,
    });
    expect(fault).toBe("");
    expect(value).toEqual({
      ...{ said: "not exported: b", unfinished: ["b"], failed: ["b"], success: false, due: false },
    });
  });

  it("that the window ended keep what had failed before, and end as the window does", async () => {
    const { value } = await parts.ask<unknown>({
      settings: { items: ["a", "b"].map((name) => ({ name })) },
      script: `function Export-Item($Item) { Stop-ForNow 'over' }
Start-Round
Save-Json (Get-StateFile 'failed.json') @('b', 'gone')
try { Invoke-Round } catch [OperationCanceledException] { $said = $_.Exception.Message }
@{ said = $said; unfinished = Get-Unfinished; failed = @(Read-Json (Get-StateFile 'failed.json')) }`,
    });
    expect(value).toEqual({ said: "over", unfinished: ["a", "b"], failed: ["b"] });
  });

  it.each([
    ["as the stack makes it", "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", ""],
    ["with whom it is denied", "O:SYG:SYD:PAI(D;;FA;;;BU)(A;OICI;FA;;;S-1-5-18)", ""],
    ["with what is audited", "O:BAG:SYD:PAI(A;;FA;;;BA)S:AI(AU;SAFA;FA;;;WD)", ""],
    ["open to users", "O:BAG:SYD:PAI(A;;FA;;;BA)(A;;FR;;;BU)", "(BU)"],
    ["open on a condition", 'O:BAG:SYD:PAI(A;;FA;;;BA)(XA;;FR;;;WD;(@User.a=="b"))', "cannot be"],
    ["of another owner", "O:S-1-5-21-1-2-3-1001G:SYD:PAI(A;;FA;;;BA)", "its owner S-1-5-21"],
    ["with what is above", "O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)", "whoever may reach what"],
    ["without a list", "O:BAG:SYD:NO_ACCESS_CONTROL", "cannot be read"],
    ["with an empty list", "O:BAG:SYD:PAI", "is not for SYSTEM"],
    ["with nothing of the kind", "O:BAG:SY", "cannot be read"],
  ])("do not begin where a folder is not private: %s", async (_, sddl, why) => {
    const { fault } = await parts.ask({ data: { sddl }, script: "Confirm-Private 'C:\\x'" });
    if (why === "") expect(fault).toBe("");
    else expect(fault).toContain(why);
  });
});
