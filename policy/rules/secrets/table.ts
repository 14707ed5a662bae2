import { type Bounds, row, type Row } from "../../row";
import { commandNoSecret } from "./command-no-secret";
import { commandOutputUnlogged } from "./command-output-unlogged";
import { documentNoSecret } from "./document-no-secret";
import { nameNoSecret } from "./name-no-secret";

/** From when on a word looks random; the same wherever secrets are looked for. */
const randomLook = {
  randomLength: {
    default: 32,
    minimum: 20,
    maximum: 128,
    description: "Characters from which on a word without meaning counts as a secret",
  },
  randomTenths: {
    default: 42,
    minimum: 30,
    maximum: 60,
    description: "Tenths of a bit of entropy of a character from which on such a word does",
  },
} satisfies Record<string, Bounds>;

/** Rules of where secrets may be: in few places, and in none that is printed. */
export const secrets: readonly Row[] = [
  row(commandNoSecret, {
    level: "mandatory",
    severity: "critical",
    controls: { cis: ["3.11"], csf: ["PR.DS-01"], sp800171: ["03.13.08", "03.13.10"] },
    numbers: randomLook,
  }),
  row(documentNoSecret, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["3.11"], csf: ["PR.DS-01"], sp800171: ["03.13.08", "03.13.10"] },
    numbers: randomLook,
  }),
  row(nameNoSecret, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["3.11"], csf: ["PR.DS-01"], sp800171: ["03.13.08", "03.13.10"] },
    numbers: randomLook,
  }),
  row(commandOutputUnlogged, {
    level: "advisory",
    severity: "medium",
    controls: { cis: ["3.11"], sp800171: ["03.13.08"] },
    numbers: {},
  }),
];
