/**
 * What was made of a text, for the next one who asks, in this process: objects of one kind have the same scripts, and many
 * groups have the same proof.
 */
export class Remembered<Made> {
  private readonly known = new Map<string, Made>();

  /** @param most - so many are remembered; where there would be one more, all of them are forgotten */
  constructor(private readonly most: number) {}

  /** What `make` makes, which depends on `asked` alone. */
  of(asked: string, make: () => Made): Made {
    // That nothing could be made of it is remembered as well.
    if (this.known.has(asked)) return this.known.get(asked) as Made;
    if (this.known.size >= this.most) this.known.clear();
    const made = make();
    this.known.set(asked, made);
    return made;
  }
}
