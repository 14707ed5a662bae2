import { type RemoteAction } from "../../model/remote/envelope";
import { type Platform } from "../../model/remote/platform";
import { powershellCommandLine } from "./powershell";
import { shellCommandLine } from "./shell";

/** The command line that takes an envelope on standard input and does `action`; it holds no data and no secret. */
export function commandLine(platform: Platform, action: RemoteAction): string {
  return platform.name === "posix"
    ? shellCommandLine(action)
    : powershellCommandLine(platform.powershell, action);
}
