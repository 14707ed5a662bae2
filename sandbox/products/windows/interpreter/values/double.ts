import { NetObject } from "./value";

/** A floating-point number. Kept apart from whole numbers: JSON and division tell them apart. */
export class Double extends NetObject {
  readonly typeName = "System.Double";

  constructor(readonly value: number) {
    super();
  }

  /** PowerShell's strings have fifteen digits of it. */
  toText(): string {
    return generalForm(this.value, this.value.toExponential(14), 15);
  }

  /** .NET Framework's form `r`: fifteen digits where they are enough, else seventeen. */
  toRoundTrip(): string {
    if (Number(this.toText()) === this.value) return this.toText();
    return generalForm(this.value, this.value.toExponential(16), 17);
  }

  /** JSON has all digits, and says that it is no whole number. */
  toJson(): string {
    const text = generalForm(this.value, this.value.toExponential(), 17);
    if (!Number.isFinite(this.value)) return JSON.stringify(text);
    return /[.E]/.test(text) ? text : `${text}.0`;
  }
}

/** .NET's general form: digits and a point below `limit` digits before the point, else an exponent. */
function generalForm(value: number, scientific: string, limit: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = "", exponent = ""] = scientific.split("e");
  const power = Number(exponent);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const digits = mantissa
    .replace(/^-/, "")
    .replace(".", "")
    .replace(/(?!^)0+$/, "");
  const isLong = power < -4 || power >= limit;
  return sign + (isLong ? withExponent(digits, power) : withPoint(digits, power));
}

function withExponent(digits: string, power: number): string {
  const size = String(Math.abs(power)).padStart(2, "0");
  return `${digits.replace(/^.(?=.)/, "$&.")}E${power < 0 ? "-" : "+"}${size}`;
}

function withPoint(digits: string, power: number): string {
  if (power < 0) return `0.${digits.padStart(digits.length - power - 1, "0")}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, "0");
  return digits.length > power + 1 ? `${whole}.${digits.slice(power + 1)}` : whole;
}
