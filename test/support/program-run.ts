import * as path from "node:path";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { withProgramEngine } from "../../commands/policy/program-engine";
import { runProgramBeside } from "../../commands/policy/program-run";
import { openEnvelope } from "../../model/remote/envelope";

/** What an engine saw of a program. */
export interface ProgramRun {
  readonly code: number | null;
  /** Messages of the program's log that are errors. */
  readonly errors: readonly string[];
  /** How many messages there were that are of no interest to who uses it. */
  readonly debugging: number;
  /** Names of what it registered. */
  readonly registered: readonly string[];
  /** The scripts of its remote objects, by their names; of those whose envelope is known yet. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** How a program is run; what is left out is as Pulumi has it. */
export interface ProgramSettings {
  /** The resource whose registration fails. */
  readonly failing?: string;
  readonly args?: readonly string[];
  /** Values as the engine hands them over, and a preview of them; nothing, and an update. */
  readonly previewed?: Readonly<Record<string, string>>;
  /** A file for the paths of all modules that it has loaded, as JSON. */
  readonly modulesFile?: string;
}

/**
 * Runs `program` in the SDK's own runner, as each language host does, beside an engine that goes on after errors.
 *
 * @param program - TypeScript, or JavaScript that needs no translation
 */
export async function runInEngine(
  program: string,
  { failing, args = [], previewed, modulesFile }: ProgramSettings = {},
): Promise<ProgramRun> {
  const errors: string[] = [];
  let debugging = 0;
  const registered: string[] = [];
  const scripts: Record<string, string> = {};
  const listener = {
    log: (request: { getSeverity(): LogSeverity; getMessage(): string }) => {
      if (request.getSeverity() === LogSeverity.ERROR) errors.push(request.getMessage());
      if (request.getSeverity() === LogSeverity.DEBUG) debugging += 1;
    },
    register: (request: resource.RegisterResourceRequest) => {
      const name = request.getName();
      registered.push(name);
      const script = scriptOf(request);
      if (script !== undefined) scripts[name] = script;
      const response = new resource.RegisterResourceResponse()
        .setUrn(`urn:pulumi:lab::backup::${request.getType()}::${name}`)
        .setObject(request.getObject());
      return name === failing ? response.setResult(resource.Result.FAIL) : response.setId(name);
    },
  };
  const observer = path.join(__dirname, "loaded-modules.js");
  const settings = {
    ...{ program, args, stack: "lab", isPreview: previewed !== undefined },
    configuration: previewed ?? {},
    nodeArguments: modulesFile === undefined ? [] : ["--require", observer],
  };
  const options = { stdio: "ignore", env: { ...process.env, MODULES_FILE: modulesFile } } as const;
  const { code } = await withProgramEngine(listener, (address) =>
    runProgramBeside(address, settings, options),
  );
  return { code, errors, debugging, registered: registered.sort(), scripts };
}

/** What a remote object's secret envelope says in clear, which is JSON; `undefined` if that is not known, or there is none. */
function scriptOf(request: resource.RegisterResourceRequest): string | undefined {
  const { stdin } = (request.getObject()?.toJavaScript() ?? {}) as { stdin?: { value?: string } };
  return stdin?.value === undefined ? undefined : openEnvelope(stdin.value)?.script;
}
