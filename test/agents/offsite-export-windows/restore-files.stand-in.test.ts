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
    expect(err).toContain(`2 files, 11 bytes of FS02.lab.example of ${chain[1].time} are in `);
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

  it("are those of the restore point alone: a link in it leads into the server that mounts it", async () => {
    const { agent } = exported;
    fs.mkdirSync(agent.at("mounted/Shares/reports/nothing in it"));
    fs.mkdirSync(agent.at("of the server"));
    fs.writeFileSync(agent.at("of the server/other.txt"), "not of fs02");
    fs.symlinkSync(agent.at("of the server"), agent.at("mounted/Shares/reports/junction"));
    fs.symlinkSync(
      agent.at("of the server/other.txt"),
      agent.at("mounted/Shares/reports/link.txt"),
    );

    const { code, out, err } = await restore("latest", "D:\\Shares\\reports", agent.at("back"));
    expect(code).toBe(0);
    expect(out.toString()).not.toMatch(/other|link|junction/);
    expect(fs.readdirSync(agent.at("back")).sort()).toEqual(["deep", odd, "nothing in it"].sort());
    expect(err).toContain("there is a link, which is not followed: junction\n");
    expect(err).toContain("there is a link, which is not followed: link.txt\n");
    expect(err).toContain(
      `2 files, 11 bytes of FS02.lab.example of ${chain[1].time} are in ${agent.at("back")}; 2 links were not followed`,
    );
    const below = await restore("latest", "D:\\Shares\\reports\\junction", agent.at("a"));
    expect([below.code, below.err]).toEqual([1, expect.stringContaining("is a link")]);
    const beside = await restore("latest", `D:\\${agent.at("of the server")}`, agent.at("b"));
    expect([beside.code, beside.err]).toEqual([
      1,
      expect.stringContaining("the restore point has no D:\\/"),
    ]);
    const drive = await restore("latest", "D:\\Shares\\C:\\Windows", agent.at("c"));
    expect([drive.code, drive.err]).toEqual([1, expect.stringContaining("leads out of its drive")]);
  });

  it("are of the computer that is meant, where another domain has one of its name", async () => {
    const { agent } = exported;
    const other = { ...chain[0], computer: "fs02.other.example", time: "2026-11-23T01:10:00Z" };
    agent.veeam = { ...agent.veeam, points: [...chain, other] };
    const short = await restore("latest", "D:\\Shares\\reports", agent.at("a"));
    expect([short.code, short.err]).toEqual([
      1,
      expect.stringContaining(
        "several computers are called fs02: FS02.lab.example, fs02.other.example; name one by its whole name",
      ),
    ]);
    const whole = await agent.run(
      ...["restore-files", "windows", "fs02.LAB.example", "latest", "D:\\Shares\\reports"],
      agent.at("b"),
    );
    expect(whole.code).toBe(0);
    expect(agent.did()).toContain("mounted point-1\n");
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
