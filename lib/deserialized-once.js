"use strict";

/**
 * The policy SDK reads the properties of a resource out of the engine's message anew for each policy, a hundred times a
 * resource, and those of its provider as well. Here each message is read once: policies get what they look at behind a
 * proxy of their own, and do not change it. What remediations get is theirs to change, and is read for each.
 *
 * @param root - directory that the SDK is found from
 */
function deserializeOnce(root) {
  const sdk = require(require.resolve("@pulumi/policy/deserialize", { paths: [root] }));
  const read = sdk.deserializeProperties;
  const known = new WeakMap();
  sdk.deserializeProperties = (message, isRemediated) => {
    if (isRemediated) return read(message, isRemediated);
    if (!known.has(message)) known.set(message, read(message, false));
    return known.get(message);
  };
}

module.exports = { deserializeOnce };
