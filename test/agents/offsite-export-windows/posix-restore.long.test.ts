import * as fs from "node:fs";
import { Agent, sha256 } from "../offsite-export/agent";
import { resticProgram } from "../quick-restic";
import { describeRealPowerShell } from "../../support/powershell-host";
import { chain, snapshot, useChain } from "./exported-chain";

describeRealPowerShell("an export of Windows", () => {
  const exported = useChain(5);

  it("is restored by the export agent on Linux as well, called as restic calls it on either", async () => {
    const { agent, bucket, files } = exported;
    expect((await agent.run("export", "windows")).code).toBe(0);
    const posix = new Agent(
      { repository: "r", fingerprint: "f", secret: "s", clientKey: "{}" },
      bucket,
      "/bin/false",
    );
    try {
      posix.configure({ prefix: "veeam-repository/vbr01" });
      posix.useKey(agent.exportKey);
      const archive = chain[0].file;
      const restore = (to: string) => posix.run("restore", "vm", snapshot, archive, posix.at(to));
      const { code, err } = await restore("full.vbk");
      expect(err).toContain("its sum is right");
      expect(code).toBe(0);
      expect(sha256(fs.readFileSync(posix.at("full.vbk")))).toBe(sha256(files[archive]!));

      // restic on Windows takes the drive that it runs on for the root (filepath.Abs of Go).
      const onWindows = `'${resticProgram()}' "$@" | sed 's|"paths":\\["/|"paths":["C:\\\\\\\\|g'`;
      posix.replaceProgram(
        "restic",
        `case " $* " in *' snapshots '*) ${onWindows};; *) exec '${resticProgram()}' "$@";; esac`,
      );
      const windows = await restore("again.vbk");
      expect(windows.err).toContain("its sum is right");
      posix.replaceProgram(
        "restic",
        `case " $* " in *' snapshots '*) ${onWindows.replace("C:", "C:\\\\\\\\\\\\\\\\x")};; *) exec '${resticProgram()}' "$@";; esac`,
      );
      expect((await restore("other.vbk")).err).toContain("is refused: the snapshot");
    } finally {
      posix.remove();
    }
  });
});
