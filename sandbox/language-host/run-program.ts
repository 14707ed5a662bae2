import { type ChildProcess } from "node:child_process";
import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { startNode } from "./children";
import { runtimeOptions } from "./runtime-options";
import { sdkRunner } from "./sdk";

/** The SDK's runner exits so after it has told the user everything (`cmd/run/index.js`). */
const exitAfterUserMessage = 32;

/** `LanguageRuntime.Run`: one run of the program in a node process of its own. */
export async function runProgram(request: RunRequest, engineAddress: string): Promise<RunResponse> {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const options = runtimeOptions(info);
  const program = startNode(
    [
      ...options.nodeArguments,
      sdkRunner(directory, "cmd/run"),
      ...runnerArguments(request, engineAddress),
      info?.getEntryPoint() || ".",
      ...request.getArgsList(),
    ],
    {
      cwd: directory,
      // The engine reads the host's own output and shows it as the program's.
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
        ...(options.tsconfig === undefined
          ? {}
          : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
      },
    },
  );
  return responseOf(await exitOf(program));
}

function runnerArguments(request: RunRequest, engineAddress: string): string[] {
  const values: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": request.getInfo()?.getRootDirectory() ?? "",
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const pairs = Object.entries(values).filter(([, value]) => value !== "");
  return [
    ...pairs.flatMap(([key, value]) => [`--${key}`, value]),
    ...(request.getDryrun() ? ["--dry-run"] : []),
  ];
}

/** The exit code, or the name of the signal that ended `child`. */
function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? "an unknown end"));
  });
}

function responseOf(exit: number | string): RunResponse {
  const response = new RunResponse();
  if (exit === 0) return response;
  if (exit === exitAfterUserMessage) return response.setBail(true);
  return response.setError(
    typeof exit === "number"
      ? `Program exited with non-zero exit code: ${exit}`
      : `Program was ended by ${exit}`,
  );
}
