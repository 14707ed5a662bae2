import { isNamedSecret } from "../../literal-password";
import { type RandomLook } from "../../random-word";
import { resourceRule } from "../../rule";
import { placed, secretsIn } from "../../secret-shape";
import { type PlacedText, textsIn } from "../../texts";

/**
 * Whatever is in a command is in the process list of its host, and in what the provider prints when the command fails;
 * what triggers it is in every preview. Standard input alone is in neither.
 */
export const commandNoSecret = resourceRule<
  "command:remote:Command" | "command:local:Command",
  RandomLook
>({
  name: "command-no-secret",
  description: "Commands hold no secret in their lines, environment, triggers or folder.",
  remediation:
    "Send the secret on the command's `stdin` and let it be read from there; then change it, because it has been in logs.",
  types: ["command:remote:Command", "command:local:Command"],
  judge: ({ type, props }, look) => {
    const { create, update, delete: remove, environment, triggers } = props;
    const { dir, interpreter } = type === "command:local:Command" ? props : {};
    const lines = { create, update, delete: remove, interpreter, environment, triggers, dir };
    return Object.entries(lines)
      .flatMap(([path, value]) => textsIn(value, path))
      .flatMap((text) => shapesOf(text, look).map((shape) => ({ ...text, shape })))
      .map(({ path, shape }) => ({
        problem: `${path} has what looks like ${shape}; wanted is none in a command, which its host lists among its processes and the engine prints`,
        fix: "send it on stdin, take it out here, and change it, for others may have read it",
      }));
  },
});

function shapesOf({ path, key, text }: PlacedText, look: RandomLook): readonly string[] {
  const found = secretsIn(text, look).map(placed);
  const isNamed = path.startsWith("environment.") && isNamedSecret(key, text);
  return isNamed && found.length === 0 ? ["a secret, by its name"] : found;
}
