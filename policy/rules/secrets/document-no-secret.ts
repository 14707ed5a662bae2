import { isNamedRandom } from "../../literal-password";
import { type RandomLook } from "../../random-word";
import { type RemoteObject } from "../../remote-object";
import { remoteRule } from "../../rule";
import { placed, secretsIn } from "../../secret-shape";
import { type PlacedText, textsIn } from "../../texts";

/** Shorter ones may be words that a document has for other reasons. */
const shortestRepeated = 8;

/** Documents are compared with what hosts answer, and differences are printed; `secrets` of an envelope never are. */
export const documentNoSecret = remoteRule<RandomLook>({
  name: "document-no-secret",
  description: "Documents and settings of objects on hosts hold no secret.",
  remediation:
    "Move the value into the object's `secrets`, which are sent and never compared or printed, and change it.",
  sees: "resource",
  kinds: "any",
  judge: (object, look) =>
    judgedTexts(object)
      .flatMap((text) => shapesOf(text, object, look).map((shape) => ({ ...text, shape })))
      .map(({ path, shape }) => ({
        problem: `stdin: ${path} of ${object.kind} ${object.identity} has ${shape}; wanted is none where differences are printed`,
        fix: "send it in secrets, take it out here, and change it, for others may have read it",
      })),
});

function judgedTexts({ document, settings }: RemoteObject): readonly PlacedText[] {
  return [...textsIn(document, "document"), ...textsIn(settings, "settings")];
}

function shapesOf(
  { key, text }: PlacedText,
  { secrets }: RemoteObject,
  look: RandomLook,
): readonly string[] {
  const repeated = Object.entries(secrets)
    .filter(([, secret]) => secret.length >= shortestRepeated && text.includes(secret))
    .map(([name]) => `the value of secrets.${name}`);
  if (repeated.length > 0) return repeated;
  const found = secretsIn(text, look).map((one) => `what looks like ${placed(one)}`);
  return isNamedRandom(key, text) && found.length === 0
    ? ["what looks like a secret, by its name"]
    : found;
}
