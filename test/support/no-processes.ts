import childProcess from "node:child_process";
import * as net from "node:net";

/**
 * The fence around the unit tests: whoever starts a process, listens or connects gets an error that names the
 * place for such a test. Core modules are one object for all test files of a worker, so it is taken down again.
 */
const fenced: readonly (readonly [owner: object, method: string])[] = [
  ...["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"].map(
    (method) => [childProcess, method] as const,
  ),
  [net.Server.prototype, "listen"],
  [net.Socket.prototype, "connect"],
];

function fence(owner: object, method: string): () => void {
  const original = Object.getOwnPropertyDescriptor(owner, method);
  if (original === undefined) throw new Error(`there is no ${method} to fence`);
  Object.defineProperty(owner, method, {
    ...original,
    value() {
      throw new Error(
        `a unit test called ${method}(): tests with processes or sockets are named *.stand-in.test.ts and run in the project stand-in (jest.config.js)`,
      );
    },
  });
  return () => void Object.defineProperty(owner, method, original);
}

const fences = fenced.map(([owner, method]) => fence(owner, method));
afterAll(() => fences.forEach((takeDown) => takeDown()));
