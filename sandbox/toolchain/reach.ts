/** How long a host may take to give any answer before it counts as out of reach. Milliseconds. */
const patience = 4_000;

/**
 * Knows which hosts answer. Each is tried once, however many ask; any HTTP answer counts. Proxies
 * are not used: who sits behind one gets the builds from the registries, whose clients do use it.
 */
export class Reach {
  private readonly known = new Map<string, Promise<boolean>>();

  constructor(private readonly timeout: number = patience) {}

  /** Whether the host of `url` answers. */
  answers(url: string): Promise<boolean> {
    const { origin } = new URL(url);
    const answer = this.known.get(origin) ?? this.ask(origin);
    this.known.set(origin, answer);
    return answer;
  }

  private async ask(origin: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(this.timeout);
      await fetch(origin, { method: "HEAD", redirect: "manual", signal });
      return true;
    } catch {
      return false;
    }
  }
}
