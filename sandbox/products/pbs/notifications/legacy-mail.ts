import { type Section } from "../config/section-config";
import { readNotify } from "../datastore/properties";
import { sendMail } from "./mail";
import { type Occasion } from "./notify";

/** When a datastore in `legacy-sendmail` mode mails, unless its `notify` says otherwise. */
const byDefault = { gc: "always", verify: "always", sync: "always", prune: "error" } as const;

/** Mails the datastore's `notify-user`, root@pam by default; matchers have no say. */
export function legacyMail(
  { values }: Section,
  { type, severity, title, message }: Occasion,
): void {
  const when = readNotify(values["notify"])[type] ?? byDefault[type];
  if (when === "never" || (when === "error" && severity !== "error")) return;
  sendMail({ users: [String(values["notify-user"] ?? "root@pam")] }, title, message);
}
