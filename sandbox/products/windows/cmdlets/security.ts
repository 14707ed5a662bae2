import { failure } from "../interpreter/errors";
import { SecureString } from "../interpreter/values/secure-string";
import { type Cmdlet } from "./cmdlet";
import { switchType, textType } from "./parameter-types";

/** Secrets. */
export const securityCmdlets: readonly Cmdlet[] = [
  {
    name: "ConvertTo-SecureString",
    parameters: [
      { name: "String", type: textType, position: 0, mandatory: true, fromPipeline: true },
      { name: "AsPlainText", type: switchType },
      { name: "Force", type: switchType },
    ],
    run: ({ given }) => {
      if (given.flag("AsPlainText")) return new SecureString(given.text("String"));
      throw failure("Input string was not in a correct format.", {
        type: "System.FormatException",
        id: "ImportSecureString_InvalidArgument",
      });
    },
  },
];
