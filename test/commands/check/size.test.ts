import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { describeSize, sizeOf } from "../../../commands/check/size";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "size-"));
afterAll(() => fs.rmSync(root, { recursive: true }));

function write(file: string, lines: number): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, "x\n".repeat(lines));
}

test("the twin's lines are counted apart from the product's, and its tests from both", () => {
  write("index.ts", 1);
  write("agents/export/export.sh", 20);
  write("components/windows/script.ps1", 300);
  write("test/model/plan.test.ts", 4_000);
  write("sandbox/estate.ts", 50_000);
  write("sandbox/products/aws/serve.py", 600_000);
  write("sandbox/test/estate.test.ts", 7_000);
  expect(sizeOf(root)).toEqual({
    product: 321,
    productTests: 4_000,
    twin: 650_000,
    twinTests: 7_000,
  });
});

test("what nobody writes is not counted", () => {
  const before = sizeOf(root);
  write("package-lock.json", 1);
  write("node_modules/yaml/index.js", 1);
  write(".sandbox/build/pvesh.js", 1);
  write("sandbox/toolchain/go/minio/go.sum", 1);
  write("sandbox/plugins/schema/aws.json", 1);
  expect(sizeOf(root)).toEqual(before);
});

test("people see the twin as a multiple of the product", () => {
  const size = { product: 10_000, productTests: 20_000, twin: 25_500, twinTests: 3_000 };
  expect(describeSize(size)).toBe(
    "Lines: product 10,000 and tests 20,000; twin 25,500 (2.55 times the product) and tests 3,000",
  );
});
