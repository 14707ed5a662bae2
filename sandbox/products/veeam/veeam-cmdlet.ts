import { type Cmdlet, type Call } from "../windows/cmdlets/cmdlet";
import { type Parameter, type ParameterType } from "../windows/cmdlets/parameter";
import { type Value } from "../windows/interpreter/values/value";
import { type VeeamServer } from "./server";
import { veeamObject } from "./types";

/** A cmdlet of Veeam: like any, but it needs a session. */
export interface VeeamCmdlet extends Omit<Cmdlet, "run"> {
  run(server: VeeamServer, call: Call): Value;
}

/** Makes it a cmdlet of the interpreter. */
export function forServer(server: VeeamServer): (cmdlet: VeeamCmdlet) => Cmdlet {
  return (cmdlet) => ({
    ...cmdlet,
    run(call) {
      server.requireUse(cmdlet.name);
      return cmdlet.run(server, call);
    },
  });
}

/** A parameter whose value becomes a property of the object that the cmdlet makes. */
export interface Field {
  readonly parameter: string;
  /** The property's name, if it is not the parameter's. */
  readonly property?: string;
  readonly type: ParameterType;
  readonly mandatory?: boolean;
  /** What the property has if the parameter is left out; switches are off, others `$null`. */
  readonly fallback?: Value | ((call: Call) => Value);
  readonly sets?: readonly string[];
}

/** The parameters that the fields stand for. */
export function parametersOf(fields: readonly Field[]): readonly Parameter[] {
  return fields.map(({ parameter: name, type, mandatory, sets }) => ({
    name,
    type,
    ...(mandatory === undefined ? {} : { mandatory }),
    ...(sets === undefined ? {} : { sets }),
  }));
}

/** Name and value of the properties that the fields stand for. */
export function propertiesOf(
  fields: readonly Field[],
  call: Call,
): readonly (readonly [string, Value])[] {
  return fields.map((field) => [
    field.property ?? field.parameter,
    call.given.get(field.parameter, fallbackOf(field, call)),
  ]);
}

function fallbackOf({ fallback, type }: Field, call: Call): Value {
  if (typeof fallback === "function") return fallback(call);
  return fallback ?? (type.isSwitch === true ? false : null);
}

/** A `New-VBR…` cmdlet: it only makes an object of settings, which another cmdlet takes. */
export interface OptionsCmdlet {
  readonly name: string;
  /** The documented type of the object. */
  readonly makes: string;
  readonly fields: readonly Field[];
  /** Properties that no parameter is the name of. */
  readonly also?: (call: Call) => readonly (readonly [string, Value])[];
  /** Throws a `DotNetError` if the values do not go together. */
  readonly check?: (call: Call) => void;
}

/** Makes a table's row a cmdlet. */
export function optionsCmdlet({ name, makes, fields, also, check }: OptionsCmdlet): VeeamCmdlet {
  return {
    name,
    parameters: parametersOf(fields),
    run(_server, call) {
      check?.(call);
      return veeamObject(makes, [...propertiesOf(fields, call), ...(also?.(call) ?? [])]);
    },
  };
}
