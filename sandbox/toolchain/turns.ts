/** Lets callers through one at a time, in the order they came. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `body` after all earlier callers' bodies have ended, whether well or badly. */
  take<T>(body: () => Promise<T>): Promise<T> {
    const turn = this.last.then(body, body);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
