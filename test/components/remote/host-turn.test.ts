import * as pulumi from "@pulumi/pulumi";
import { type Connection, type Host } from "../../../components/remote/host";
import { inTurn } from "../../../components/remote/host-turn";
import { type RemoteResult, type RemoteSession } from "../../../components/remote/session";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { markedAnswer } from "../../support/answer-alone";

/** In the place of SSH. */
const sessions = jest.fn<Pick<RemoteSession, "run" | "end">, [Connection]>();

const connection = { host: "192.0.2.10" } as Connection;
const hostNamed = (name: string) =>
  ({ name, connection: pulumi.output(connection) }) as unknown as Host;

const envelopeOf = (identity: string): Envelope => ({
  ...{ contract: "backup-remote/1", platform: { name: "posix" }, kind: "pbs user", identity },
  ...{ stack: "p/s", resource: "r", adopt: false, document: {}, settings: {}, secrets: {} },
  script: "true",
});

const answered = (stdout: string): RemoteResult => ({ exitCode: 0, stdout, stderr: "" });

/** What the sessions do, and what they were given, in that order. */
function answering(answer: (identity: string) => Promise<RemoteResult>): string[] {
  const done: string[] = [];
  sessions.mockImplementation((given) => {
    expect(given).toEqual(connection);
    return {
      run: (line: string, stdin: string) => {
        const { identity = "" } = openEnvelope(stdin) ?? {};
        done.push(`${line.split(" ").at(-1)} ${identity}`);
        return answer(identity);
      },
      end: () => Promise.resolve(void done.push("end")),
    };
  });
  return done;
}

describe("what is asked of a host beside the engine", () => {
  it("is answered with the object, and its connection ends", async () => {
    const done = answering(() => Promise.resolve(answered(markedAnswer({ keep: 7 }))));

    expect(await inTurn(hostNamed("pbs01"), envelopeOf("one"), "read", sessions)).toEqual({
      keep: 7,
    });
    expect(await inTurn(hostNamed("pbs01"), envelopeOf("two"), "survey", sessions)).toEqual({
      keep: 7,
    });
    expect(done).toEqual(["read one", "end", "survey two", "end"]);
  });

  it("waits for what was asked of that host before, also where that fails, and for no other host", async () => {
    let fail: (error: Error) => void = () => undefined;
    const first = new Promise<RemoteResult>((_, reject) => (fail = reject));
    const done = answering((identity) =>
      identity === "one" ? first : Promise.resolve(answered(markedAnswer(null))),
    );
    const host = hostNamed("pbs01");
    const one = inTurn(host, envelopeOf("one"), "read", sessions);
    const two = inTurn(host, envelopeOf("two"), "read", sessions);

    expect(await inTurn(hostNamed("pbs02"), envelopeOf("other"), "read", sessions)).toBeNull();
    expect(done).toEqual(["read one", "read other", "end"]);

    fail(new Error("pbs01: gone"));
    await expect(one).rejects.toThrow("pbs01: gone");
    expect(await two).toBeNull();
    expect(done.slice(3)).toEqual(["end", "read two", "end"]);
  });

  it("fails with what the host said, and its connection ends", async () => {
    const stderr = "ERR pbs user one: no such realm\n";
    const done = answering(() => Promise.resolve({ exitCode: 1, stdout: "", stderr }));

    await expect(inTurn(hostNamed("pbs01"), envelopeOf("one"), "read", sessions)).rejects.toThrow(
      /^pbs user one: no such realm$/,
    );
    expect(done.at(-1)).toBe("end");
  });

  it("tells what the log-in prints besides", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    answering(() => Promise.resolve(answered(`Welcome\n${markedAnswer({ keep: 7 })}`)));
    await inTurn(hostNamed("pbs01"), envelopeOf("one"), "read", sessions);
    answering(() => Promise.resolve(answered(markedAnswer({ keep: 7 }))));
    await inTurn(hostNamed("pbs01"), envelopeOf("one"), "read", sessions);

    const told = warn.mock.calls.map(([text]) => text);
    warn.mockRestore();
    expect(told).toEqual([expect.stringContaining("the log-in of the stack on pbs01 prints")]);
  });
});
