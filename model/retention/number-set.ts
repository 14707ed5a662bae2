/** A set of whole numbers from 0 on that is emptied at no cost: a prune run needs one for each of its options. */
export class NumberSet {
  readonly #marks: Uint32Array;
  #mark = 1;
  size = 0;

  constructor(greatest: number) {
    this.#marks = new Uint32Array(greatest + 1);
  }

  has(value: number): boolean {
    return this.#marks[value] === this.#mark;
  }

  add(value: number): void {
    if (this.has(value)) return;
    this.#marks[value] = this.#mark;
    this.size += 1;
  }

  clear(): void {
    this.#mark += 1;
    this.size = 0;
  }
}
