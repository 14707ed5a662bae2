import { resourceRule } from "../../rule";
import { isSet } from "../../unknown";

/**
 * A password can be guessed and is handed to the host with each log-in; a key is neither. An agent (`agentSocketPath`) holds
 * keys as well.
 */
export const remoteLoginKey = resourceRule({
  name: "remote-login-key",
  description: "Hosts, and the proxies before them, are logged in to by a key.",
  remediation:
    "Put a public key on the host, give the private one as `privateKey` or by an agent, and take `password` out.",
  types: ["command:remote:Command", "command:remote:CopyToRemote", "command:remote:CopyFile"],
  judge: ({ props: { connection } }) =>
    [["connection", connection] as const, ["connection.proxy", connection?.proxy] as const].flatMap(
      ([path, login]) =>
        // Whether there is one says enough: what it is need not be known, nor read.
        login !== undefined && isSet(login, "password")
          ? [
              {
                problem: `${path}.password is set; wanted is a log-in by privateKey or an agent`,
                fix: `give ${path}.privateKey, and take ${path}.password out`,
              },
            ]
          : [],
    ),
});
