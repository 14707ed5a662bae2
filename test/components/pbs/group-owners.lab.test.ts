import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { unsealed } from "../../support/estate";
import { labConfiguration, setAt } from "../../support/lab";
import { registeredWith } from "../../support/program";

/** What the lab's program sends about the owners of groups, with one value of `backup:pbs` set. */
async function ownersWith(path: string, value: unknown): Promise<Envelope[]> {
  const configuration = labConfiguration((declaration) =>
    setAt(declaration["backup:pbs"] as Record<string, unknown>, path, value),
  );
  const resources = await registeredWith(configuration);
  return resources
    .flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [])
    .filter(({ kind }) => kind === "pbs group owners");
}

const copies = (owner: string) => ({
  copies: {
    store: "container-backup",
    ns: "copies",
    remoteStore: "vm-backup",
    owner,
    schedule: "sun 5:00",
  },
});

describe("the owners of groups", () => {
  it("are looked at below the namespace of a sync job that writes with a token, too", async () => {
    const sent = await ownersWith("syncJobs", copies("pve@pbs!cluster"));
    const { document, settings } = sent.find(({ identity }) => identity.includes("copies"))!;

    expect(document).toEqual({ owners: ["pve@pbs!cluster"], orphaned: [] });
    expect(settings).toMatchObject({
      ...{ path: "/admin/datastore/container-backup", namespace: "copies", below: true },
      ...{ user: "pve@pbs", tokens: ["pve@pbs!cluster"] },
    });
  });

  it("are not looked at where a user writes, who owns what its tokens own", async () => {
    const sent = await ownersWith("syncJobs", copies("root@pam"));

    expect(sent.map(({ identity }) => identity)).toEqual([
      "container-backup: pve@pbs",
      "vm-backup: pve@pbs",
    ]);
  });

  it("are not looked at in a datastore that is closed to everybody", async () => {
    const sent = await ownersWith("datastores.container-backup.maintenanceMode", {
      type: "offline",
    });

    expect(sent.map(({ identity }) => identity)).toEqual(["vm-backup: pve@pbs"]);
  });
});
