import { notesTemplate } from "../../../config/schema/notes-template";
import { checkDeclaration } from "../../../config/declaration";
import { describeFault } from "../../../model/fault";
import { setAt } from "../../support/lab";
import { labSections } from "../../support/lab-plan";

describe("the template of notes", () => {
  it.each([
    "{{guestname}} on {{node}}",
    "{{cluster}}/{{vmid}}",
    String.raw`two\nlines of C:\\`,
    String.raw`\\\\n`,
    "a } b }} {c}",
    "x".repeat(1024),
  ])("may be %j", (template) => expect(notesTemplate.safeParse(template).success).toBe(true));

  it.each([
    ["{{vmname}}", "Proxmox VE knows no {{vmname}}"],
    ["{{ node }}", "Proxmox VE knows no {{ node }}"],
    ["{{node}} {{", "Proxmox VE knows no {{"],
    ["{{}}", "Proxmox VE knows no {{}}"],
    ["{{toString}}", "Proxmox VE knows no {{toString}}"],
    ["{{{node}}}", "Proxmox VE knows no {{{node}}"],
    ["{{NODE}}", "Proxmox VE knows no {{NODE}}"],
    ["C:\\Temp", "\\T is no escape of Proxmox VE"],
    [String.raw`\\\t`, "\\t is no escape of Proxmox VE"],
    ["ends with \\", "\\ is no escape of Proxmox VE"],
  ])("fails as %j", (template, message) => {
    const { error } = notesTemplate.safeParse(template);
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it.each(["a\nb", "", " a", "x".repeat(1025)])("fails as %j, for its form", (template) =>
    expect(notesTemplate.safeParse(template).success).toBe(false),
  );

  it("fails in a declaration with what is known, and what to do", () => {
    const sections = labSections();
    setAt(sections, "pve.everyJob", { notesTemplate: "{{vmname}} \\d" });

    expect(checkDeclaration(sections).faults.map(describeFault)).toEqual(
      ["Proxmox VE knows no {{vmname}}", "\\d is no escape of Proxmox VE"].map((message) =>
        [
          `  backup:pve.everyJob.notesTemplate: is refused: ${message}`,
          String.raw`    got:     "{{vmname}} \\d"`,
          "    allowed: one line of 1 to 1024 characters; of {{variables}} only cluster, guestname, node, vmid, without blanks; " +
            String.raw`backslashes only as \\ and \n`,
          "    fix:     correct the template",
        ].join("\n"),
      ),
    );
  });
});
