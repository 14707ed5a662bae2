import { groupedBy } from "../../model/grouping";
import { counted, nameList } from "../../model/plan/name-list";
import { type ProviderResource } from "./deployed-object";
import { type Unread } from "./provider-drift";
import { nameOf, titleOf } from "./resource-name";

/** What the plugins' HTTP clients, those of Go and of Node.js, say of a server that is not there. */
const unreachable =
  /connection (refused|reset)|ECONN(REFUSED|RESET)|no such host|ENOTFOUND|EAI_AGAIN|(no route to|lost contact with) host|network is unreachable|\btime(d )?out\b|deadline exceeded|no answer in|socket hang up|\bEOF\b/i;

/** Servers that could not be reached, by the URN of the provider that was configured with them. */
export class LostServers {
  private readonly reasons = new Map<string, string>();
  private readonly providers: ReadonlyMap<string, string>;

  constructor(private readonly resources: readonly ProviderResource[]) {
    this.providers = new Map(resources.map(({ urn, provider }) => [urn, provider]));
  }

  /** Notes what the plugin said of a resource, or of its provider, if it says that the server is not there. */
  note(urn: string, message: string): void {
    const provider = this.providers.get(urn) ?? urn;
    if (unreachable.test(message) && !this.reasons.has(provider))
      this.reasons.set(provider, message);
  }

  /** Whether a resource, or a provider, is on one of them. */
  has(urn: string): boolean {
    return this.reasons.has(this.providers.get(urn) ?? urn);
  }

  /** URNs of all that is on them. */
  get urns(): string[] {
    return this.resources.filter(({ urn }) => this.has(urn)).map(({ urn }) => urn);
  }

  /** One line for each of them. */
  get unread(): Unread[] {
    const groups = groupedBy(
      this.resources.filter(({ urn }) => this.has(urn)),
      ({ provider }) => provider,
    );
    return [...this.reasons].map(([provider, reason]) => {
      const there = groups.get(provider) ?? [];
      const urns = there.map(({ urn }) => urn);
      const names = nameList(urns.map(nameOf));
      const rest = `not read there: ${counted(there.length, "resource")} (${names})`;
      return {
        ...{ title: `provider ${titleOf(provider)}`, reason: `${reason}; ${rest}` },
        urns: urns.length === 0 ? [provider] : urns,
      };
    });
  }
}
