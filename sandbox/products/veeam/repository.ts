import { PsObject } from "../windows/interpreter/values/ps-object";
import { type Parameter } from "../windows/cmdlets/parameter";
import { intType, switchType, textType, textsType } from "../windows/cmdlets/parameter-types";
import { wildcard } from "../windows/interpreter/evaluator/texts";
import { nothing, type Value } from "../windows/interpreter/values/value";
import { type VeeamServer, veeamError } from "./server";
import { newId } from "./store";
import { enumType, listOf, objectType, veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/** Repositories by name; wildcards are allowed. */
export function repositoriesNamed(server: VeeamServer, pattern: string): readonly PsObject[] {
  const matches = wildcard(pattern);
  return server.store
    .all("CBackupRepository")
    .filter((each) => matches.test(String(each.get("Name"))));
}

/** Parameters of the page that this stand-in takes and keeps nothing of. */
const unkept: readonly Parameter[] = [
  { name: "MountServer", type: objectType("CHost") },
  { name: "AutoSelectGateway", type: switchType },
  { name: "LimitConcurrentJobs", type: switchType },
  { name: "MaxConcurrentJobs", type: intType },
  { name: "LimitDatarate", type: switchType },
  { name: "DataRateLimit", type: intType },
  { name: "AlignDataBlocks", type: switchType },
  { name: "DecompressDataBlocks", type: switchType },
  { name: "UsePerVMFile", type: switchType },
  { name: "Force", type: switchType },
];

/** Backup repositories. Source: the pages of these cmdlets; their object is documented nowhere. */
export const repositoryCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Get-VBRBackupRepository",
    parameters: [
      { name: "Name", type: textsType },
      { name: "ScaleOut", type: switchType },
    ],
    run(server, { given }) {
      if (given.flag("ScaleOut")) return nothing;
      const names = given.has("Name") ? given.list("Name").map(String) : ["*"];
      return names.flatMap((name) => [...repositoriesNamed(server, name)]);
    },
  },
  {
    name: "Add-VBRBackupRepository",
    parameters: [
      { name: "Folder", type: textType, mandatory: true },
      { name: "Type", type: enumType("VBRRepositoryType"), mandatory: true },
      { name: "Name", type: textType },
      { name: "Description", type: textType },
      { name: "Server", type: listOf(objectType("CHost")) },
      { name: "Credentials", type: objectType("CCredentials") },
      ...unkept,
    ],
    run(server, { given }) {
      const name = String(given.get("Name", given.text("Folder")));
      if (repositoriesNamed(server, name).length > 0) {
        throw veeamError(`Backup repository '${name}' already exists.`);
      }
      const [host = server.store.all("CHost")[0] ?? null] = given.list("Server");
      const made = veeamObject("CBackupRepository", [
        ["Id", newId()],
        ["Name", name],
        ["Description", given.get("Description", "")],
        ["Type", given.get("Type")],
        ["FriendlyPath", given.text("Folder")],
        ["Host", host],
      ]);
      server.store.put("CBackupRepository", made);
      return made;
    },
  },
  {
    name: "Set-VBRBackupRepository",
    parameters: [
      { name: "Repository", type: objectType("CBackupRepository"), mandatory: true },
      { name: "Name", type: textType },
      { name: "Description", type: textType },
      ...unkept,
    ],
    run(server, { given }): Value {
      const id = String(given.instance("Repository", PsObject).get("Id"));
      const repository = server.store.find("CBackupRepository", id);
      if (repository === undefined) throw veeamError(`There is no backup repository ${id}.`);
      for (const name of ["Name", "Description"])
        if (given.has(name)) repository.set(name, given.get(name));
      server.store.put("CBackupRepository", repository);
      return repository;
    },
  },
  {
    name: "Get-VBRServer",
    parameters: [
      { name: "Name", type: textsType },
      { name: "Type", type: enumType("VBRHostType") },
    ],
    run(server, { given }) {
      const names = given.has("Name") ? given.list("Name").map(String) : ["*"];
      const patterns = names.map((name) => wildcard(name));
      const type = String(given.get("Type"));
      return server.store
        .all("CHost")
        .filter((host) => patterns.some((pattern) => pattern.test(String(host.get("Name")))))
        .filter((host) => !given.has("Type") || String(host.get("Type")) === type);
    },
  },
];
