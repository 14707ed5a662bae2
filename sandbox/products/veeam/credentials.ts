import { createHash } from "node:crypto";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { intType, switchType, textType, textsType } from "../windows/cmdlets/parameter-types";
import { wildcard } from "../windows/interpreter/evaluator/texts";
import { member } from "./schedule-options";
import { type VeeamServer, veeamError } from "./server";
import { newId } from "./store";
import { enumType, objectOrText, objectType, veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/** Credentials records by the user's name; wildcards are allowed. */
function credentialsNamed(server: VeeamServer, pattern: string): readonly PsObject[] {
  const matches = wildcard(pattern);
  return server.store.all("CCredentials").filter((each) => matches.test(String(each.get("Name"))));
}

/** A record, or the user's name, as the pages of protection groups allow. */
export const credentialsType = (server: VeeamServer) =>
  objectOrText(objectType("CCredentials"), (text) => credentialsNamed(server, text)[0]);

/** What is kept of a password, for tests that ask which one arrived: nothing here logs in by it. */
const digestOf = (password: string) => createHash("sha256").update(password).digest("hex");

/** What scripts see of a record. */
function shown(record: PsObject): PsObject {
  return veeamObject(
    "CCredentials",
    record.entries.filter(([name]) => name !== "PasswordSha256"),
  );
}

/** What only log-ins to Linux have. */
const ofLinux = [
  { name: "SshPort", type: intType },
  { name: "Passphrase", type: textType },
  { name: "ElevateToRoot", type: switchType },
  { name: "AddToSudoers", type: switchType },
  { name: "FailoverToSu", type: switchType },
  { name: "RootPassword", type: textType },
] as const;

/** Records of who logs in where. Sources: the pages of these cmdlets. */
export const credentialsCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Add-VBRCredentials",
    parameters: [
      { name: "User", type: textType, mandatory: true },
      { name: "Password", type: textType },
      { name: "Description", type: textType },
      { name: "Type", type: enumType("VBRCredentialsType") },
      ...ofLinux,
      { name: "PrivateKeyPath", type: textType },
      { name: "PrivateKey", type: textType },
    ],
    run(server, { given }) {
      const type = given.get("Type", member("VBRCredentialsType", "Windows"));
      if (String(type) !== "ManagedSvcAccount" && !given.has("Password")) {
        throw veeamError("Password is required unless Type is ManagedSvcAccount.");
      }
      const made = veeamObject("CCredentials", [
        ["Id", newId()],
        ["Name", given.text("User")],
        ["Description", given.get("Description", "")],
        ["PasswordSha256", given.has("Password") ? digestOf(given.text("Password")) : null],
      ]);
      server.store.put("CCredentials", made);
      return shown(made);
    },
  },
  {
    name: "Get-VBRCredentials",
    parameters: [{ name: "Name", type: textsType }],
    run: (server, { given }) =>
      (given.has("Name") ? given.list("Name").map(String) : ["*"]).flatMap((name) =>
        credentialsNamed(server, name).map(shown),
      ),
  },
  {
    name: "Set-VBRCredentials",
    parameters: [
      { name: "Credential", type: objectType("CCredentials"), mandatory: true },
      { name: "User", type: textType },
      { name: "Password", type: textType },
      { name: "Description", type: textType },
      ...ofLinux,
    ],
    run(server, { given }) {
      const id = String(given.instance("Credential", PsObject).get("Id"));
      const record = server.store.find("CCredentials", id);
      if (record === undefined) throw veeamError(`There are no credentials ${id}.`);
      if (given.has("User")) record.set("Name", given.get("User"));
      if (given.has("Description")) record.set("Description", given.get("Description"));
      if (given.has("Password")) record.set("PasswordSha256", digestOf(given.text("Password")));
      server.store.put("CCredentials", record);
      return shown(record);
    },
  },
];
