/** What Node.js and the compiler of the program look at. */
const passed = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "SystemRoot", "TEMP", "TMP"];

/**
 * The environment of a program and of a pack that are judged: no log-in, no agent and no option of this shell is in it,
 * so that the verdict is the same everywhere, and a stranger's program finds nothing.
 */
export function plainEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(
    passed.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}
