import * as fs from "node:fs";
import { quickRestic } from "../quick-restic";
import { until } from "../../support/until";
import { describeRealPowerShell } from "../../support/powershell-host";
import { chain, oddName, snapshot, useChain } from "./exported-chain";

// `export.stand-in.test.ts` has what every change is tried with.
describeRealPowerShell("the export agent for Windows, at length", () => {
  const exported = useChain(40);

  it("brings nothing in clear, nor what a password may be younger than, unless the job is declared plain", async () => {
    const { agent } = exported;
    agent.veeam = { ...agent.veeam, encrypted: false };
    const plain = await agent.run("status", "windows");
    expect(plain.code).toBe(1);
    expect(plain.err).toContain("is not encrypted: the job 'windows-files' does not encrypt");
    agent.veeam = { ...agent.veeam, encrypted: true, keySince: "2026-11-15T01:20:00Z" };
    const older = await agent.run("status", "windows");
    expect(older.err).toContain(
      "begins with a full backup of 2026-11-15T01:10:00Z, before the password was set",
    );
    agent.veeam = { ...agent.veeam, encrypted: false };
    agent.configure({ encryption: "none" });
    const declared = await agent.run("status", "windows");
    expect(declared.out.toString()).toMatch(
      new RegExp(`^fs02 +missing +- +${snapshot.replaceAll("/", "\\/")}$`, "m"),
    );
  });

  it("refuses by name what may not leave, and still brings the others", async () => {
    const { agent, bucket } = exported;
    const soon = new Date(Date.now() + 7_200_000).toISOString();
    const of = (computer: string, file: string, more = {}) => ({
      ...{ computer, time: "2026-11-15T01:10:00Z", full: true, file: `${computer}.${file}` },
      ...more,
    });
    const names = ["missing", "broken", "future", "twice", "empty", "headless", "nobody"];
    agent.configure({
      items: [...names, "fs02"].map((name) => ({ name, computers: [name] })),
    });
    for (const file of ["broken.vbk", "future.vbk", "twice.vbk", "missing.vib", "headless.vib"])
      agent.backupFile(file, 100);
    agent.backupFile("empty.vbk", 0);
    agent.backupFile("twice.vbk", 100, "elsewhere");
    agent.veeam = {
      ...agent.veeam,
      points: [
        ...chain,
        of("missing", "vbk"),
        of("missing", "vib", { full: false, time: "2026-11-16T01:10:00Z" }),
        of("broken", "vbk", { corrupted: true }),
        of("future", "vbk", { time: soon }),
        of("twice", "vbk"),
        of("empty", "vbk"),
        of("headless", "vib", { full: false }),
      ],
    };
    const { code, err } = await agent.run("export", "windows");
    expect(code).toBe(1);
    for (const said of [
      `ERR missing: veeam/missing/2026-11-15T01:10:00Z needs missing.vbk, which is not below`,
      `veeam/missing/2026-11-16T01:10:00Z needs missing.vbk, which is not below`,
      `needs broken.vbk, which Veeam calls corrupted`,
      `${soon.slice(0, 19)}Z is dated in the future`,
      `needs twice.vbk, of which there are several below`,
      `needs empty.vbk, which is empty`,
      `veeam/headless/2026-11-15T01:10:00Z has no full backup before it`,
      `ERR nobody: Veeam has no restore point of nobody in the job 'windows-files'`,
      `offsite-export: ${snapshot} is exported\n`,
      `ERR not exported: ${names.join(" ")}\n`,
    ])
      expect(err).toContain(said);
    expect(new Set(bucket.way.puts.map(({ key }) => key.split("/")[4]))).toEqual(new Set(["fs02"]));
    expect(agent.metric("failed", "twice")).toBe("1");
    expect(agent.metric("failed", "fs02")).toBe("0");
    expect(agent.metric("last_success_timestamp_seconds")).toBe("0");
  });

  it("says what Veeam does not tell, and ends what does not answer", async () => {
    const { agent, bucket } = exported;
    const cases = [
      [{ silent: ["Get-VBRComputerBackupJobSession"] }, "tells no session of 'windows-files'"],
      [{ silent: ["Get-VBRComputerBackupJob"] }, "Veeam has 0 jobs named 'windows-files'"],
      [{ cmdlets: { "Get-VBRBackup": "hangs" } }, "Veeam has not answered for 6 seconds"],
    ] as const;
    agent.configure({ answerSeconds: 6 });
    for (const [change, said] of cases) {
      agent.veeam = { ...agent.veeam, sessions: ["Stopped"], silent: [], cmdlets: {}, ...change };
      const { code, err } = await agent.run("export", "windows");
      expect([code, err]).toEqual([1, expect.stringContaining(said)]);
    }
    expect(bucket.way.puts).toEqual([]);
    expect((await agent.run("export", "another")).err).toContain(
      "there is no job 'another'; jobs here: windows",
    );
  });

  it("goes on where it was killed, and sends again what was not in an index yet", async () => {
    const { agent, bucket, files } = exported;
    const { ended } = agent.start("export", "windows");
    // The first archive, the smaller ones come after it.
    await until(() => bucket.way.puts.filter(({ key }) => key.includes("/data/")).length >= 8);
    agent.kill();
    await ended;
    const { code, err } = await agent.run("resume", "windows");
    expect(err).toContain(`${snapshot} is exported`);
    expect(code).toBe(0);
    const begun = new Set(bucket.way.puts.map(({ key }) => key.split("/")[6]));
    expect(begun.size).toBe(1);
    const back = await agent.run("restore", "windows", snapshot, agent.at("back"));
    expect(back.code).toBe(0);
    expect(fs.readFileSync(agent.at(`back/${oddName}`)).equals(files[oddName]!)).toBe(true);
    const nothing = await agent.run("resume", "windows");
    expect([nothing.code, nothing.err]).toEqual([0, ""]);
  });

  it("sends nothing twice that was written down, unless it has changed on the disk", async () => {
    const { agent, bucket } = exported;
    // The first archive is sent; the second cannot be.
    fs.renameSync(agent.at(`repository/windows-files/${oddName}`), agent.at("aside"));
    agent.replaceProgram(
      "restic",
      `case " $* " in *' archive=${chain[1].file} '*) echo 'Fatal: no room' >&2; exit 1;; esac\n${quickRestic()}`,
    );
    const failed = await agent.run("export", "windows");
    expect(failed.err).toContain(`${chain[1].file} could not be sent: no room`);
    agent.replaceProgram("restic", quickRestic());
    const sent = () => bucket.way.puts.reduce((sum, { bytes }) => sum + bytes, 0);
    const before = sent();
    expect((await agent.run("resume", "windows")).code).toBe(0);
    expect(sent() - before).toBeLessThan(4 * 1024 * 1024);
  });

  it("begins anew where a file that was sent has been written to since", async () => {
    const { agent, bucket } = exported;
    agent.replaceProgram(
      "restic",
      `case " $* " in *' archive=${chain[1].file} '*) exit 1;; esac\n${quickRestic()}`,
    );
    expect((await agent.run("export", "windows")).code).toBe(1);
    agent.replaceProgram("restic", quickRestic());
    const changed = agent.backupFile(chain[0].file, 1024 * 1024);
    const { code, err } = await agent.run("resume", "windows");
    expect(err).toContain(`${chain[0].file} has changed since it was sent`);
    expect(code).toBe(0);
    expect(new Set(bucket.way.puts.map(({ key }) => key.split("/")[6])).size).toBe(2);
    expect((await agent.run("restore", "windows", snapshot, agent.at("back"))).code).toBe(0);
    expect(fs.readFileSync(agent.at(`back/${chain[0].file}`)).equals(changed)).toBe(true);
  });

  it("lets a second run wait for the first, which then finds everything there", async () => {
    const { agent } = exported;
    const first = agent.start("export", "windows").ended;
    const second = agent.start("export", "windows").ended;
    const runs = await Promise.all([first, second]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    const said = runs.map(({ err }) => err).join("");
    expect(said).toContain("waiting for another export to end");
    expect(said.match(/is exported\n/g)).toHaveLength(1);
    expect(said).toContain("is exported already");
  });

  it("names a file that is written to while it is read, and exports nothing of it", async () => {
    const { agent, bucket } = exported;
    bucket.way.onPut = () =>
      fs.appendFileSync(agent.at(`repository/windows-files/${chain[0].file}`), "x");
    const { code, err } = await agent.run("export", "windows");
    expect(code).toBe(1);
    expect(err).toContain("was written to while it was read");
    const status = await agent.run("status", "windows", "--json");
    expect(JSON.parse(status.out.toString())).toMatchObject([{ exported: [], state: "missing" }]);
  });

  it("names a pack that was changed after the export, at the restore", async () => {
    const { agent, bucket } = exported;
    expect((await agent.run("export", "windows")).code).toBe(0);
    const contents = await bucket.contents();
    const [key, object] = [...contents].find(([, { body }]) => body.length > 4_000_000)!;
    object.body[1000]! ^= 1;
    await bucket.holdOnly(contents);
    const { code, err } = await agent.run("restore", "windows", snapshot, agent.at("back"));
    expect(code).toBe(1);
    expect(err).toMatch(/is not restored: .*(invalid data|ciphertext verification|pack)/);
    expect(fs.existsSync(agent.at("back"))).toBe(false);
    // One that is gone is named before anything is asked for.
    contents.delete(key);
    await bucket.holdOnly(contents);
    const gone = await agent.run("restore", "windows", snapshot, agent.at("back"));
    expect(gone.err).toContain(`is refused: `);
  });

  it("ends restic where it takes nothing any more, and where the window is over", async () => {
    const { agent } = exported;
    agent.configure({ stallSeconds: 2, endSeconds: 5 });
    agent.replaceProgram(
      "restic",
      `case " $* " in *' --stdin-filename '*) sleep 1000;; esac\n${quickRestic()}`,
    );
    const { code, err } = await agent.run("export", "windows");
    expect([code, err]).toEqual([1, expect.stringContaining("restic has taken nothing for 2 sec")]);
    expect(agent.metric("failed", "fs02")).toBe("1");
  });

  it("tells nobody a secret, and heeds nothing that is set for other tools", async () => {
    const { agent } = exported;
    const told = agent.at("told");
    agent.environment = {
      RESTIC_REPOSITORY: "/elsewhere",
      RESTIC_PASSWORD: "other",
      RCLONE_DRY_RUN: "true",
      AWS_ACCESS_KEY_ID: "other",
      HTTPS_PROXY: "http://192.0.2.1:1",
    };
    for (const name of ["restic", "rclone"]) {
      const real = fs
        .readFileSync(agent.at(`bin/${name}`), "utf8")
        .split("\n")
        .slice(1)
        .join("\n");
      agent.replaceProgram(name, `{ echo "${name} $*"; env; } >>'${told}'\n${real}`);
    }
    const seen: string[] = [];
    const watch = setInterval(() => seen.push(...argumentsBelow(agent.root)), 20);
    const { code, err, out } = await agent.run("export", "windows");
    const back = await agent.run("restore", "windows", snapshot, agent.at("back"));
    clearInterval(watch);
    expect([code, back.code]).toEqual([0, 0]);
    const all = [err, out, back.err, back.out, fs.readFileSync(told, "utf8"), ...seen].join("\n");
    expect(all).toContain("offsite-export.ps1");
    for (const secret of [agent.exportKey, "SECRETACCESSKEY"]) expect(all).not.toContain(secret);
    for (const stray of ["RESTIC_", "RCLONE_DRY_RUN", "AWS_ACCESS_KEY_ID", "PROXY"])
      expect(fs.readFileSync(told, "utf8")).not.toContain(stray);
  });
});

/** Arguments and environments of all processes that are told of a folder. */
function argumentsBelow(folder: string): string[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return line.includes(folder) ? [line, fs.readFileSync(`/proc/${pid}/environ`, "utf8")] : [];
      } catch {
        return [];
      }
    });
}
