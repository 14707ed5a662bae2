/** What the process is asked to do. */
export type Request =
  | (Shell & { readonly kind: "run"; readonly script: string })
  | { readonly kind: "refuse"; readonly message: string; readonly code: number };

/** How PowerShell is started. */
interface Shell {
  readonly edition: "Core" | "Desktop";
  /** What warnings and errors are written as; CLIXML unless `-OutputFormat` says otherwise. */
  readonly streams: "text" | "CLIXML";
}

/** `cmd.exe` takes no longer line. Source: Microsoft KB 830473. */
const lineLimit = 8191;

/** The shells that can be started, by the names they have on the PATH. */
const shells: Readonly<Record<string, "Core" | "Desktop">> = {
  "pwsh.exe": "Core",
  pwsh: "Core",
  "powershell.exe": "Desktop",
  powershell: "Desktop",
};

const refuse = (message: string, code = 1): Request => ({ kind: "refuse", message, code });

/**
 * Reads a command line as `cmd.exe`, the default shell of Windows OpenSSH, and the program that it
 * names do.
 */
export function readCommandLine(line: string): Request {
  if (line.length > lineLimit) return refuse("The command line is too long.");
  const words = splitWords(line);
  const [program = ""] = words;
  const special = /[&|<>^%]/.exec(line.replaceAll(/"[^"]*"/g, ""));
  if (special !== null) {
    return refuse(
      `stand-in: '${special[0]}' has a meaning for cmd.exe that this stand-in does not know`,
    );
  }
  const edition = shells[program.toLowerCase()];
  if (edition === undefined) {
    return refuse(
      `'${program}' is not recognized as an internal or external command,\r\n` +
        "operable program or batch file.",
    );
  }
  return readSwitches(edition, words.slice(1));
}

/** Words between blanks; double quotes hold blanks together and are taken off. */
function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ""));
}

/** A switch of the shell: how many words follow, and whether it is the last of the switches. */
interface Switch {
  readonly names: readonly string[];
  readonly takes?: RegExp;
}

/** Switches that change nothing here. */
const ignored: readonly Switch[] = [
  { names: ["noprofile", "nop"] },
  { names: ["noninteractive", "noni"] },
  { names: ["nologo", "nol"] },
  {
    names: ["executionpolicy", "ex", "ep"],
    takes: /^(bypass|remotesigned|unrestricted|allsigned)$/i,
  },
  { names: ["inputformat", "in", "if"], takes: /^text$/i },
];

const outputFormat: Switch = { names: ["outputformat", "o", "of"], takes: /^text$/i };

const encoded = ["encodedcommand", "enc", "ec", "e"];
const plain = ["command", "c"];
const file = ["file", "f"];

const readsStandardInput =
  "PowerShell would read statements from standard input one at a time, as if typed: a block of " +
  "several lines waits for an empty line, an error does not stop what follows, and a syntax error " +
  "ends with exit code 0 (PowerShell/PowerShell#3223, #21784, #21808). Use -EncodedCommand, and " +
  "let it read standard input itself.";

function readSwitches(edition: Shell["edition"], words: readonly string[]): Request {
  const queue = [...words];
  let streams: Shell["streams"] = "CLIXML";
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const name = word.replace(/^[-/]/, "").toLowerCase();
    if (!/^[-/]/.test(word)) return unknown(word);
    if (encoded.includes(name)) return runEncoded({ edition, streams }, queue);
    if (plain.includes(name)) return runPlain({ edition, streams }, queue);
    if (file.includes(name)) return refuseFile(queue);
    const known = [outputFormat, ...ignored].find((each) => each.names.includes(name));
    if (known === undefined) return unknown(word);
    if (known.takes !== undefined && !known.takes.test(queue.shift() ?? "")) return unknown(word);
    if (known === outputFormat) streams = "text";
  }
  return refuse(`stand-in: no command is given: ${readsStandardInput}`);
}

function unknown(word: string): Request {
  return refuse(
    `The argument '${word}' is not recognized as the name of a script file. Check the spelling of ` +
      "the name, or if a path was included, verify that the path is correct and try again.",
    64,
  );
}

function runEncoded(shell: Shell, [text = "", ...rest]: readonly string[]): Request {
  const bytes = Buffer.from(text, "base64");
  const isWhole = bytes.length > 0 && bytes.length % 2 === 0 && bytes.toString("base64") === text;
  if (!isWhole || rest.length > 0) {
    return refuse(
      "Cannot process the command because the value specified with -EncodedCommand is not properly " +
        "encoded. The value must be Base64 encoded.",
    );
  }
  return { kind: "run", script: bytes.toString("utf16le"), ...shell };
}

function runPlain(shell: Shell, words: readonly string[]): Request {
  if (words.length === 0 || words[0] === "-") {
    return refuse(`stand-in: -Command - is refused: ${readsStandardInput}`);
  }
  return { kind: "run", script: words.join(" "), ...shell };
}

function refuseFile([name = ""]: readonly string[]): Request {
  return name === "-"
    ? refuse(`stand-in: -File - is refused: ${readsStandardInput}`)
    : refuse("stand-in: -File is refused: no script is kept on this host", 64);
}
