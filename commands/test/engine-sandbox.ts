import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { sandboxLayout } from "../../sandbox/layout";
import { stopSandbox } from "../../sandbox/sandbox";

/** Where the sandbox is that the engine's tests share. */
export const engineSandboxRoot = path.join(projectRoot, ".sandbox", "test-engine");

/** Ends the servers of that sandbox, where its tests were ended before they could. */
export function stopEngineSandbox(): Promise<boolean> {
  return stopSandbox(sandboxLayout(engineSandboxRoot));
}
