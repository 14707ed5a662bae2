import * as fs from "node:fs";
import * as path from "node:path";
import { sha256 } from "../offsite-export/agent";
import { describeRealPowerShell } from "../../support/powershell-host";
import { oddName, snapshot, useChain } from "./exported-chain";

describeRealPowerShell("the export agent for Windows", () => {
  const exported = useChain();

  it("brings a chain out and back, says once that it is there, and prints nothing but the answer", async () => {
    const { agent, bucket, files } = exported;
    const { code, err, out } = await agent.run("export", "windows");
    expect(err).toBe(`offsite-export: ${snapshot} is exported\n`);
    expect({ code, out: out.toString() }).toEqual({ code: 0, out: "" });
    const packs = (await bucket.objects()).filter(({ StorageClass: kind }) => kind === "GLACIER");
    expect(packs.length).toBeGreaterThan(2);
    const at = new RegExp(`^veeam-repository/vbr01/${snapshot}/\\d{8}T\\d{6}Z/data/`);
    for (const { Key } of packs) expect(Key).toMatch(at);
    expect(agent.metric("last_run_exit_code")).toBe("0");
    expect(agent.metric("newest_snapshot_timestamp_seconds", "fs02")).toBe("1795309800");
    expect(Number(agent.metric("last_run_sent_bytes"))).toBeGreaterThan(9 * 1024 * 1024);

    const before = bucket.way.puts.length;
    const again = await agent.run("export", "windows");
    expect(again.err).toBe(`offsite-export: fs02: ${snapshot} is exported already\n`);
    expect(again.code).toBe(0);
    expect(bucket.way.puts).toHaveLength(before);

    const back = await agent.run("restore", "windows", snapshot, agent.at("it's back"));
    expect(back.err).toContain("the sums of its files are right");
    expect(back.code).toBe(0);
    for (const [name, content] of Object.entries(files)) {
      const restored = fs.readFileSync(path.join(agent.at("it's back"), name));
      expect([name, sha256(restored)]).toEqual([name, sha256(content)]);
    }
    const first = `${agent.at("it''s back")}/${oddName.replace("'", "''")}`;
    expect(back.out.toString()).toBe(
      `Import-VBRBackup -Server (Get-VBRServer -Type Local) -FileName '${first}'\n`,
    );
    const over = await agent.run("restore", "windows", snapshot, agent.at("it's back"));
    expect(over.err).toContain("is there already; name a folder that is not, or is empty");

    const status = await agent.run("status", "windows", "--json");
    expect(status.err).toBe("");
    expect(JSON.parse(status.out.toString())).toEqual([
      { item: "fs02", newest: snapshot, exported: [snapshot], state: "exported" },
    ]);
  });

  it("ends with 75 while the job writes until the window ends, and says whom Veeam does not let in", async () => {
    const { agent, bucket } = exported;
    agent.configure({ pollSeconds: 86_400 });
    agent.veeam = { ...agent.veeam, sessions: ["Stopped", "Postprocessing"] };
    const busy = await agent.run("export", "windows");
    expect(busy.code).toBe(75);
    expect(busy.err).toContain("and the Veeam job 'windows-files' is still running");
    expect(agent.metric("last_run_exit_code")).toBe("75");
    expect(agent.metric("unfinished_guests")).toBe("1");
    agent.veeam = {
      ...agent.veeam,
      sessions: ["Stopped"],
      cmdlets: { "Connect-VBRServer": "Failed to connect to identity service" },
    };
    expect((await agent.run("resume", "windows")).err).toContain(
      "Veeam 13 takes neither SYSTEM nor a machine account",
    );
    expect(agent.metric("last_run_exit_code")).toBe("1");
    expect(bucket.way.puts).toEqual([]);
  });

  it("runs from a folder that only SYSTEM and the Administrators reach, with the programs that it needs", async () => {
    const { agent, bucket } = exported;
    const sddl = (text: string) => fs.writeFileSync(agent.at("configuration/windows/.sddl"), text);
    sddl("O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)");
    expect((await agent.run("export", "windows")).err).toContain(
      "is not for SYSTEM and the Administrators alone (BU)",
    );
    fs.rmSync(agent.at("configuration/windows/.sddl"));
    agent.replaceProgram("restic", "echo 'restic 0.14.0 compiled with go1.19'");
    expect((await agent.run("export", "windows")).err).toContain(
      "restic is 0.14.0, 0.18.0 or later is needed; fix: put restic.exe of restic 0.18.0 or later",
    );
    expect(bucket.way.puts).toEqual([]);
  });
});
