import { type DeclaredProduct } from "./products";
import { type Target } from "./reference";
import { type Declaration } from "./schema/estate";

/** What names within a Veeam server must lead to. */
export function veeamTargets({
  name,
  declared,
}: DeclaredProduct<Declaration["veeam"][string]>): Target[] {
  const { computers, credentials, protectionGroups, offsiteExport } = declared;
  return [
    {
      noun: "log-in of that Veeam server",
      known: Object.keys(credentials),
      references: [
        ...Object.entries(computers).flatMap(([protectionClass, list]) =>
          list.map((computer, index) => ({
            path: `veeam.${name}.computers.${protectionClass}[${index}].credentials`,
            value: computer.credentials,
          })),
        ),
        ...(offsiteExport.login === undefined
          ? []
          : [{ path: `veeam.${name}.offsiteExport.login`, value: offsiteExport.login }]),
      ],
    },
    {
      noun: "class with a protection group on that Veeam server",
      known: Object.keys(protectionGroups),
      references: Object.keys(computers).map((protectionClass) => ({
        path: `veeam.${name}.computers.${protectionClass}`,
        value: protectionClass,
      })),
    },
  ];
}
