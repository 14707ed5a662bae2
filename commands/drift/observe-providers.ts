import { messageOf } from "../../lib/progress/message-of";
import { providerResources } from "./deployed-object";
import { type ProviderReading, readProviders } from "./provider-drift";
import { refreshPreview } from "./refresh-preview";
import { type StackExport } from "./stack-export";
import { stillThere } from "./still-there";

/** What is said of all of them together. */
export const providersTitle = "the providers' resources";

/**
 * What of the providers' resources has drifted; never throws: not seen is a finding too.
 *
 * @param options - `--stack NAME`, or nothing for the environment's own
 */
export async function observeProviders(
  exported: StackExport,
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ProviderReading> {
  try {
    const reading = await readProviders(providerResources(exported), (excluded) =>
      refreshPreview(options, environment, excluded),
    );
    return await stillThere(reading, exported);
  } catch (error) {
    const urns = providerResources(exported).map(({ urn }) => urn);
    return { drift: [], unread: [{ title: providersTitle, reason: messageOf(error), urns }] };
  }
}
