import { windowsExportProgram } from "../../../components/veeam/export-program";
import { veeamScript } from "../../../components/veeam/script";
import { sentObject } from "../../policy/remote-sent";
import { violationsOf } from "../../policy/support";

describe("the export agent for Windows", () => {
  it("is ASCII, which no PowerShell reads in another encoding", () => {
    expect(windowsExportProgram()).toMatch(/^[\x20-\x7e\n]+$/);
  });

  it("holds nothing that deletes a backup, nor does what installs it", async () => {
    const sent = sentObject({
      kind: "windows offsite export",
      settings: {
        program: windowsExportProgram(),
        script: veeamScript("build", "offsite-export"),
      },
    });
    expect(await violationsOf("command-no-destruction", [sent])).toEqual([]);
  });
});
