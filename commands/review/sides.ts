import { messageOf } from "../../lib/progress/message-of";
import { type FileProgram, fileProgram } from "../policy/file-program";
import { type JudgedResource } from "../policy/judged-resource";
import { type PreviewedProgram } from "../policy/preview/preview";
import { type PlannedFile } from "../plan/planned-file";
import { type AskPack } from "./judged-sides";
import { resourcesOf } from "./resources";
import { type ReviewedFile } from "./review";
import { type Verdicts } from "./verdicts";

/** One of the two files. */
export interface Side {
  readonly file: string;
  readonly planned: PlannedFile;
}

/** What is looked at besides the plans. */
export interface Wanted {
  readonly resources: boolean;
  readonly policy: boolean;
  /** YYYY-MM-DD: the pack's exceptions end. */
  readonly today: string;
}

/** Who is asked: tests have others. */
export interface Asked {
  /** Runs a program as a preview. */
  readonly run: (program: PreviewedProgram) => Promise<readonly JudgedResource[]>;
  readonly pack: AskPack;
}

/** Both files with what was looked at, and why not where it was not. */
export interface Sides {
  readonly before: ReviewedFile;
  readonly after: ReviewedFile;
  readonly withoutResources?: string;
  readonly withoutRules?: string;
}

/** The same for both files, whatever they are called: so that they differ in what they declare alone. */
const stack = "lab";

/**
 * Both files with what the program sends for them, as in a preview of an empty stack, and what the policy pack says of
 * that. Identities and secrets that a file leaves to the machines are filled in with what is the same for every file.
 *
 * @throws Error with what the program or the pack says, if one of them does not come to its end
 */
export async function sidesOf(
  base: Side,
  head: Side,
  wanted: Wanted,
  asked: Asked,
): Promise<Sides> {
  const programs = [base, head].map(({ file, planned }) => fileProgram(file, planned, stack));
  const [before, after] = [
    reviewedAs(base.planned, programs[0]!),
    reviewedAs(head.planned, programs[1]!),
  ];
  const without = {
    ...(wanted.resources ? {} : { withoutResources: "they were left out (--no-resources)" }),
    ...(wanted.policy ? {} : { withoutRules: "they were left out (--no-policy)" }),
  };
  if (!wanted.resources && !wanted.policy) return { before, after, ...without };
  const refused = [base, head].find((_, at) => programs[at]!.run === undefined);
  if (refused !== undefined) {
    const why = `${refused.file} is refused, and the program sends nothing`;
    const unseen = { before, after, withoutResources: why, ...without };
    const [, { run }] = programs as [FileProgram, FileProgram];
    if (!wanted.policy || run === undefined) return { ...unseen, withoutRules: why };
    // What nobody can compare with is judged all the same: then all that it breaks, it breaks newly.
    const { verdicts = [] } = await declaredAndJudged([programs[1]!], wanted, asked);
    return {
      ...unseen,
      before: { ...before, verdicts: nothingJudged },
      after: { ...after, verdicts: verdicts[0]! },
    };
  }
  const { declared, verdicts } = await declaredAndJudged(programs, wanted, asked);
  const seen = (at: number) => ({
    ...(wanted.resources ? { resources: resourcesOf(declared[at]!) } : {}),
    ...(verdicts === undefined ? {} : { verdicts: verdicts[at]! }),
  });
  return { before: { ...before, ...seen(0) }, after: { ...after, ...seen(1) }, ...without };
}

/** Of a file for which the program sends nothing. */
const nothingJudged: Verdicts = { violations: [], notJudged: [], ofStack: [] };

function reviewedAs(planned: PlannedFile, { findings }: FileProgram): ReviewedFile {
  return { ...planned, plan: { ...planned.plan, findings } };
}

/** The programs declare while the pack starts. */
async function declaredAndJudged(
  programs: readonly FileProgram[],
  { policy, today }: Wanted,
  asked: Asked,
) {
  const declaring = programs.map(({ run }) => asked.run(run!));
  const asking = policy ? asked.pack(declaring, today) : Promise.resolve(undefined);
  // Also after a failure nothing of it runs on.
  await Promise.allSettled([...declaring, asking]);
  // A program that fails fails the pack as well: what it says comes first.
  const declared = await Promise.all(declaring);
  return { declared, verdicts: await asking.catch(notCompared) };
}

function notCompared(error: unknown): never {
  throw new Error(
    `npm run review: the rules cannot be compared, for ${messageOf(error)}\n` +
      "Repair the policy pack, or leave its rules out with --no-policy.",
    { cause: error },
  );
}
