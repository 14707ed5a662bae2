import * as fs from "node:fs";
import * as path from "node:path";
import { sha256 } from "../offsite-export/agent";
import { describeRealPowerShell } from "../../support/powershell-host";
import { chain, useChain } from "./exported-chain";

describeRealPowerShell("files of a computer", () => {
  const exported = useChain(1);
  const odd = "it's a $file `100%` [x]\u00e9.txt";

  beforeEach(() => {
    const { agent } = exported;
    fs.mkdirSync(agent.at("mounted/Shares/reports/deep"), { recursive: true });
    fs.writeFileSync(agent.at(`mounted/Shares/reports/${odd}`), "first");
    fs.writeFileSync(agent.at("mounted/Shares/reports/deep/b.bin"), "second");
    agent.veeam = { ...agent.veeam, mounts: [{ drive: "D:", folder: agent.at("mounted") }] };
  });

  const restore = (when: string, from: string, to: string) =>
    exported.agent.run("restore-files", "windows", "fs02", when, from, to);

  it("come back into another folder with their sums, and what was mounted is unmounted", async () => {
    const { agent } = exported;
    const { code, out, err } = await restore("latest", "D:\\Shares\\reports", agent.at("back"));
    expect(err).toContain(`2 files, 11 bytes are in ${agent.at("back")}`);
    expect(code).toBe(0);
    expect(out.toString().split("\n").sort()).toEqual(
      [
        "",
        `${sha256(Buffer.from("first"))}  ${odd}`,
        `${sha256(Buffer.from("second"))}  deep/b.bin`,
      ].sort(),
    );
    expect(fs.readFileSync(path.join(agent.at("back"), odd), "utf8")).toBe("first");
    expect(agent.did()).toBe("mounted point-1\nunmounted\ndisconnected\n");
    // Nothing that is there is written over.
    const over = await restore("latest", "D:\\Shares\\reports", agent.at("back"));
    expect([over.code, over.err]).toEqual([1, expect.stringContaining("is there already")]);
  });

  it("are named where they are not there, and unmounted all the same", async () => {
    const { agent } = exported;
    const one = await restore(chain[0].time, "D:\\Shares\\nothing", agent.at("a"));
    expect([one.code, one.err]).toEqual([
      1,
      expect.stringContaining("the restore point has no D:\\Shares\\nothing"),
    ]);
    expect(agent.did()).toBe("mounted point-0\nunmounted\ndisconnected\n");
    const drive = await restore("latest", "E:\\x", agent.at("b"));
    expect(drive.err).toContain("the restore point has no drive E:; it has: D:");
    const time = await restore("2026-11-16T00:00:00Z", "D:\\x", agent.at("c"));
    expect(time.err).toContain(
      `of 2026-11-16T00:00:00Z; there are: ${chain[0].time}, ${chain[1].time}`,
    );
    agent.veeam = { ...agent.veeam, silent: ["Start-VBRWindowsFileRestore"] };
    const silent = await restore("latest", "D:\\Shares", agent.at("d"));
    expect(silent.err).toContain("Veeam has mounted nothing of the restore point");
  });
});
