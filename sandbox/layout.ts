import * as path from "node:path";
import { projectRoot } from "../lib/project-root";

/** Where compiled stand-ins go; inside the checkout, so that they resolve its `node_modules`. */
export const buildDirectory = path.join(projectRoot, ".sandbox", "build");

/** Where one running sandbox keeps everything it makes: below the checkout, so two checkouts never meet. */
export interface SandboxLayout {
  /** The sandbox's directory, `.sandbox` of the checkout unless `SANDBOX_ROOT` names another. */
  readonly root: string;
  /** One log file a server. */
  readonly logs: string;
  /** Status and lock files of what is running. */
  readonly run: string;
  /** The private certificate authority and the servers' certificates. */
  readonly tls: string;
  /** The client's SSH key and the hosts' keys. */
  readonly ssh: string;
  /** One directory a server for its data. */
  readonly servers: string;
  /** One directory a simulated host for its private files. */
  readonly hosts: string;
  /** Pulumi's state, passphrase and workspace. */
  readonly pulumi: string;
  /** First on the engine's PATH: the CLI and the language host beside it, where that is ours. */
  readonly bin: string;
  /** `PULUMI_HOME` of the engine: the provider plugins, official and ours alike. */
  readonly engineHome: string;
}

/** The layout below `root`; pure, creates nothing. */
export function sandboxLayout(
  root: string = process.env["SANDBOX_ROOT"] ?? path.join(projectRoot, ".sandbox"),
): SandboxLayout {
  const below = (name: string) => path.join(root, name);
  return {
    root,
    logs: below("logs"),
    run: below("run"),
    tls: below("tls"),
    ssh: below("ssh"),
    servers: below("servers"),
    hosts: below("hosts"),
    pulumi: below("pulumi"),
    bin: below("bin"),
    engineHome: below("engine-home"),
  };
}
