import { stripVTControlCharacters } from "node:util";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { plainEnvironment } from "../environment";
import { type JudgedResource } from "../judged-resource";
import { withProgramEngine } from "../program-engine";
import { project, runProgramBeside } from "../program-run";
import { Registrations } from "./registrations";

/** Milliseconds for a program; the lab's takes a few seconds. */
const patience = 180_000;

/** A program, and the stack that it declares. */
export interface PreviewedProgram {
  readonly program: string;
  readonly stack: string;
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly args?: readonly string[];
}

/**
 * Runs a program as a preview of a stack of which nothing is made yet, and asks nobody anything.
 *
 * @returns what it registers, in that order
 * @throws Error with what the program said, if it does not come to its end
 */
export async function previewed({
  program,
  stack,
  values,
  secretKeys,
  args = [],
}: PreviewedProgram): Promise<readonly JudgedResource[]> {
  const registrations = new Registrations({ stack, project }, values);
  const errors: string[] = [];
  const listener = {
    register: registrations.register.bind(registrations),
    registerOutputs: registrations.registerOutputs.bind(registrations),
    log: (request: LogRequest) => {
      if (request.getSeverity() === LogSeverity.ERROR) errors.push(request.getMessage());
    },
  };
  const settings = { program, args, stack, isPreview: true, configuration: values, secretKeys };
  const options = {
    ...{ env: plainEnvironment(), all: true, timeout: patience, killSignal: "SIGKILL" },
  } as const;
  const { code, all = "" } = await withProgramEngine(listener, (address) =>
    runProgramBeside(address, settings, options),
  );
  if (code === 0) return registrations.resources;
  const ending = code === null ? `after ${patience / 1000} s, or by a signal` : `with code ${code}`;
  throw new Error(
    `the program ended ${ending} before it had declared everything, so nothing was judged:\n` +
      (errors.length > 0 ? errors : [all])
        .map((text) => stripVTControlCharacters(text).trim())
        .join("\n"),
  );
}
