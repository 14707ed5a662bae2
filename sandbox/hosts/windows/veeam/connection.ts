import { type Cmdlet } from "../cmdlets/cmdlet";
import { intType, switchType, textType } from "../cmdlets/parameter-types";
import { failure } from "../interpreter/errors";
import { nothing } from "../interpreter/values/value";
import { type VeeamServer, veeamError } from "./server";
import { veeamObject } from "./types";

/** Sessions with the server. They need no licence, and these cmdlets no session. */
export function connectionCmdlets(server: VeeamServer): readonly Cmdlet[] {
  return [
    {
      name: "Connect-VBRServer",
      parameters: [
        { name: "Server", type: textType },
        { name: "Port", type: intType },
        { name: "Timeout", type: intType },
        { name: "ForceAcceptTlsCertificate", type: switchType },
        { name: "User", type: textType },
        { name: "Password", type: textType },
      ],
      run({ given }) {
        if (given.has("User") !== given.has("Password")) {
          throw veeamError("User and Password belong together: give both, or neither.");
        }
        const name = String(given.get("Server", "localhost"));
        connect(server, name, given.flag("ForceAcceptTlsCertificate"));
        return nothing;
      },
    },
    {
      name: "Disconnect-VBRServer",
      parameters: [],
      run() {
        server.connectedTo = undefined;
        return nothing;
      },
    },
    {
      name: "Get-VBRServerSession",
      parameters: [],
      run: () =>
        server.connectedTo === undefined
          ? nothing
          : veeamObject("VBRServerSession", [["Server", server.connectedTo]]),
    },
  ];
}

/**
 * Only the machine itself is a backup server here. Its certificate is self-signed: without
 * `-ForceAcceptTlsCertificate` the cmdlet asks, and nobody is there to answer
 * (VeeamHub/veeam-ansible#83).
 */
function connect(server: VeeamServer, name: string, acceptsCertificate: boolean): void {
  const own = ["localhost", "127.0.0.1", server.computerName.toLowerCase()];
  if (!own.includes(name.toLowerCase())) {
    throw veeamError(`Failed to connect to Veeam Backup & Replication server '${name}'.`);
  }
  if (server.connectedTo !== undefined && server.connectedTo !== name) {
    throw veeamError(
      `A session with ${server.connectedTo} is open already; run Disconnect-VBRServer first.`,
    );
  }
  if (!acceptsCertificate) {
    throw failure(
      "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
      { type: "System.Management.Automation.PSInvalidOperationException", id: "InvalidOperation" },
    );
  }
  server.connectedTo = name;
}
