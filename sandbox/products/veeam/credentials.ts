import { type PsObject } from "../windows/interpreter/values/ps-object";
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

/** Records of who logs in where. No password is kept: nothing here uses one, nothing reads it. */
export const credentialsCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Add-VBRCredentials",
    parameters: [
      { name: "User", type: textType, mandatory: true },
      { name: "Password", type: textType },
      { name: "Description", type: textType },
      { name: "Type", type: enumType("VBRCredentialsType") },
      { name: "SshPort", type: intType },
      { name: "Passphrase", type: textType },
      { name: "ElevateToRoot", type: switchType },
      { name: "AddToSudoers", type: switchType },
      { name: "FailoverToSu", type: switchType },
      { name: "RootPassword", type: textType },
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
      ]);
      server.store.put("CCredentials", made);
      return made;
    },
  },
  {
    name: "Get-VBRCredentials",
    parameters: [{ name: "Name", type: textsType }],
    run: (server, { given }) =>
      (given.has("Name") ? given.list("Name").map(String) : ["*"]).flatMap((name) => [
        ...credentialsNamed(server, name),
      ]),
  },
];
