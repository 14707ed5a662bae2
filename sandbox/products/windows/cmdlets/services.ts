import * as path from "node:path";
import { readJsonFile, writeAtomically } from "../host/atomic-file";
import { withLock } from "../host/lock";
import { wildcard } from "../interpreter/evaluator/texts";
import { EnumType } from "../interpreter/values/enum-value";
import { PsObject } from "../interpreter/values/ps-object";
import { type Call, type Cmdlet } from "./cmdlet";
import { type Parameter } from "./parameter";
import { textsType } from "./parameter-types";

/** A service of the simulated host, as `services.json` of its state has it. */
export interface Service {
  readonly name: string;
  readonly displayName: string;
  readonly status: string;
  readonly startType: string;
  /** The account that it runs as. Default: SYSTEM. */
  readonly startName?: string;
}

/** The services' file within the host's state. */
export const servicesFile = "services.json";

/** `System.ServiceProcess.ServiceControllerStatus`. */
const status = new EnumType(
  "System.ServiceProcess.ServiceControllerStatus",
  [
    "Stopped",
    "StartPending",
    "StopPending",
    "Running",
    "ContinuePending",
    "PausePending",
    "Paused",
  ],
  [1, 2, 3, 4, 5, 6, 7],
);

/** `System.ServiceProcess.ServiceStartMode`. */
const startMode = new EnumType(
  "System.ServiceProcess.ServiceStartMode",
  ["Boot", "System", "Automatic", "Manual", "Disabled"],
  [0, 1, 2, 3, 4],
);

function controllerOf(service: Service): PsObject {
  return new PsObject(
    "System.ServiceProcess.ServiceController",
    [
      ["Name", service.name],
      ["ServiceName", service.name],
      ["DisplayName", service.displayName],
      ["Status", status.member(service.status) ?? null],
      ["StartType", startMode.member(service.startType) ?? null],
    ],
    service.name,
  );
}

/** The services that a call names; one that is not there is an error that does not end the cmdlet. */
function named(services: readonly Service[], { given, writeError }: Call): Service[] {
  const wanted = given.has("Name") ? given.list("Name").map(String) : ["*"];
  return wanted.flatMap((name) => {
    const pattern = wildcard(name);
    const found = services.filter((service) => pattern.test(service.name));
    if (found.length === 0 && !/[*?]/.test(name)) {
      writeError(`Cannot find any service with service name '${name}'.`, {
        type: "Microsoft.PowerShell.Commands.ServiceCommandException",
        id: "NoServiceFoundForGivenName",
      });
    }
    return found;
  });
}

const nameParameter: Parameter = {
  name: "Name",
  type: textsType,
  position: 0,
  fromPipeline: true,
  aliases: ["ServiceName"],
};

/** Windows services: they can be read, started and stopped. */
export function serviceCmdlets(stateDirectory: string): readonly Cmdlet[] {
  const file = path.join(stateDirectory, servicesFile);
  const read = () => readJsonFile<readonly Service[]>(file, []);
  /** Writes nothing to the pipeline, as the product without `-PassThru`. */
  const becoming = (name: string, alias: string, state: string): Cmdlet => ({
    name,
    aliases: [alias],
    parameters: [{ ...nameParameter, mandatory: true }],
    run: (call) =>
      withLock(stateDirectory, "services", () => {
        const services = read();
        const meant = named(services, call);
        const after = services.map((service) =>
          meant.includes(service) ? { ...service, status: state } : service,
        );
        writeAtomically(file, `${JSON.stringify(after, undefined, 2)}\n`);
        return [];
      }),
  });
  return [
    {
      name: "Get-Service",
      aliases: ["gsv"],
      parameters: [nameParameter],
      run: (call) => named(read(), call).map(controllerOf),
    },
    becoming("Start-Service", "sasv", "Running"),
    becoming("Stop-Service", "spsv", "Stopped"),
  ];
}
