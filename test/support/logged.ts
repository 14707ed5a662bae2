import * as pulumi from "@pulumi/pulumi";

/** What was told to a person, with the resource that it is about. */
export interface Logged {
  readonly severity: "warn" | "error";
  readonly text: string;
  readonly resource: pulumi.Resource | undefined;
}

/** What is logged by work whose end nobody can wait for: until nothing more of it is due. */
export async function loggedBy(work: () => void): Promise<Logged[]> {
  const logged: Logged[] = [];
  const spies = (["warn", "error"] as const).map((severity) =>
    jest.spyOn(pulumi.log, severity).mockImplementation((...[text, resource]) => {
      logged.push({ severity, text, resource });
      return Promise.resolve();
    }),
  );
  work();
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
  spies.forEach((spy) => spy.mockRestore());
  return logged;
}
