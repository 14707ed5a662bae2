import { PsObject } from "../windows/interpreter/values/ps-object";
import { type Call } from "../windows/cmdlets/cmdlet";
import { intType, switchType } from "../windows/cmdlets/parameter-types";
import { nothing, type Value } from "../windows/interpreter/values/value";
import { repositoriesNamed } from "./repository";
import { type VeeamServer, veeamError } from "./server";
import { objectOrText, objectType, veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

const type = "VBRConfigurationBackupJob";

/** Restore points that may be kept on disk. */
const points = { min: 1, max: 255 } as const;

function current(server: VeeamServer): PsObject {
  const [job] = server.store.all(type);
  if (job === undefined) throw veeamError("There is no configuration backup job.");
  return job;
}

/** What scripts see of it: it has no documented id. */
function shown(job: PsObject): PsObject {
  return veeamObject(
    type,
    job.entries.filter(([name]) => name !== "Id"),
  );
}

/** Parameters whose value becomes a property as it is. */
const plain: Readonly<Record<string, string>> = {
  Enable: "Enabled",
  Repository: "Repository",
  ScheduleOptions: "ScheduleOptions",
  RestorePointsToKeep: "RestorePointsToKeep",
  NotificationOptions: "NotificationOptions",
};

function encryption(server: VeeamServer, job: PsObject, { given }: Call): Value {
  const before = job.get("EncryptionOptions");
  const known = before instanceof PsObject ? before : veeamObject("VBREncryptionOptions", []);
  const enabled = given.get("EnableEncryption", known.get("Enabled"));
  const key = given.get("EncryptionKey", known.get("Key"));
  if (enabled === true && !(key instanceof PsObject)) {
    throw veeamError("EnableEncryption needs an EncryptionKey.");
  }
  const turnedOff = given.has("EnableEncryption") && enabled !== true;
  if (turnedOff && server.store.all("PSCryptoKey").length > 0) {
    throw veeamError(
      "Encryption of the configuration backup must be enabled, because there is a password in the Password Manager.",
    );
  }
  return veeamObject("VBREncryptionOptions", [
    ["Enabled", enabled],
    ["Key", key],
  ]);
}

function set(server: VeeamServer, call: Call): Value {
  const { given } = call;
  const job = current(server);
  const kept = given.has("RestorePointsToKeep") ? given.number("RestorePointsToKeep") : points.min;
  if (kept < points.min || kept > points.max) {
    throw veeamError(`RestorePointsToKeep is ${kept}; you can set ${points.min} to ${points.max}.`);
  }
  for (const [parameter, property] of Object.entries(plain)) {
    if (given.has(parameter)) job.set(property, given.get(parameter));
  }
  job.set("EncryptionOptions", encryption(server, job, call));
  server.store.put(type, job);
  return given.flag("PassThru") ? shown(job) : nothing;
}

/** The backup of Veeam's own configuration, keys included if it is encrypted. */
export function configurationBackupCmdlets(server: VeeamServer): readonly VeeamCmdlet[] {
  return [
    {
      name: "Get-VBRConfigurationBackupJob",
      parameters: [],
      run: () => shown(current(server)),
    },
    {
      name: "Set-VBRConfigurationBackupJob",
      parameters: [
        { name: "Enable", type: switchType },
        {
          name: "Repository",
          type: objectOrText(
            objectType("CBackupRepository"),
            (text) => repositoriesNamed(server, text)[0],
          ),
        },
        { name: "ScheduleOptions", type: objectType("VBRConfigurationBackupScheduleOptions") },
        { name: "RestorePointsToKeep", type: intType },
        { name: "EnableEncryption", type: switchType },
        { name: "EncryptionKey", type: objectType("PSCryptoKey") },
        { name: "NotificationOptions", type: objectType("VBRNotificationOptions") },
        { name: "PassThru", type: switchType },
      ],
      run: set,
    },
  ];
}
