import { type Host } from "./host";

type Print = (text: string) => void;

/** A host whose standard output a script can send elsewhere, as `[Console]::SetOut` does. */
export interface RedirectableHost extends Host {
  /** What prints to where standard output goes at the moment. */
  printer(): Print;
  redirect(print: Print): void;
}

/** Makes a process's host one. */
export function redirectable(host: Host): RedirectableHost {
  let print: Print = (text) => host.writeOutput(text);
  return {
    ...host,
    writeOutput: (text) => print(text),
    printer: () => print,
    redirect: (elsewhere) => void (print = elsewhere),
  };
}
