import { trimmedLine } from "./values";

/** What Proxmox VE puts into notes. Source: vzdump(1), `--notes-template`. */
const variables = ["cluster", "guestname", "node", "vmid"];

const allowed =
  `one line of 1 to 1024 characters; of {{variables}} only ${variables.join(", ")}, without blanks; ` +
  String.raw`backslashes only as \\ and \n`;

/** A template of the notes that each backup gets. Proxmox VE leaves what it does not know as it stands. */
export const notesTemplate = trimmedLine(1024)
  .superRefine((template, context) => {
    for (const message of [...unknownVariables(template), ...wrongEscapes(template)])
      context.addIssue({ code: "custom", message });
  })
  .meta({ allowed, fix: "correct the template" });

function unknownVariables(template: string): string[] {
  return [...template.matchAll(/\{\{(.*?)(?:\}\}|$)/g)]
    .filter(([whole, name = ""]) => !variables.includes(name) || !whole.endsWith("}}"))
    .map(([whole]) => `Proxmox VE knows no ${whole}`);
}

function wrongEscapes(template: string): string[] {
  return [...template.matchAll(/\\(.?)/g)]
    .filter(([, escaped = ""]) => escaped !== "\\" && escaped !== "n")
    .map(([whole]) => `${whole} is no escape of Proxmox VE`);
}
