import { PsObject } from "../interpreter/values/ps-object";
import { nothing } from "../interpreter/values/value";
import { type Cmdlet } from "./cmdlet";
import { textType } from "./parameter-types";

/** What Windows tells of itself. */
const operatingSystem = new PsObject("Microsoft.Management.Infrastructure.CimInstance", [
  ["Caption", "Microsoft Windows Server 2022 Standard"],
  ["Version", "10.0.20348"],
  ["BuildNumber", "20348"],
]);

/** The class of CIM that this host has an instance of. */
export const systemCmdlets: readonly Cmdlet[] = [
  {
    name: "Get-CimInstance",
    parameters: [{ name: "ClassName", type: textType, position: 0, mandatory: true }],
    run: ({ given, writeError }) => {
      const name = given.text("ClassName");
      if (name.toLowerCase() === "win32_operatingsystem") return operatingSystem;
      writeError(`Invalid class "${name}".`, { id: "HRESULT 0x80041010" });
      return nothing;
    },
  },
];
