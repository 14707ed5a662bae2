import { propertiesOf } from "../../policy/property-string";

describe("a property string", () => {
  it.each([
    ["keep-all=1", { "keep-all": "1" }],
    ["bucket=b,client=c,type=s3", { bucket: "b", client: "c", type: "s3" }],
    ["offline,message=a=b", { "": "offline", message: "a=b" }],
  ])("%s has its keys and values", (text, pairs) => {
    expect(Object.fromEntries(propertiesOf(text))).toEqual(pairs);
  });

  it.each([undefined, 1, null])("is nothing where there is %s", (text) => {
    expect(propertiesOf(text).size).toBe(0);
  });
});
