import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { labConfiguration } from "./support/lab";
import { type ProgramRun, runInEngine } from "./support/program-run";

const registered = (failing?: string) =>
  runInEngine(path.join(projectRoot, "launcher.js"), {
    previewed: labConfiguration(),
    ...(failing === undefined ? {} : { failing }),
  });

let usually: ProgramRun;
beforeAll(async () => {
  usually = await registered();
});

describe("a key whose escrow is refused", () => {
  it.each<[key: string, unused: readonly string[], used: readonly string[]]>([
    [
      "veeam-password-vbr01",
      ["veeam-astronomy-lab-key", "veeam-windows-files-job"],
      ["cluster-pbs-vm-storage", "cluster-pbs-ct-storage"],
    ],
    [
      "pbs-client-key-pbs-vm",
      ["cluster-pbs-vm-storage", "cluster-guest-image-node01-job"],
      ["cluster-pbs-ct-storage", "veeam-astronomy-lab-key"],
    ],
    [
      "export-key-offsite",
      ["offsite-export-guest-image-node01-offsite-job"],
      ["cluster-pbs-vm-storage", "veeam-astronomy-lab-key"],
    ],
  ])("%s reaches no product, and keeps no other from being used", async (key, unused, used) => {
    const run = await registered(`vault-${key}-value`);
    const missing = usually.registered.filter((name) => !run.registered.includes(name));

    expect(run).toMatchObject({ code: 32, errors: [] });
    expect(missing).toEqual(expect.arrayContaining([...unused]));
    expect(missing.filter((name) => used.includes(name))).toEqual([]);
    expect(usually.registered).toEqual(expect.arrayContaining([...used]));
  });
});
