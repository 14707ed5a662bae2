import { type Envelope, openEnvelope, sealEnvelope } from "../../model/remote/envelope";
import { labSent, type Sent, verdictOf } from "./support";

/** How one resource of the lab is damaged, as if a component of ours did it; `undefined` if it is not made at all. */
export type Damage = (sent: Sent) => Sent | undefined;

/** A damage: what it is, to which resources (a blank between two names), how, and which rules name it. */
export type NamedDamage = readonly [
  what: string,
  resources: string,
  damage: Damage,
  rules: readonly string[],
];

/** Properties in the place of those that were sent. */
export const props =
  (changes: Readonly<Record<string, unknown>>): Damage =>
  (sent) => ({ ...sent, props: { ...sent.props, ...changes } });

export const notMade: Damage = () => undefined;
/** Changes what is sent to a host. */
export const document =
  (changes: Readonly<Record<string, unknown>>): Damage =>
  (sent) => {
    const envelope = openEnvelope(sent.props["stdin"]) as Envelope;
    const changed = { ...envelope, document: { ...envelope.document, ...changes } };
    return { ...sent, props: { ...sent.props, stdin: sealEnvelope(changed) } };
  };

/** The same of what an agent reads. */
export const config =
  (changes: Readonly<Record<string, unknown>>): Damage =>
  (sent) => {
    const { config } = (openEnvelope(sent.props["stdin"]) as Envelope).document as {
      readonly config: object;
    };
    return document({ config: { ...config, ...changes } })(sent);
  };

/** Each damage is done to what the lab sends, and named by its rules. */
export function describeDamages(damages: readonly NamedDamage[]): void {
  describe("of a damage in a component of ours, the pack, which knows none of them, names", () => {
    it.each(damages)("%s", async (_, subjects, damage, rules) => {
      const names = subjects.split(" ");
      const isSubject = ({ name = "" }: Sent) => names.includes(name);
      const sent = await labSent();
      expect(sent.filter(isSubject)).toHaveLength(names.length);
      const damaged = sent.flatMap((one) => (isSubject(one) ? (damage(one) ?? []) : [one]));

      for (const rule of rules) {
        const { violations, notJudged } = await verdictOf(rule, damaged);
        expect({ rule, violated: violations.length > 0, notJudged }).toEqual({
          ...{ rule, violated: true, notJudged: "" },
        });
      }
    });
  });
}
