import { PsObject } from "../windows/interpreter/values/ps-object";
import { type Call } from "../windows/cmdlets/cmdlet";
import { type Parameter } from "../windows/cmdlets/parameter";
import { guidsType, switchType, textType, textsType } from "../windows/cmdlets/parameter-types";
import { wildcard } from "../windows/interpreter/evaluator/texts";
import { nothing, type Value } from "../windows/interpreter/values/value";
import { requireSameScope, requireValidJob } from "./job-rules";
import { jobSettings } from "./job-settings";
import { type VeeamServer, veeamError } from "./server";
import { newId } from "./store";
import { enumType, listOf, objectType, veeamObject } from "./types";
import { parametersOf, propertiesOf, type VeeamCmdlet } from "./veeam-cmdlet";

const type = "VBRComputerBackupJob";

const backupObject: Parameter = {
  name: "BackupObject",
  type: listOf(objectType("VBRProtectionGroup", "VBRDiscoveredComputer")),
};

const oneJob: Parameter = {
  name: "Job",
  type: objectType(type),
  mandatory: true,
  fromPipeline: true,
};
const jobs: Parameter = { ...oneJob, type: listOf(objectType(type)), position: 0 };

const settingParameters = parametersOf(jobSettings).map((parameter) =>
  parameter.name === "BackupType" ? { ...parameter, mandatory: true } : parameter,
);

/** Jobs and policies are apart: one of each may have a name. */
function requireFreeName(server: VeeamServer, name: string, mode: Value): void {
  const taken = server.store
    .all(type)
    .filter((job) => String(job.get("Mode")) === String(mode))
    .some((job) => String(job.get("Name")).toLowerCase() === name.toLowerCase());
  if (taken) throw veeamError(`Job '${name}' already exists.`);
}

function nextName(server: VeeamServer): string {
  return `Agent Backup Job ${server.store.all(type).length + 1}`;
}

function add(server: VeeamServer, call: Call): Value {
  const { given } = call;
  const name = given.has("Name") ? given.text("Name") : nextName(server);
  requireFreeName(server, name, given.get("Mode"));
  const job = veeamObject(type, [
    ["Id", newId()],
    ["Name", name],
    ["OSPlatform", given.get("OSPlatform")],
    ["Type", given.get("Type")],
    ["Mode", given.get("Mode")],
    ["JobEnabled", true],
    ["BackupObject", given.get("BackupObject")],
    ...propertiesOf(jobSettings, call),
    ["GFSRetentionEnabled", given.has("GFSOptions")],
  ]);
  requireValidJob(job);
  server.store.put(type, job);
  return job;
}

/** The stored job behind the object that a script holds, which may be out of date. */
function stored(server: VeeamServer, job: Value): PsObject {
  const id = job instanceof PsObject ? String(job.get("Id")) : "";
  const found = server.store.find(type, id);
  if (found === undefined) throw veeamError(`There is no job ${id}.`);
  return found;
}

function set(server: VeeamServer, { given }: Call): Value {
  const job = stored(server, given.get("Job"));
  if (given.has("Name") && given.text("Name") !== String(job.get("Name"))) {
    requireFreeName(server, given.text("Name"), job.get("Mode"));
    job.set("Name", given.text("Name"));
  }
  if (given.has("BackupType")) requireSameScope(job.get("BackupType"), given.get("BackupType"));
  for (const { parameter, property = parameter } of jobSettings) {
    if (given.has(parameter)) job.set(property, given.get(parameter));
  }
  if (given.has("BackupObject")) job.set("BackupObject", given.get("BackupObject"));
  // Unlike all others it goes off when it is left out.
  job.set("GFSRetentionEnabled", given.flag("EnableGFSRetention"));
  requireValidJob(job);
  server.store.put(type, job);
  return job;
}

const filters: Readonly<Record<string, (job: PsObject, wanted: string) => boolean>> = {
  Name: (job, wanted) => wildcard(wanted).test(String(job.get("Name"))),
  Id: (job, wanted) => String(job.get("Id")) === wanted,
  Mode: (job, wanted) => String(job.get("Mode")) === wanted,
};

function get(server: VeeamServer, { given }: Call): Value {
  const chosen = Object.entries(filters).filter(([name]) => given.has(name));
  return server.store
    .all(type)
    .filter((job) =>
      chosen.every(([name, fits]) => given.list(name).some((wanted) => fits(job, String(wanted)))),
    );
}

/** `Enable-` and `Disable-VBRComputerBackupJob`. */
function switching(name: string, on: boolean): VeeamCmdlet {
  return {
    name,
    parameters: [jobs, { name: "PassThru", type: switchType }],
    run(server, { given }) {
      const changed = given.list("Job").map((each) => stored(server, each));
      for (const job of changed) {
        job.set("JobEnabled", on);
        server.store.put(type, job);
      }
      return given.flag("PassThru") ? changed : nothing;
    },
  };
}

/** Agent backup jobs. Source: the pages of these cmdlets. */
export const computerBackupJobCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Add-VBRComputerBackupJob",
    parameters: [
      { name: "OSPlatform", type: enumType("VBRAgentType"), mandatory: true },
      { name: "Type", type: enumType("VBRComputerBackupJobType"), mandatory: true },
      { name: "Mode", type: enumType("VBRComputerBackupJobMode"), mandatory: true },
      { name: "Name", type: textType },
      { ...backupObject, mandatory: true },
      ...settingParameters,
    ],
    run: add,
  },
  {
    name: "Set-VBRComputerBackupJob",
    parameters: [
      oneJob,
      { name: "Name", type: textType },
      backupObject,
      ...parametersOf(jobSettings),
      { name: "EnableGFSRetention", type: switchType },
    ],
    run: set,
  },
  {
    name: "Get-VBRComputerBackupJob",
    parameters: [
      { name: "Name", type: textsType, sets: ["name"] },
      { name: "Mode", type: listOf(enumType("VBRComputerBackupJobMode")), sets: ["name"] },
      { name: "Id", type: guidsType, sets: ["id"] },
    ],
    run: get,
  },
  switching("Enable-VBRComputerBackupJob", true),
  switching("Disable-VBRComputerBackupJob", false),
];
