import { type Cmdlet } from "../windows/cmdlets/cmdlet";
import { type Parameter } from "../windows/cmdlets/parameter";
import { intType, switchType, textType } from "../windows/cmdlets/parameter-types";
import { NeverAnswers } from "../windows/interpreter/errors";
import { nothing } from "../windows/interpreter/values/value";
import { type VeeamServer, veeamError } from "./server";
import { veeamObject } from "./types";

/** Parameters that came with a version. */
const newParameters: Readonly<Record<12 | 13, readonly Parameter[]>> = {
  12: [],
  13: [{ name: "ForceAcceptTlsCertificate", type: switchType }],
};

/** Where the server listens unless told otherwise. */
const ports = { 12: 9392, 13: 443 } as const;

/** Sessions with the server. They need no licence, and these cmdlets no session. */
export function connectionCmdlets(server: VeeamServer): readonly Cmdlet[] {
  return [
    {
      name: "Connect-VBRServer",
      parameters: [
        { name: "Server", type: textType },
        { name: "Port", type: intType },
        { name: "Timeout", type: intType },
        ...newParameters[server.installation.version],
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
 * Only the machine itself is a backup server here. The certificate of 13 is self-signed: who has not accepted it is
 * asked, and nobody is there to answer (seen on four of ten servers). A process has one session at a time.
 */
function connect(server: VeeamServer, name: string, acceptsCertificate: boolean): void {
  const own = ["localhost", "127.0.0.1", server.computerName.toLowerCase()];
  const { version, certificateAccepted } = server.installation;
  if (!own.includes(name.toLowerCase())) {
    throw veeamError(`Failed to connect to Veeam Backup & Replication server '${name}'.`);
  }
  if (server.connectedTo !== undefined) {
    throw veeamError(
      `You are already connected to ${server.connectedTo}:${ports[version]}. Close previous session first`,
    );
  }
  if (version === 13 && !acceptsCertificate && !certificateAccepted) {
    throw new NeverAnswers("Connect-VBRServer");
  }
  server.requireConsent("Connect-VBRServer");
  server.connectedTo = name;
}
