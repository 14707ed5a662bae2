/** The process and the machine that a script runs on. */
export interface Host {
  /** The whole of standard input; it can be read once. */
  readStandardInput(): string;
  /** Writes text as it is to standard output. */
  writeOutput(text: string): void;
  /** Writes text as it is to standard error. */
  writeError(text: string): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** The environment's variables by their upper-case names. */
  readonly environment: ReadonlyMap<string, string>;
  /** A mutex of the machine. */
  openMutex(name: string): NamedMutex;
  readonly edition: Edition;
  /** What warnings and errors are written as: warnings as text go to standard output. */
  readonly streams: "text" | "CLIXML";
  /** Whether a command is known to be none of this host's; of most names nothing is known. */
  lacks(command: string): boolean;
}

/** A mutex that a process knows of. */
export interface NamedMutex {
  /** Takes it, waiting so many milliseconds; undefined if it stays taken. */
  acquire(timeout: number): HeldMutex | undefined;
}

/** A mutex that a process has. */
export interface HeldMutex {
  /** Whether its owner ended without giving it back. */
  readonly abandoned: boolean;
  release(): void;
}

/** Which PowerShell runs: `pwsh.exe` is 7 (Core), `powershell.exe` is 5.1 (Desktop). */
export interface Edition {
  readonly name: "Core" | "Desktop";
  readonly version: string;
}

/** A line's end on Windows. */
export const newLine = "\r\n";
