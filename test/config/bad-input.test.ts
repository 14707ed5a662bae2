import { checkDeclaration } from "../../config/declaration";
import { estateSchema } from "../../config/schema/estate";
import { secretsSchema } from "../../config/schema/secrets";
import { secretFaults } from "../../config/secrets";
import { formatPath } from "../../config/format-path";
import { type Fault } from "../../model/fault";
import { completeDeclaration } from "../support/complete-declaration";
import { type DeclaredPlace, placesOf, putText, textAt } from "../support/declared-place";
import { destinations } from "../support/destinations";
import { hostilePieces, takes, takesHostile } from "./support/hostile";
import { stringFields } from "./support/leaves";

const hostile = "\ntouch canary\u0007\n";
const declaration = completeDeclaration();
const fields = [...stringFields(estateSchema), ...stringFields(secretsSchema, "secrets")].map(
  ({ path, schema }) => ({ path, schema, places: placesOf(declaration, path) }),
);

/** Every fault of the declaration with the hostile text in all of these places at once. */
function faultsWithHostile(places: readonly DeclaredPlace[]): readonly Fault[] {
  const changed = completeDeclaration();
  for (const place of places) putText(changed, place, hostile);
  const { secrets, ...given } = changed;
  const { sound, faults } = checkDeclaration(given);
  return [...faults, ...secretFaults(sound, secrets, "lab")];
}

/** Where a fault must be, without the text that was put there. */
const pathOf = ({ keys, isName }: DeclaredPlace) =>
  `backup:${formatPath(isName ? [...keys.slice(0, -1), hostile] : keys)}`;

describe("a string of the declaration", () => {
  it.each(fields)(
    "$path takes nothing hostile, or says where that goes",
    ({ path, schema, places: [place] }) => {
      if (!place) throw new Error("no value: give it one in test/support/complete-declaration.ts");
      const good = textAt(declaration, place);
      expect(takes(schema, good)).toBe(true);

      const taken = hostilePieces.filter((piece) => takesHostile(schema, good, piece));
      if (taken.length > 0 && !(path in destinations))
        throw new Error(
          `it takes ${JSON.stringify(taken)}: narrow its form, or say in test/support/destinations.ts where it arrives`,
        );
      if (taken.length === 0 && path in destinations)
        throw new Error("it takes nothing hostile: take it out of test/support/destinations.ts");
    },
  );

  it.each([
    ["values", fields.filter(({ path }) => !path.endsWith("{}"))],
    ["names", fields.filter(({ path }) => /^[^*]*\{\}$/.test(path))],
    ["names within entries", fields.filter(({ path }) => /^[^*]*\*[^*]*\{\}$/.test(path))],
    ["names deeper within", fields.filter(({ path }) => /\*.*\*.*\{\}$/.test(path))],
  ])(
    "fails for hostile %s, all at once, each by its path, with what was got, what is allowed and a fix",
    (_what, some) => {
      const refusing = some.filter(({ schema }) => !takes(schema, hostile));
      const faults = faultsWithHostile(refusing.map(({ places }) => places[0]!));

      expect(refusing.length).toBeGreaterThan(2);
      for (const {
        path,
        places: [place],
      } of refusing) {
        const fault = faults.find((one) => one.path === pathOf(place!));
        expect({ path, fault }).toEqual({
          path,
          fault: expect.objectContaining({
            allowed: expect.stringMatching(/\w/),
            fix: expect.stringMatching(/\w/),
          }),
        });
        expect(fault!.got).toBe(path.startsWith("secrets.") ? undefined : JSON.stringify(hostile));
      }
    },
  );

  it.each(fields.filter(({ path }) => destinations[path] === "name"))(
    "fails for $path that names nothing declared",
    ({ places: [place] }) => {
      const changed = completeDeclaration();
      putText(changed, place!, "$(touch canary)");
      const { secrets: _, ...given } = changed;
      expect(checkDeclaration(given).faults).toContainEqual(
        expect.objectContaining({ path: pathOf(place!), got: '"$(touch canary)"' }),
      );
    },
  );
});
