import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { mostLogIns } from "../../components/remote/log-ins";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { type SandboxLayout } from "../../sandbox/layout";
import { type Toolchain } from "../../sandbox/toolchain/toolchain";

/** The stack that stands for the lab in the sandbox. */
export const sandboxStack = process.env["SANDBOX_STACK"] ?? "sandbox";

/**
 * The environment in which the plain Pulumi CLI works on the sandbox: its state, its stack, its plugins first on
 * PATH, and trust in the sandbox's certificate authority.
 */
export function sandboxEnvironment(
  toolchain: Toolchain,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
): NodeJS.ProcessEnv {
  const tools = [toolchain.pulumi, toolchain.mc].map((file) => path.dirname(file));
  const searchPath = [layout.bin, ...tools, process.env["PATH"]];
  return {
    ...process.env,
    PATH: searchPath.join(path.delimiter),
    PULUMI_HOME: layout.engineHome,
    PULUMI_BACKEND_URL: backendUrl(layout),
    PULUMI_STACK: sandboxStack,
    PULUMI_CONFIG_PASSPHRASE_FILE: path.join(layout.pulumi, "passphrase"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A server that is ill keeps nothing from the others (docs/decisions/0014).
    PULUMI_CONTINUE_ON_ERROR: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
    // Each operation may be a log-in to the same host.
    PULUMI_PARALLEL: process.env["PULUMI_PARALLEL"] ?? String(mostLogIns),
    SSL_CERT_FILE: endpoints.caBundleFile,
    NODE_EXTRA_CA_CERTS: endpoints.caFile,
    // The plugins in the engine's home are the pinned ones; one on PATH would serve in any version.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    // The command plugin calls the agent that it names before it uses the key that it is given.
    SSH_AUTH_SOCK: undefined,
  };
}

/**
 * The state below the sandbox. Each file of it is written whole or not at all; only the attributes that the engine's
 * storage would keep beside it are not, and one of those cut off by a kill makes the state unreadable. Nothing needs
 * them (gocloud.dev, blob/fileblob, "metadata").
 */
function backendUrl(layout: SandboxLayout): string {
  return `${pathToFileURL(layout.pulumi).href}?metadata=skip`;
}
