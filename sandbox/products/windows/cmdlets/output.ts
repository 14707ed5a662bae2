import { toText } from "../interpreter/conversion/text";
import { newLine } from "../interpreter/host";
import { errorActionOf } from "../interpreter/session";
import { reportStream } from "../interpreter/report-error";
import { itemsOf, nothing } from "../interpreter/values/value";
import { type Cmdlet, type CollectingCmdlet } from "./cmdlet";
import { type Parameter } from "./parameter";
import { anyType, intType, textType } from "./parameter-types";

const message: Parameter = {
  name: "Message",
  type: textType,
  position: 0,
  mandatory: true,
  fromPipeline: true,
};

/** Cmdlets that write, and the one that throws away. */
export const outputCmdlets: readonly (Cmdlet | CollectingCmdlet)[] = [
  {
    name: "Write-Output",
    aliases: ["echo", "write"],
    parameters: [{ name: "InputObject", type: anyType, position: 0, fromPipeline: true }],
    run: ({ given, emit }) => {
      itemsOf(given.get("InputObject")).forEach(emit);
      return nothing;
    },
  },
  {
    name: "Write-Warning",
    parameters: [message],
    run: ({ given, session }) => {
      const preference = errorActionOf(session.scope.get("WarningPreference"));
      if (preference === "continue") {
        reportStream(session.host, "warning", `${given.text("Message")}\n`);
      }
      return nothing;
    },
  },
  {
    name: "Write-Host",
    parameters: [{ name: "Object", type: anyType, position: 0, fromPipeline: true }],
    run: ({ given, session }) => {
      session.host.writeOutput(toText(given.get("Object")) + newLine);
      return nothing;
    },
  },
  {
    name: "Out-Null",
    parameters: [],
    open: () => ({ process: () => undefined, end: () => undefined }),
  },
  {
    name: "Start-Sleep",
    parameters: [{ name: "Seconds", type: intType, position: 0, mandatory: true }],
    run: ({ given }) => {
      const seconds = given.number("Seconds");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
      return nothing;
    },
  },
];
