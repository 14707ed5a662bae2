import { openEnvelope } from "../../model/remote/envelope";
import { knownKinds } from "../../policy/rules/scope/known-kinds";
import { completeDeclaration } from "../support/complete-declaration";
import { unsealed } from "../support/estate";
import { registeredFor } from "../support/program";

test("the kinds that the pack knows are those that a stack can have", async () => {
  const resources = await registeredFor(completeDeclaration());
  const kinds = resources.flatMap(
    ({ inputs }) => openEnvelope(unsealed(inputs["stdin"]))?.kind ?? [],
  );

  expect([...new Set(kinds)].sort()).toEqual([...knownKinds].sort());
});
