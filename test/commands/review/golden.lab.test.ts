import { reviewPage } from "../../../commands/page/review-page";
import { type ReviewDocument } from "../../../commands/review/document";
import { markdownOf } from "../../../commands/review/markdown";
import { type Review, reviewOf, type ReviewedFile } from "../../../commands/review/review";
import { reviewDocument } from "../../../commands/review/review-document";
import { labChanges } from "./support/changes";
import { expectGolden } from "./support/golden";
import { labText } from "./support/lab-text";
import { reviewed, today } from "./support/reviewed";

/** The same for every change. */
let base: Promise<ReviewedFile> | undefined;

describe.each(labChanges)("a change of the lab's file: $name", ({ name, change, isRefused }) => {
  let before: ReviewedFile;
  let after: ReviewedFile;
  let review: Review;
  let document: ReviewDocument;

  beforeAll(async () => {
    before = await (base ??= reviewed(labText));
    after = await reviewed(change(labText));
    review = reviewOf(before, after);
    document = reviewDocument(review, {
      ...{ base: "Pulumi.lab.yaml", head: "Pulumi.lab.yaml" },
      ...(isRefused ? { withoutResources: "the changed file is refused, and sends nothing" } : {}),
    });
  });

  it("is told as the comment that was looked at", () => {
    expectGolden(`${name}.md`, markdownOf(document));
  });

  it("is told at the head of a page as it was looked at", async () => {
    const page = await reviewPage({ document, before, after, today });
    expectGolden(`${name}.html`, `${/<header>.*<\/header>/s.exec(page)?.[0]}\n`);
  });

  it("is the review in JSON that was looked at", () => {
    expectGolden(`${name}.json`, `${JSON.stringify(review, null, 2)}\n`);
  });

  it("is refused if the plan refuses it, and otherwise compared down to what is sent", () => {
    expect(review.verdict.errors.length > 0).toBe(isRefused === true);
    expect(review.resources === undefined).toBe(isRefused === true);
  });
});
