import * as path from "node:path";
import { readJsonFile } from "../host/atomic-file";
import { wildcard } from "../interpreter/evaluator/texts";
import { EnumType } from "../interpreter/values/enum-value";
import { PsObject } from "../interpreter/values/ps-object";
import { type Value } from "../interpreter/values/value";
import { type Call, type Cmdlet } from "./cmdlet";
import { textsType } from "./parameter-types";

/** A service of the simulated host, as `services.json` of its state has it. */
export interface Service {
  readonly name: string;
  readonly displayName: string;
  readonly status: string;
  readonly startType: string;
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

function getService(services: readonly Service[], { given, writeError }: Call): Value {
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
    return found.map(controllerOf);
  });
}

/** Windows services, of which the subset can only be read. */
export function serviceCmdlets(stateDirectory: string): readonly Cmdlet[] {
  const file = path.join(stateDirectory, servicesFile);
  return [
    {
      name: "Get-Service",
      aliases: ["gsv"],
      parameters: [
        {
          name: "Name",
          type: textsType,
          position: 0,
          fromPipeline: true,
          aliases: ["ServiceName"],
        },
      ],
      run: (call) => getService(readJsonFile<readonly Service[]>(file, []), call),
    },
  ];
}
