import * as pulumi from "@pulumi/pulumi";
import { silenceRegistrationEchoes } from "../../components/registration-echo";

/** A program with a resource that fails, and others that depend on it; its argument says what else goes wrong. */
const [mode = ""] = process.argv.slice(2);
if (mode !== "as-it-is") silenceRegistrationEchoes();

class Thing extends pulumi.CustomResource {
  declare readonly value: pulumi.Output<string>;

  constructor(name: string, value: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions) {
    super("backup:test:Thing", name, { value }, opts);
  }
}

const fails = new Thing("fails", "x");
const first = new Thing("first", fails.value);
new Thing(
  "second",
  first.value.apply((value) => `${value}!`),
);
new Thing("third", "x", { dependsOn: first });
new Thing("other", "x");
export const shown = fails.value;

if (mode === "defect") void Promise.reject(new TypeError("a defect of the program"));
