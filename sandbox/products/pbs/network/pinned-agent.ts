import * as https from "node:https";
import * as net from "node:net";
import { type Duplex } from "node:stream";
import * as tls from "node:tls";

/** Refuses a server by its certificate's SHA-256 fingerprint (lower case, with colons). */
export type Judge = (fingerprint: string, trusted: boolean) => Error | undefined;

/** An agent whose connections are judged before anything is sent over them. */
export class PinnedAgent extends https.Agent {
  constructor(
    private readonly judge: Judge,
    options: https.AgentOptions,
  ) {
    super({ ...options, rejectUnauthorized: false });
  }

  override createConnection(
    options: https.RequestOptions,
    callback: (error: Error | null, stream: Duplex) => void = () => undefined,
  ): undefined {
    const target = options as tls.ConnectionOptions;
    const socket = tls.connect({ ...target, ...serverName(target), rejectUnauthorized: false });
    const fail = (error: Error) => {
      socket.destroy();
      callback(error, socket);
    };
    socket.once("error", fail);
    socket.once("secureConnect", () => {
      socket.off("error", fail);
      const fingerprint = socket.getPeerCertificate().fingerprint256.toLowerCase();
      const refusal = this.judge(fingerprint, socket.authorized);
      if (refusal === undefined) callback(null, socket);
      else fail(refusal);
    });
    return undefined;
  }
}

/** A name for the handshake; an address must not be one. */
function serverName({ host = "" }: tls.ConnectionOptions): { servername?: string } {
  return net.isIP(host) === 0 ? { servername: host } : {};
}
