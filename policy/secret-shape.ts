import { encodedTexts } from "./encoded-text";
import { blanked, findAll, type Found, inOrder } from "./found";
import { knownSecrets } from "./known-secret";
import { literalPasswords } from "./literal-password";
import { type RandomLook, randomWords } from "./random-word";
import { Remembered } from "../lib/remembered";

/** Certificates and public keys, which anybody may see. */
const publicParts = /-----BEGIN (?![^-]*PRIVATE)[^-]+-----[^-]*-----END [^-]+-----/g;

/**
 * What in a text looks like a secret, in order: the kinds and where they begin, never any part of them. What stands in
 * Base64 is judged by what it says.
 */
export function secretsIn(text: string, look: RandomLook): readonly Found[] {
  const asked = `${look.randomLength} ${look.randomTenths} ${text}`;
  return remembered.of(asked, () => lookFor(text, look));
}

/** The commands of one kind have the same lines. */
const remembered = new Remembered<readonly Found[]>(200);

function lookFor(text: string, look: RandomLook): readonly Found[] {
  const open = blanked(text, findAll(text, "", publicParts));
  const known = knownSecrets(open);
  const unknown = blanked(open, known);
  const passwords = literalPasswords(unknown);
  const unnamed = blanked(unknown, passwords);
  const encoded = encodedTexts(unnamed);
  const within = encoded.flatMap(({ text: decoded, from, to }) =>
    secretsIn(decoded, look).map(({ shape }) => ({ shape: `${shape} in Base64`, from, to })),
  );
  const rest = blanked(
    unnamed,
    encoded.map(({ from, to }) => ({ shape: "", from, to })),
  );
  return inOrder([...known, ...passwords, ...within, ...randomWords(rest, look)]);
}

/** Says what was found and where: `a private key at character 12`. */
export function placed({ shape, from }: Found): string {
  return `${shape} at character ${from + 1}`;
}
