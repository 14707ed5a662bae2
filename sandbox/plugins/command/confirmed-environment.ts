import type { Client } from "ssh2";

/** Variables to set before a command, and those of them the server refused. */
export interface ConfirmedEnvironment {
  readonly refused: readonly string[];
}

interface Channel {
  readonly outgoing: { readonly id: number };
  /** One for each request the server has yet to answer, in order; called with true if it refused. */
  readonly _callbacks: ((refused: boolean | Error) => void)[];
}

/** The parts of ssh2 (pinned, 1.17.0) this file replaces; it offers no other way. */
interface Internals {
  readonly _chanMgr: { readonly _channels: Record<number, Channel> };
  readonly _protocol: {
    env(channel: number, name: string, value: string, wantReply?: boolean): void;
    exec(channel: number, command: string, wantReply: boolean): void;
  };
}

/**
 * Makes the next command of this client ask the server to confirm each variable, and wait for the answers: ssh2 sends
 * variables without asking, so a server that refuses one would run the command without it. If the server refuses a
 * variable that is not in `optional`, the command is not run, and its callback gets the error.
 *
 * @param client - used for one command only
 */
export function confirmEnvironment(
  client: Client,
  optional: ReadonlySet<string>,
): ConfirmedEnvironment {
  const { _chanMgr: channels, _protocol: protocol } = client as unknown as Internals;
  const refused: string[] = [];
  const answers: Promise<void>[] = [];
  const send = { env: protocol.env.bind(protocol), exec: protocol.exec.bind(protocol) };
  const channelOf = (id: number) =>
    Object.values(channels._channels).find((channel) => channel.outgoing.id === id);

  protocol.env = (id, name, value) => {
    answers.push(
      new Promise((resolve) => {
        channelOf(id)?._callbacks.push((isRefused) => {
          if (isRefused) refused.push(name);
          resolve();
        });
      }),
    );
    send.env(id, name, value, true);
  };
  protocol.exec = (id, command, wantReply) => {
    void Promise.all(answers).then(() => {
      const fatal = refused.find((name) => !optional.has(name));
      if (fatal === undefined) return send.exec(id, command, wantReply);
      const error = new Error(
        `could not set environment variable "${fatal}": ssh: setenv failed; the SSH server must list it in AcceptEnv`,
      );
      channelOf(id)?._callbacks.shift()?.(error);
    });
  };
  return { refused };
}
