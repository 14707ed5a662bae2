import { openEnvelope } from "../../../model/remote/envelope";
import { unsealed } from "../../support/estate";
import { labConfiguration, setAt } from "../../support/lab";
import { registeredWith } from "../../support/program";

/** What the whole program would have the cluster asked, with these values of its guests declared. */
async function asked(values: Readonly<Record<string, unknown>>) {
  const configuration = labConfiguration((declaration) => {
    for (const [path, value] of Object.entries(values))
      setAt(declaration["backup:guests"] as never, path, value);
  });
  const resources = await registeredWith(configuration);
  const check = resources.find(({ name }) => name === "cluster-pve-coverage-check");
  return openEnvelope(unsealed(check?.inputs["stdin"]));
}

describe("the guests that the cluster is asked about", () => {
  it("are as the stack's file declares them: agents, and disks that are left out", async () => {
    const scratch = { reason: "scratch space", expires: "2099-12-31" };
    const envelope = await asked({
      "proj-fs02.agent": true,
      "proj-fs02.vss": "copy",
      "proj-fs02.excludedDisks": { scsi1: scratch },
      "lab-dns01.agent": false,
    });

    expect(envelope?.document).toEqual({
      ...{ unprotected: [], excludedDisks: [], absent: [], wrongAgents: [] },
    });
    expect(envelope?.settings).toMatchObject({
      exemptVmids: [],
      exemptDisks: ["2022:scsi1"],
      agents: { 1003: false, 2022: true },
    });
  });

  it("are none of those of which the file says nothing", async () => {
    expect((await asked({}))?.settings).toMatchObject({ exemptDisks: [], agents: {} });
  });
});
