import { type Parameter } from "./parameter";
import { switchType, textType } from "./parameter-types";

/** What every cmdlet takes and this stand-in heeds. */
export const commonParameters: readonly Parameter[] = [
  { name: "ErrorAction", type: textType, aliases: ["ea"] },
];

/** What every cmdlet takes besides, by its lower-case names: it changes what is printed, or keeps it. */
export const unheeded: ReadonlySet<string> = new Set(
  (
    "debug db errorvariable ev informationaction infa informationvariable iv outbuffer ob outvariable ov " +
    "pipelinevariable pv progressaction proga verbose vb warningaction wa warningvariable wv"
  ).split(" "),
);

/** What a cmdlet that changes things takes besides. */
export const confirmationParameters: readonly Parameter[] = [
  { name: "WhatIf", type: switchType, aliases: ["wi"] },
  { name: "Confirm", type: switchType, aliases: ["cf"] },
];
