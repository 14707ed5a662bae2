import { PsObject } from "../windows/interpreter/values/ps-object";
import { guidsType, switchType, textType, textsType } from "../windows/cmdlets/parameter-types";
import { wildcard } from "../windows/interpreter/evaluator/texts";
import { type Value } from "../windows/interpreter/values/value";
import { credentialsType } from "./credentials";
import { member } from "./schedule-options";
import { type VeeamServer, veeamError } from "./server";
import { newId } from "./store";
import { enumType, isOfType, listOf, objectType, veeamObject } from "./types";
import {
  optionsCmdlet,
  type Field,
  type OptionsCmdlet,
  parametersOf,
  propertiesOf,
  type VeeamCmdlet,
} from "./veeam-cmdlet";

const settings: readonly Field[] = [
  { parameter: "Description", type: textType, fallback: "" },
  { parameter: "ScheduleOptions", type: objectType("VBRProtectionGroupScheduleOptions") },
  { parameter: "DeploymentOptions", type: objectType("VBRProtectionGroupDeploymentOptions") },
  { parameter: "AdvancedOptions", type: objectType("VBRProtectionGroupAdvancedWindowsOptions") },
  { parameter: "NotificationOptions", type: objectType("VBRProtectionGroupNotificationOptions") },
];

/** As public reports read it from groups. */
const individual = member("VBRProtectionGroupContainerType", "IndividualComputers");

const containerType = objectType("VBRIndividualComputerContainer");

const group = {
  name: "ProtectionGroup",
  type: objectType("VBRProtectionGroup"),
  mandatory: true,
  fromPipeline: true,
};

/** Deployment of agents to the group's computers. */
const deployment: OptionsCmdlet = {
  name: "New-VBRProtectionGroupDeploymentOptions",
  makes: "VBRProtectionGroupDeploymentOptions",
  fields: [
    { parameter: "DistributionServer", type: objectType("CHost") },
    ...[
      "InstallAgent",
      "UpgradeAutomatically",
      "InstallDriver",
      "RebootIfRequired",
      "InstallApplicationPlugins",
      "InstallCDPAgent",
    ].map((parameter) => ({ parameter, type: switchType })),
  ],
};

const containerKinds: Readonly<Record<string, string>> = {
  VBRIndividualComputerContainer: "IndividualComputers",
};

/** The kind of a group's scope, as `-ContainerType` names it. */
function containerKind(container: Value): string | undefined {
  if (!(container instanceof PsObject)) return undefined;
  return Object.entries(containerKinds).find(([type]) => isOfType(container, type))?.[1];
}

/** Which groups a `Get` wants, by whichever of its parameters was given. */
const filters: Readonly<Record<string, (object: PsObject, wanted: string) => boolean>> = {
  Name: (object, wanted) => wildcard(wanted).test(String(object.get("Name"))),
  Id: (object, wanted) => String(object.get("Id")) === wanted,
  Type: (object, wanted) => String(object.get("Type")) === wanted,
  ContainerType: (object, wanted) => containerKind(object.get("Container")) === wanted,
};

function requireFreeName(server: VeeamServer, name: string): void {
  const taken = server.store
    .all("VBRProtectionGroup")
    .some((each) => String(each.get("Name")).toLowerCase() === name.toLowerCase());
  if (taken) throw veeamError(`Protection group '${name}' already exists.`);
}

/** Protection groups of single computers. Source: the pages of these cmdlets and types. */
export function protectionGroupCmdlets(server: VeeamServer): readonly VeeamCmdlet[] {
  return [
    optionsCmdlet(deployment),
    {
      name: "New-VBRIndividualComputerCustomCredentials",
      parameters: [
        { name: "HostName", type: textType, mandatory: true, fromPipeline: true },
        {
          name: "Credentials",
          type: credentialsType(server),
          mandatory: true,
          sets: ["credentials"],
        },
        {
          name: "UseTemporaryCertificate",
          type: switchType,
          mandatory: true,
          sets: ["certificate"],
        },
      ],
      run: (_server, { given }) =>
        veeamObject("VBRIndividualComputerCustomCredentials", [
          ["HostName", given.text("HostName")],
          ["Credentials", given.get("Credentials")],
          ["UseTemporaryCertificate", given.flag("UseTemporaryCertificate")],
          ["UseTemporarySSHCredentials", false],
        ]),
    },
    optionsCmdlet({
      name: "New-VBRIndividualComputerContainer",
      makes: "VBRIndividualComputerContainer",
      fields: [
        {
          parameter: "CustomCredentials",
          type: listOf(objectType("VBRIndividualComputerCustomCredentials")),
          mandatory: true,
        },
      ],
      also: () => [["Type", individual]],
    }),
    {
      name: "Set-VBRIndividualComputerContainer",
      parameters: [
        { name: "Container", type: containerType, mandatory: true, fromPipeline: true },
        {
          name: "CustomCredentials",
          type: listOf(objectType("VBRIndividualComputerCustomCredentials")),
        },
      ],
      run(_server, { given }) {
        const before = given.instance("Container", PsObject).get("CustomCredentials");
        return veeamObject("VBRIndividualComputerContainer", [
          ["Type", individual],
          ["CustomCredentials", given.get("CustomCredentials", before)],
        ]);
      },
    },
    {
      name: "Add-VBRProtectionGroup",
      parameters: [
        { name: "Name", type: textType, mandatory: true },
        { name: "Container", type: containerType, mandatory: true, fromPipeline: true },
        ...parametersOf(settings),
      ],
      run(_server, call) {
        requireFreeName(server, call.given.text("Name"));
        const made = veeamObject("VBRProtectionGroup", [
          ["Id", newId()],
          ["Name", call.given.text("Name")],
          ["Enabled", true],
          ["Type", member("VBRProtectionGroupType", "Custom")],
          ["Container", call.given.get("Container")],
          ...propertiesOf(settings, call),
        ]);
        server.store.put("VBRProtectionGroup", made);
        return made;
      },
    },
    {
      name: "Get-VBRProtectionGroup",
      parameters: [
        { name: "Id", type: guidsType, sets: ["id"], fromPipeline: true },
        { name: "Name", type: textsType, sets: ["name"] },
        { name: "Type", type: listOf(enumType("VBRProtectionGroupType")), sets: ["type"] },
        {
          name: "ContainerType",
          type: listOf(enumType("VBRProtectionGroupContainerType")),
          sets: ["container"],
        },
      ],
      run(_server, { given }) {
        const chosen = Object.entries(filters).filter(([name]) => given.has(name));
        return server.store
          .all("VBRProtectionGroup")
          .filter((each) =>
            chosen.every(([name, fits]) =>
              given.list(name).some((wanted) => fits(each, String(wanted))),
            ),
          );
      },
    },
    {
      name: "Set-VBRProtectionGroup",
      parameters: [
        group,
        { name: "Name", type: textType },
        { name: "Container", type: containerType },
        ...parametersOf(settings),
      ],
      run(_server, { given }) {
        const id = String(given.instance("ProtectionGroup", PsObject).get("Id"));
        const before = server.store.find("VBRProtectionGroup", id);
        if (before === undefined) throw veeamError(`There is no protection group ${id}.`);
        for (const name of ["Name", "Container", ...settings.map((each) => each.parameter)]) {
          if (given.has(name)) before.set(name, given.get(name));
        }
        server.store.put("VBRProtectionGroup", before);
        return before;
      },
    },
  ];
}
