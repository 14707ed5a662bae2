import * as path from "node:path";
import { readJsonFile } from "../host/atomic-file";
import { PsObject } from "../interpreter/values/ps-object";
import { nothing, type Value } from "../interpreter/values/value";
import { type Cmdlet } from "./cmdlet";
import { textType } from "./parameter-types";
import { type Service, servicesFile } from "./services";

const instance = "Microsoft.Management.Infrastructure.CimInstance";

/** What Windows tells of itself. */
const operatingSystem = new PsObject(instance, [
  ["Caption", "Microsoft Windows Server 2022 Standard"],
  ["Version", "10.0.20348"],
  ["BuildNumber", "20348"],
]);

function servicesOf(stateDirectory: string): Value {
  const services = readJsonFile<readonly Service[]>(path.join(stateDirectory, servicesFile), []);
  return services.map(
    ({ name, startName = "LocalSystem" }) =>
      new PsObject(instance, [
        ["Name", name],
        ["StartName", startName],
      ]),
  );
}

/** The classes of CIM that this host has instances of. */
export const systemCmdlets = (stateDirectory: string): readonly Cmdlet[] => [
  {
    name: "Get-CimInstance",
    parameters: [{ name: "ClassName", type: textType, position: 0, mandatory: true }],
    run: ({ given, writeError }) => {
      const name = given.text("ClassName");
      if (name.toLowerCase() === "win32_operatingsystem") return operatingSystem;
      if (name.toLowerCase() === "win32_service") return servicesOf(stateDirectory);
      writeError(`Invalid class "${name}".`, { id: "HRESULT 0x80041010" });
      return nothing;
    },
  },
];
