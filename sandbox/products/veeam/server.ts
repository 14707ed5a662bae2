import { DotNetError, NeverAnswers } from "../windows/interpreter/errors";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { type Installation, installationOf } from "./installation";
import { seeds } from "./seeds";
import { Store } from "./store";

/** Editions in which a cmdlet works, as its page lists them. Community has what Standard has. */
export type Edition = "Community" | "Enterprise";

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
   * What stands before every cmdlet: a session, and a licence that allows it.
   *
   * @throws DotNetError
   */
  requireUse(cmdlet: string, edition: Edition): void {
    if (this.connectedTo === undefined) {
      throw veeamError(
        `${cmdlet}: there is no session with a Veeam backup server; run Connect-VBRServer first.`,
      );
    }
    this.requireConsent(cmdlet);
    if (edition === "Enterprise") {
      throw veeamError(
        `${cmdlet}: the installed license (Community edition) does not support this ` +
          "functionality. It needs Enterprise, Enterprise Plus or Veeam Universal License.",
      );
    }
  }

  /** The agent jobs that use an object, wherever in their settings. */
  jobsUsing(object: PsObject): readonly string[] {
    const id = String(object.get("Id"));
    return this.store
      .all("VBRComputerBackupJob")
      .filter((job) => mentions(job, id))
      .map((job) => String(job.get("Name")));
  }
}

function mentions(object: PsObject, id: string): boolean {
  return object.entries.some(([, value]) => {
    const items = Array.isArray(value) ? value : [value];
    return items.some(
      (item) => item instanceof PsObject && (String(item.get("Id")) === id || mentions(item, id)),
    );
  });
}
