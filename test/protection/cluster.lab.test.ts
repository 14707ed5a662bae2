import { clientKeyFingerprint } from "../../components/pve/client-key";
import { type RegisteredResource } from "../support/estate";
import { envelopeOf, named, ofType } from "../support/registered";
import { labConfiguration, testSecrets } from "../support/lab";
import { exportedWith, registeredWith } from "../support/program";
import { labResources } from "./support";

type Tree = Record<string, unknown>;

/** The lab with its cluster configured through a node's shell. */
function throughShell(): Record<string, string> {
  const configuration = { ...labConfiguration() };
  const pve = JSON.parse(configuration["backup:pve"] ?? "") as Tree;
  return { ...configuration, "backup:pve": JSON.stringify({ ...pve, through: "shell" }) };
}

let shell: Promise<readonly RegisteredResource[]> | undefined;
const shellResources = () => (shell ??= registeredWith(throughShell()));

describe("the cluster", () => {
  it("is told the same storages and jobs through a node's shell as through its provider", async () => {
    const objects = (await shellResources())
      .filter(({ type }) => type === "command:remote:Command")
      .map(envelopeOf);
    const told = (kind: string) =>
      objects.filter((object) => object.kind === kind).map(({ identity }) => identity);
    const provided = async (type: string) =>
      ofType(await labResources(), type).map(({ inputs }) => inputs["resourceId"]);

    expect(told("pve storage").sort()).toEqual(
      (await provided("proxmoxve:storage/pbs:Pbs")).sort(),
    );
    expect(told("pve backup job").sort()).toEqual(
      (await provided("proxmoxve:backup/job:Job")).sort(),
    );
  });

  it("keeps each of them when the way changes: known by the other way's type, the old one gone first", async () => {
    const ways = [
      [await labResources(), "proxmoxve:storage/pbs:Pbs", "command:remote:Command"],
      [await labResources(), "proxmoxve:backup/job:Job", "command:remote:Command"],
      [await shellResources(), "command:remote:Command", "proxmoxve:"],
    ] as const;
    for (const [resources, type, other] of ways) {
      const objects = ofType(resources, type).filter(({ name }) =>
        /^cluster-.*-(storage|job)$/.test(name),
      );
      expect(objects.length).toBeGreaterThan(0);
      for (const { options } of objects)
        expect(options).toMatchObject({
          aliases: expect.arrayContaining([
            expect.objectContaining({ type: expect.stringContaining(other) as string }),
          ]) as unknown,
          deleteBeforeReplace: true,
        });
    }
  });

  it("is asked about its guests again whenever a job takes others", async () => {
    const resources = await labResources();
    const { settings } = envelopeOf(named(resources, "cluster-pve-coverage-check"));
    const jobs = settings["jobs"] as Record<string, { guests: Tree; node?: string }>;
    const made = ofType(resources, "proxmoxve:backup/job:Job");

    expect(Object.keys(jobs).sort()).toEqual(made.map(({ inputs }) => inputs["resourceId"]).sort());
    for (const { inputs } of made) {
      const { guests, node } = jobs[String(inputs["resourceId"])]!;
      expect(node).toEqual(inputs["node"]);
      expect(guests).toEqual(
        inputs["all"] === true
          ? { excludedVmids: (inputs["excludes"] as string[] | undefined)?.map(Number) ?? [] }
          : { vmids: (inputs["vmids"] as string[]).map(Number) },
      );
    }
  });

  it("says by which escrowed key each storage's backups are read", async () => {
    const keys = testSecrets.pbsEncryptionKeys as Record<string, string>;
    const exported = await exportedWith(throughShell(), "encryptionKeyFingerprints");

    expect(exported).toEqual(
      Object.fromEntries(
        Object.entries(keys).map(([storage, key]) => [storage, clientKeyFingerprint(key)]),
      ),
    );
  });
});
