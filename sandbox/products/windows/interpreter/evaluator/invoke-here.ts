import { OutsideSubset } from "../errors";
import { type Session } from "../session";
import { ScriptBlock } from "../values/script-block";
import { type Value } from "../values/value";
import { untilReturn } from "./until-return";
import { runStatements } from "./statements";

/**
 * Runs a block for one item of a pipeline, `$_`, in the scope that is there: what it sets stays
 * set, as in `Where-Object` and `ForEach-Object`.
 */
export function invokeHere(session: Session, block: Value, item: Value): Value {
  if (!(block instanceof ScriptBlock) || block.parameters !== undefined) {
    throw new OutsideSubset("anything but a script block without parameters here");
  }
  return session.withItem(item, () =>
    session.collect((emit) => untilReturn(() => runStatements(session, block.statements, emit))),
  );
}
