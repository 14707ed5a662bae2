import { describeRealPowerShell } from "../../support/powershell-host";
import { chain, snapshot } from "./exported-chain";
import { AgentParts } from "./parts";
import { type Point } from "./windows-agent";

/** What Veeam says, as the process that asks it prints it. */
interface Facts {
  readonly enabled: boolean;
  readonly encrypted: boolean;
  readonly key: string;
  readonly keySince: number | null;
  readonly points: readonly Point[];
}

interface Judged {
  readonly chosen: { readonly snapshot: string; readonly archives: readonly object[] } | null;
  readonly alarms: readonly string[];
}

const seconds = (time: string) => Math.floor(Date.parse(time) / 1000);
const usual: Facts = {
  ...{ enabled: true, encrypted: true, key: "lab [0123abcd]" },
  ...{ keySince: seconds("2026-01-01T00:00:00Z"), points: chain },
};
const other = { computer: "fs02.other.example", time: "2026-11-23T01:10:00Z" };

describeRealPowerShell("a chain of restore points", () => {
  let parts: AgentParts;
  beforeAll(() => (parts = new AgentParts()));
  afterAll(() => parts.remove());

  const judge = async (facts: Partial<Facts>, settings: object = {}): Promise<Judged> => {
    const { points, ...rest } = { ...usual, ...facts };
    const told = points.map((point) => ({ ...point, time: seconds(point.time) }));
    const { value, fault } = await parts.ask<Judged>({
      settings: {
        source: { job: "windows-files", key: "lab" },
        encryption: "aes-256",
        ...settings,
      },
      data: { facts: { ...rest, points: told, folder: "D" } },
      script: `
$folder = Join-Path $workFolder 'D'
[IO.Directory]::CreateDirectory($folder) | Out-Null
foreach ($point in $request.data.facts.points) { [IO.File]::WriteAllText((Join-Path $folder $point.file), 'x') }
$request.data.facts.folder = $folder
$judged = Get-Judged ([pscustomobject]@{ name = 'fs02'; computers = @('fs02', 'proj-fs02') }) $null $request.data.facts
@{ chosen = $judged.chosen; alarms = @($judged.alarms) }`,
    });
    expect(fault).toBe("");
    return value;
  };

  it("is taken with its full backup and all that follow it, the newest of them", async () => {
    const { chosen, alarms } = await judge({});
    expect(alarms).toEqual([]);
    expect(chosen?.snapshot).toBe(snapshot);
    expect(chosen?.archives).toMatchObject(
      chain.map(({ file }) => ({ archive: file, fixed: true })),
    );
  });

  it("is of one computer: another domain's with its name ends none, and is told", async () => {
    const { chosen, alarms } = await judge({
      points: [...chain, { ...other, full: false, file: "other.vib" }],
    });
    expect(chosen?.snapshot).toBe(snapshot);
    expect(alarms).toEqual([
      "veeam/fs02/2026-11-23T01:10:00Z has no full backup before it",
      "Veeam lists several computers as fs02: FS02.lab.example, fs02.other.example; nobody knows which one is meant",
    ]);
  });

  const refusing = "veeam/fs02 has no restore point that may leave the house";
  it.each<[string, Partial<Facts>, string]>([
    ["under an operator's password", { key: "mine" }, "is encrypted under 'mine', and 'lab' is"],
    ["under one called alike", { key: "lab [mine]" }, "is encrypted under 'lab [mine]'"],
    ["under one that begins alike", { key: "lab [0123abcd] " }, "is encrypted under 'lab [0123"],
    ["under one that Veeam does not list", { key: "" }, "is encrypted under ''"],
    ["in clear", { encrypted: false }, "is not encrypted: the job 'windows-files' does not"],
    [
      "before the password was set",
      { keySince: seconds(chain[0].time) + 1 },
      "begins with a full backup of 2026-11-15T01:10:00Z, before the password was set",
    ],
  ])("stays where it is when it was made %s", async (_, facts, why) => {
    const { chosen, alarms } = await judge(facts);
    expect(chosen).toBeNull();
    expect(alarms.at(-1)).toBe(refusing);
    expect(alarms[0]).toContain(why);
  });

  it("may leave in clear, or under any password, where it is declared plain", async () => {
    const facts = { encrypted: false, key: "mine", keySince: seconds("2026-11-30T00:00:00Z") };
    expect((await judge(facts, { encryption: "none" })).chosen?.snapshot).toBe(snapshot);
  });

  it("is told to be the last where somebody has switched the job off", async () => {
    const { chosen, alarms } = await judge({ enabled: false });
    expect(chosen?.snapshot).toBe(snapshot);
    expect(alarms).toEqual([
      "the job 'windows-files' is switched off in Veeam, so that nothing newer will come",
    ]);
  });
});
