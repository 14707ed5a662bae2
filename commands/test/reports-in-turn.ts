import { HeldOutput } from "./held-output";

/** Reports of several programs at once, shown one after the other in the order in which they began. */
export class ReportsInTurn {
  private readonly open: HeldOutput[] = [];
  private readonly ended = new Set<HeldOutput>();

  constructor(private readonly write: (text: Buffer) => unknown) {}

  /** The report of a program that begins: shown as it comes if no other is, else held until those before have ended. */
  begin(): HeldOutput {
    const report = new HeldOutput(this.write);
    this.open.push(report);
    this.open[0]?.release();
    return report;
  }

  /** Its program has ended: the next ones are shown. */
  end(report: HeldOutput): void {
    this.ended.add(report);
    for (
      let [first] = this.open;
      first !== undefined && this.ended.has(first);
      [first] = this.open
    ) {
      this.open.shift();
      this.open[0]?.release();
    }
  }
}
