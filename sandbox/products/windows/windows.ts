import { accessListCmdlets } from "./cmdlets/access-lists";
import { changingFileCmdlets } from "./cmdlets/changing-files";
import { type Cmdlet, type CollectingCmdlet, commandTable } from "./cmdlets/cmdlet";
import { dateCmdlets } from "./cmdlets/dates";
import { fileCmdlets } from "./cmdlets/files";
import { jsonCmdlets } from "./cmdlets/json/json";
import { objectCmdlets } from "./cmdlets/objects";
import { outputCmdlets } from "./cmdlets/output";
import { programCmdlets, seedPrograms } from "./cmdlets/programs";
import { scheduledTaskCmdlets } from "./cmdlets/scheduled-tasks";
import { securityCmdlets } from "./cmdlets/security";
import { serviceCmdlets } from "./cmdlets/services";
import { systemCmdlets } from "./cmdlets/system";
import { readCommandLine } from "./command-line";
import { AccessLists } from "./host/access-lists";
import { FileSystem } from "./host/file-system";
import { ProcessMutex } from "./host/mutex";
import { type Host, newLine } from "./interpreter/host";
import { runScript } from "./interpreter/interpreter";
import { loadGrammar } from "./interpreter/syntax/grammar";
import { drives, runDueJobs, seed } from "../iperius/iperius";
import { veeamModule } from "../veeam/module";
import { VeeamServer } from "../veeam/server";

/** The process on which a session runs: its streams and its clock. */
export type Streams = Pick<Host, "readStandardInput" | "writeOutput" | "writeError" | "now">;

/** The machine's name. */
const computerName = "VBR01";

const versions = { Core: "7.5.4", Desktop: "5.1.26100.1" } as const;

const environment: ReadonlyMap<string, string> = new Map([
  ["COMPUTERNAME", computerName],
  ["PROGRAMDATA", "C:\\ProgramData"],
  ["PROGRAMFILES", "C:\\Program Files"],
  ["SYSTEMROOT", "C:\\Windows"],
  ["TEMP", "C:\\Windows\\Temp"],
]);

/** The PowerShell in which a version of Veeam works. */
const editions = { 12: "Desktop", 13: "Core" } as const;

/** Veeam's cmdlets have all the parameters of their pages. */
const asDocumented = (cmdlet: Cmdlet): Cmdlet => ({ ...cmdlet, complete: true });

/** Every cmdlet of the host; Veeam's module only in the PowerShell that its version works in. */
function cmdletsOf(
  stateDirectory: string,
  server: VeeamServer,
  hasVeeam: boolean,
): readonly (readonly (Cmdlet | CollectingCmdlet)[])[] {
  const files = new FileSystem(drives(stateDirectory));
  const lists = new AccessLists(stateDirectory);
  return [
    outputCmdlets,
    objectCmdlets,
    jsonCmdlets,
    dateCmdlets,
    securityCmdlets,
    systemCmdlets(stateDirectory),
    fileCmdlets(files),
    changingFileCmdlets(files, lists),
    accessListCmdlets(files, lists),
    programCmdlets(files),
    scheduledTaskCmdlets(stateDirectory),
    serviceCmdlets(stateDirectory),
    ...(hasVeeam ? [veeamModule(server).map(asDocumented)] : []),
  ];
}

/**
 * Runs one command line on the Windows host whose state is in `stateDirectory`, which is made if it
 * is missing.
 *
 * @returns the exit code
 */
export async function runCommandLine(
  line: string,
  stateDirectory: string,
  streams: Streams,
): Promise<number> {
  const request = readCommandLine(line);
  if (request.kind === "refuse") {
    streams.writeError(request.message + newLine);
    return request.code;
  }
  seed(stateDirectory);
  seedPrograms(stateDirectory, new FileSystem(drives(stateDirectory)));
  runDueJobs(stateDirectory, streams.now());
  const server = new VeeamServer(stateDirectory, computerName, () => streams.now());
  const hasVeeam = request.edition === editions[server.installation.version];
  const opened: ProcessMutex[] = [];
  const host: Host = {
    ...streams,
    edition: { name: request.edition, version: versions[request.edition] },
    streams: request.streams,
    environment,
    lacks: (command) => !hasVeeam && /^\w+-VBR\w+$/i.test(command),
    openMutex(name) {
      const mutex = new ProcessMutex(stateDirectory, name);
      opened.push(mutex);
      return mutex;
    },
  };
  const commands = commandTable(...cmdletsOf(stateDirectory, server, hasVeeam));
  const grammar = await loadGrammar();
  try {
    return runScript({ grammar, host, commands }, request.script);
  } finally {
    for (const mutex of opened) mutex.end();
  }
}
