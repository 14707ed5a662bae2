import { type Parameter } from "./parameter";
import { switchType, textType } from "./parameter-types";

/** What every cmdlet takes and this stand-in heeds. `-Verbose` and its kin change no result. */
export const commonParameters: readonly Parameter[] = [
  { name: "ErrorAction", type: textType, aliases: ["ea"] },
  { name: "WarningAction", type: textType, aliases: ["wa"] },
  { name: "Verbose", type: switchType, aliases: ["vb"] },
  { name: "Debug", type: switchType, aliases: ["db"] },
];

/** What a cmdlet that changes things takes besides. */
export const confirmationParameters: readonly Parameter[] = [
  { name: "WhatIf", type: switchType, aliases: ["wi"] },
  { name: "Confirm", type: switchType, aliases: ["cf"] },
];
