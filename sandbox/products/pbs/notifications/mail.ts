import * as fs from "node:fs";
import * as path from "node:path";

import { readConfig } from "../config/config-file";
import { underRoot } from "../config/root";
import { userFile } from "../user/user";

/** Where mail goes that a real server would hand to its mail system: one JSON object a line. */
export const mailSpool = "/var/spool/mail/outgoing.jsonl";

/** Who gets a mail, and from whom. */
export interface Envelope {
  readonly addresses?: readonly string[];
  /** Users who get it at the address they are configured with, if they are. */
  readonly users?: readonly string[];
  readonly author?: string;
  readonly from?: string;
}

/** Puts a mail into the spool. */
export function sendMail(
  { addresses = [], users = [], author = "Proxmox Backup Server", from = "root" }: Envelope,
  title: string,
  message: string,
): void {
  const to = [...addresses, ...users.flatMap(addressOf)];
  const file = underRoot(mailSpool);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(
    file,
    `${JSON.stringify({ from: `${author} <${from}>`, to, title, message })}\n`,
  );
}

function addressOf(user: string): string[] {
  const { sections } = readConfig(userFile);
  const email = sections.find(({ id }) => id === user)?.values["email"];
  return email === undefined ? [] : [String(email)];
}
