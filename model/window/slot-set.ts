/** A set of slots, one bit each: whether a stretch is free costs one look per 32 slots. */
export class SlotSet {
  readonly #words: Uint32Array;

  /** An empty set of the slots from 0 to `size`. */
  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  /** Adds every slot of another set of the same size. */
  addAll(other: SlotSet): void {
    const [words, others] = [this.#words, other.#words];
    for (let word = 0; word < words.length; word += 1) words[word]! |= others[word]!;
  }

  /** Adds the slots from `from` to `to`, which is not included. */
  add(from: number, to: number): void {
    for (let word = from >>> 5; word << 5 < to; word += 1) {
      this.#words[word]! |= mask(word << 5, from, to);
    }
  }

  has(slot: number): boolean {
    return (this.#words[slot >>> 5]! & (1 << (slot & 31))) !== 0;
  }

  /** Whether any of the slots from `from` to `to` is in it. */
  meets(from: number, to: number): boolean {
    for (let word = from >>> 5; word << 5 < to; word += 1) {
      if ((this.#words[word]! & mask(word << 5, from, to)) !== 0) return true;
    }
    return false;
  }
}

/** The bits from `from` to `to` of the word that begins with the bit `base`. */
function mask(base: number, from: number, to: number): number {
  const low = from > base ? -1 << (from - base) : -1;
  const high = to < base + 32 ? ~(-1 << (to - base)) : -1;
  return low & high;
}
