import { findAll, type Found } from "./found";

/** From when on a word looks random. */
export type RandomLook = Readonly<Record<"randomLength" | "randomTenths", number>>;

/**
 * Words that look like keys: long, of capitals, small letters and digits, with much entropy, and mostly neither of words
 * nor of hexadecimal digits, which paths, identifiers and checksums are made of.
 */
export function randomWords(text: string, { randomLength, randomTenths }: RandomLook): Found[] {
  const words = new RegExp(
    `(?<!sha\\d{1,3}:)(?<![\\w+/-])(?<value>[\\w+/-]{${randomLength},}={0,2})`,
    "gi",
  );
  const isRandom = (word: string) =>
    hasAllKinds(word) &&
    !isDigest(word) &&
    !isPublicKey(word) &&
    readableShare(word) < mostReadable &&
    entropy(word) * 10 >= randomTenths;
  return findAll(text, "a random word such as a key", words, isRandom);
}

const hasAllKinds = (word: string) => [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(word));

/** npm writes them so; Docker and SSH with a colon, which is no part of a word. */
const isDigest = (word: string) => /^sha\d{1,3}-/i.test(word);

/** Public keys of SSH begin with the length of their type's name, in four bytes (RFC 4253, section 6.6). */
const isPublicKey = (word: string) => word.startsWith("AAAA");

/**
 * Tried on the names and paths of this project and of the AWS provider's documentation, and on random bytes in Base64: of the
 * ones hardly any, of the others 97 of 100 have less than this share.
 */
const mostReadable = 0.6;

const readable = /[0-9a-f]{8,}|[A-Z]?[a-z]{3,}|[A-Z]{3,}|\d{4,}/g;

function readableShare(word: string): number {
  const parts = word.match(readable) ?? [];
  return parts.join("").length / word.length;
}

/** Bits of a character, by Shannon. */
function entropy(word: string): number {
  const shares = [...new Set(word)].map((sign) => word.split(sign).length - 1);
  return shares.reduce(
    (bits, count) => bits - (count / word.length) * Math.log2(count / word.length),
    0,
  );
}
