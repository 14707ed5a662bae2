import { checkDeclaration } from "../../config/declaration";
import { labSections } from "../support/lab-plan";
import { setAt } from "../support/lab";

type Tree = Record<string, unknown>;

/** What is told of the lab with an entry that has the name of this one under another name. */
function told(...entries: readonly (readonly [section: string, of: string, name: string])[]) {
  const sections = labSections();
  for (const [section, of, name] of entries) {
    const holder = section.split(".").reduce((node, key) => node[key] as Tree, sections);
    holder[name] = structuredClone(holder[of]);
  }
  return checkDeclaration(sections).faults;
}

describe("jobs of one name", () => {
  it.each([
    [
      "of a class and of a datastore's garbage",
      "classes",
      "research-data",
      "vm-backup-gc",
      "datastores.vm-backup",
    ],
    [
      "of a class and of a datastore's checks",
      "classes",
      "research-data",
      "vm-backup-verify",
      "datastores.vm-backup",
    ],
    [
      "of a class and of another of images on a node",
      "classes",
      "research-data",
      "guest-image-node01",
      "classes.guest-image",
    ],
    [
      "of a class and of a place that is pruned",
      "classes",
      "research-data",
      "pbs-vm-prune",
      "classes.pbs-vm-prune",
    ],
    ["of what a node is and what none is", "nodes", "node01", "elsewhere", "classes.guest-image"],
  ])("fail: %s", (_what, section, of, name, other) => {
    const faults = told([section, of, name]);

    expect(faults.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`makes a job of the name that another one has, of backup:`) as string,
    );
    expect(JSON.stringify(faults)).toContain(other);
  });

  it("fail: of images of a node and of what another's are offsite", () => {
    const faults = told(["nodes", "node01", "n1"], ["nodes", "node01", "n1-offsite"]);

    expect(faults).toMatchObject([{ got: '"guest-image-n1-offsite"' }]);
  });

  it("are none in the lab, nor where names only begin alike", () => {
    expect(told()).toEqual([]);
    expect(told(["classes", "research-data", "guest-image-x"])).toEqual([]);
  });

  it("fail for a sync job too, by its place in the file and the name", () => {
    const sections = labSections();
    setAt(sections, "pbs.syncJobs", {
      "vm-backup-gc": {
        ...{ store: "vm-backup", remoteStore: "main", owner: "pve@pbs", schedule: "sun 05:00" },
      },
    });

    expect(checkDeclaration(sections).faults).toContainEqual({
      path: "backup:pbs.syncJobs.vm-backup-gc",
      message: "makes a job of the name that another one has, of backup:pbs.datastores.vm-backup",
      got: '"vm-backup-gc"',
      allowed: "names of classes, nodes, datastores and places of which no two jobs get one name",
      fix: "rename one of them",
    });
  });
});
