import { mostLogIns } from "../../components/remote/log-ins";

/**
 * The environment in which the Pulumi CLI works on a stack that is not the sandbox's: this shell's, with its backend
 * (`PULUMI_BACKEND_URL`, or that of `pulumi login`) and its access. An error of one thing keeps nothing from the others,
 * and hosts take few log-ins at once (docs/decisions/0014), unless the shell says otherwise.
 */
export const shellEnvironment = (): NodeJS.ProcessEnv => ({
  PULUMI_CONTINUE_ON_ERROR: "true",
  PULUMI_PARALLEL: String(mostLogIns),
  ...process.env,
});
