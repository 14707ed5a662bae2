import { DotNetError, NeverAnswers } from "../windows/interpreter/errors";
import { type Installation, installationOf } from "./installation";
import { seeds } from "./seeds";
import { Store } from "./store";

/** Veeam's own failure: the cmdlet ends with it. */
export function veeamError(message: string): DotNetError {
  return new DotNetError("System.Exception", message);
}

/** The backup server, as one PowerShell session sees it. */
export class VeeamServer {
  readonly store: Store;
  readonly installation: Installation;
  /** The server that `Connect-VBRServer` named; undefined before. */
  connectedTo: string | undefined;

  constructor(
    stateDirectory: string,
    /** The machine's own name. */
    readonly computerName: string,
    /** Milliseconds since 1970. */
    readonly now: () => number,
  ) {
    this.store = new Store(stateDirectory, seeds(computerName));
    this.installation = installationOf(stateDirectory);
  }

  /**
   * What this server answers instead of doing what it is told, if so.
   *
   * @throws DotNetError, or NeverAnswers
   */
  requireConsent(cmdlet: string): void {
    const { refuses, silent } = this.installation;
    if (silent.includes(cmdlet)) throw new NeverAnswers(cmdlet);
    const refusal = refuses[cmdlet];
    if (refusal !== undefined) throw veeamError(refusal);
  }

  /**
   * What stands before every cmdlet: a session, and a server that consents.
   *
   * @throws DotNetError
   */
  requireUse(cmdlet: string): void {
    if (this.connectedTo === undefined) {
      throw veeamError(
        `${cmdlet}: there is no session with a Veeam backup server; run Connect-VBRServer first.`,
      );
    }
    this.requireConsent(cmdlet);
  }
}
