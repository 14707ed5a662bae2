import { type Readable } from "node:stream";

/** Keeps what a program says until it may be shown, and shows the rest as it comes: two at once would be unreadable. */
export class HeldOutput {
  private held: Buffer[] | undefined = [];

  constructor(private readonly write: (text: Buffer) => unknown) {}

  /** Whether it may be shown already. */
  get isShown(): boolean {
    return this.held === undefined;
  }

  /** Takes everything that `stream` says. */
  take(stream: Readable): void {
    stream.on("data", (chunk: Buffer) => {
      if (this.held === undefined) this.write(chunk);
      else this.held.push(chunk);
    });
  }

  /** Shows what was held, and the rest as it comes. */
  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const chunk of held) this.write(chunk);
  }
}
