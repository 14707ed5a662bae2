import { labSections } from "../support/lab-plan";
import { faultsWith } from "./support/faults-with";

/** The lab with another class of Veeam's, whose computers are in this group. */
function faultsWithGroup(group: string) {
  const { classes } = labSections() as { classes: Record<string, object> };
  return faultsWith({
    "classes.more-files": classes["windows-files"],
    "veeam.protectionGroups.more-files": group,
  });
}

describe("the protection group of a class", () => {
  it.each(["smb-servers", "SMB-Servers"])("fails when it is that of another: %s", (group) => {
    expect(faultsWithGroup(group)).toEqual([
      {
        path: "backup:veeam.protectionGroups.windows-files",
        message:
          "is the group of more-files as well, and the jobs of both would back up every computer in it",
        got: '"smb-servers"',
        allowed: "a protection group with the computers of that class alone",
        fix: "make a group of its own in the console of Veeam, with the computers of that class, and name it here",
      },
    ]);
  });

  it("may be one of its own", () => {
    expect(faultsWithGroup("more-servers")).toEqual([]);
  });
});
