/** A pinned host key. */
export interface HostKey {
  /** For example `ssh-ed25519`; the server is asked for this algorithm only. */
  readonly algorithm: string;
  readonly blob: Buffer;
}

/**
 * Reads a key as `authorized_keys` has it: algorithm, base64, and perhaps a comment.
 *
 * @throws Error if it has another form
 */
export function parseHostKey(text: string): HostKey {
  const [algorithm = "", base64 = ""] = text.trim().split(/\s+/);
  const blob = Buffer.from(base64, "base64");
  const length = blob.length > 4 ? blob.readUInt32BE(0) : 0;
  if (algorithm !== "" && blob.subarray(4, 4 + length).toString("latin1") === algorithm)
    return { algorithm, blob };
  throw new Error(
    `failed to parse host key: got "${text.trim().slice(0, 20)}…", allowed: a line like ` +
      `"ssh-ed25519 AAAA…", as ssh-keyscan prints it without the host's name`,
  );
}
