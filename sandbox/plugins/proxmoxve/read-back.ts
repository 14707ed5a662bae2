import { PartlyDone, type ResourceState } from "../protocol/resource-type";

/**
 * The state as read back after a change, or the error by which the engine keeps what is known of an object that was
 * changed and then could not be read: a generated key that was answered once must not be lost.
 */
export async function readBack(
  reading: Promise<ResourceState>,
  known: ResourceState,
): Promise<ResourceState> {
  try {
    return await reading;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PartlyDone(`changed, but it could not be read back: ${reason}`, known);
  }
}
