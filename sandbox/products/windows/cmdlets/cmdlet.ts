import { type Command, type Stage } from "../interpreter/command";
import { toText } from "../interpreter/conversion/text";
import {
  DotNetError,
  type ErrorDetails,
  errorRecord,
  failure,
  OutsideSubset,
  PowerShellError,
} from "../interpreter/errors";
import { type Emit } from "../interpreter/flow";
import { newLine } from "../interpreter/host";
import { errorActionOf, type Session } from "../interpreter/session";
import { itemsOf, type Value } from "../interpreter/values/value";
import { ErrorRecord } from "../interpreter/values/error-record";
import { type Bindable, bindWords, converted, requireComplete } from "./binding";
import { confirmationParameters } from "./common-parameters";
import { Given, type Parameter } from "./parameter";

/** What a cmdlet works with. */
export interface Call {
  readonly session: Session;
  readonly given: Given;
  readonly emit: Emit;
  /** Reports an error that need not end the cmdlet; `-ErrorAction` decides. */
  readonly writeError: (message: string, details?: ErrorDetails) => void;
}

/** A cmdlet: its parameters as documented, and what it does once for each call. */
export interface Cmdlet {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Has every parameter of the product's page; else one that is not here is outside the subset. */
  readonly complete?: boolean;
  /** Has `-WhatIf` and `-Confirm`. */
  readonly confirms?: true;
  /** What it returns is written to the pipeline. */
  run(call: Call): Value;
}

/** A cmdlet that looks at the whole pipeline, such as `Sort-Object`. */
export interface CollectingCmdlet extends Omit<Cmdlet, "run"> {
  open(call: Call): Stage;
}

/** Makes a cmdlet a command of the interpreter. */
function toCommand(cmdlet: Cmdlet | CollectingCmdlet): Command {
  const parameters = [
    ...cmdlet.parameters,
    ...(cmdlet.confirms === undefined ? [] : confirmationParameters),
  ];
  return {
    name: cmdlet.name,
    open(session, words, emit, piped) {
      const bound = fromCmdlet(cmdlet, () => bindWords({ ...cmdlet, parameters }, words));
      const work = new Work(cmdlet, parameters, session, emit, bound);
      return "open" in cmdlet ? work.collecting(cmdlet, piped) : work.calling(cmdlet, piped);
    },
  };
}

/** An error's whole id ends with the class that implements the cmdlet; of Veeam's nothing but the name is known. */
function wholeId({ name, complete }: Bindable, id: string): string {
  const type = `Microsoft.PowerShell.Commands.${name.replace("-", "")}Command`;
  return `${id},${complete === true ? name : type}`;
}

/** Marks errors of binding as the cmdlet's. */
function fromCmdlet<T>(cmdlet: Bindable, bind: () => T): T {
  try {
    return bind();
  } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    const { exception, id, target } = error.record;
    throw new PowerShellError(new ErrorRecord(exception, wholeId(cmdlet, id), target), error.reach);
  }
}

/** One use of a cmdlet in a pipeline. */
class Work {
  constructor(
    private readonly cmdlet: Cmdlet | CollectingCmdlet,
    private readonly parameters: readonly Parameter[],
    private readonly session: Session,
    private readonly emit: Emit,
    private readonly bound: ReadonlyMap<string, Value>,
  ) {}

  collecting(cmdlet: CollectingCmdlet, piped: boolean): Stage {
    const comes = (each: Parameter) => piped && each.fromPipeline === true;
    const needed = this.parameters.filter((each) => !comes(each));
    fromCmdlet(cmdlet, () => requireComplete(needed, this.bound));
    const stage = cmdlet.open(this.call(this.bound));
    const accept = (item: Value) =>
      this.parameters.filter(comes).forEach((each) => converted(each, item));
    return {
      process: (item) =>
        this.guarded(() => {
          fromCmdlet(cmdlet, () => accept(item));
          stage.process(item);
        }),
      end: () => this.guarded(() => stage.end()),
    };
  }

  calling(cmdlet: Cmdlet, piped: boolean): Stage {
    const run = (bound: ReadonlyMap<string, Value>) =>
      this.guarded(() => {
        fromCmdlet(cmdlet, () => requireComplete(this.parameters, bound));
        if (this.cmdlet.confirms !== undefined && this.onlyAsked(bound)) return;
        this.confirm(bound);
        itemsOf(cmdlet.run(this.call(bound))).forEach(this.emit);
      });
    if (!piped) return { process: () => undefined, end: () => run(this.bound) };
    return {
      process: (item) => run(fromCmdlet(cmdlet, () => this.withPiped(item))),
      end: () => undefined,
    };
  }

  private call(bound: ReadonlyMap<string, Value>): Call {
    const action = errorActionOf(bound.get("ErrorAction"));
    if (bound.has("ErrorAction") && action === undefined) {
      throw new OutsideSubset(`-ErrorAction ${toText(bound.get("ErrorAction") ?? null)}`);
    }
    return {
      session: this.session,
      given: new Given(bound),
      emit: this.emit,
      writeError: (message, details = {}) => {
        const id = wholeId(this.cmdlet, details.id ?? "");
        this.session.writeError(errorRecord(message, { ...details, id }), action);
      },
    };
  }

  private withPiped(item: Value): ReadonlyMap<string, Value> {
    const parameter = this.parameters.find(
      (each) => each.fromPipeline === true && !this.bound.has(each.name),
    );
    if (parameter === undefined) {
      throw failure(
        "The input object cannot be bound to any parameters for the command either because the " +
          "command does not take pipeline input or the input and its properties do not match any " +
          "of the parameters that take pipeline input.",
        { id: "InputObjectNotBound" },
      );
    }
    return new Map([...this.bound, [parameter.name, converted(parameter, item)]]);
  }

  /** Nobody is there to answer: a cmdlet that would ask fails instead. */
  private confirm(bound: ReadonlyMap<string, Value>): void {
    if (bound.get("Confirm") !== true) return;
    throw failure(
      "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
      { type: "System.Management.Automation.PSInvalidOperationException", id: "InvalidOperation" },
    );
  }

  /** Reports .NET's errors as the cmdlet's own. */
  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw error instanceof DotNetError
        ? failure(error.message, { type: error.typeName, id: wholeId(this.cmdlet, error.typeName) })
        : error;
    }
  }

  /** Under `-WhatIf` a cmdlet says what it would do. */
  private onlyAsked(bound: ReadonlyMap<string, Value>): boolean {
    if (bound.get("WhatIf") !== true) return false;
    const text = `What if: Performing the operation "${this.cmdlet.name}".`;
    this.session.host.writeOutput(text + newLine);
    return true;
  }
}

/** A table of commands by lower-case name and alias. */
export function commandTable(
  ...tables: readonly (readonly (Cmdlet | CollectingCmdlet)[])[]
): ReadonlyMap<string, Command> {
  return new Map(
    tables.flat().flatMap((cmdlet) => {
      const command = toCommand(cmdlet);
      const names = [cmdlet.name, ...(cmdlet.aliases ?? [])];
      return names.map((name) => [name.toLowerCase(), command] as const);
    }),
  );
}
