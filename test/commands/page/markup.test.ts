import { Markup, markup } from "../../../commands/page/markup";

const hostile = `<script>alert("1")</script>&'`;
const harmless = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;";

describe("markup", () => {
  it("has everything that is put into it as text, in attributes as well", () => {
    expect(markup`<p title="${hostile}">${hostile}</p>`.text).toBe(
      `<p title="${harmless}">${harmless}</p>`,
    );
  });

  it("takes markup as it is, lists of it, numbers and nothing", () => {
    const items = ["a", "<"].map((text) => markup`<li>${text}</li>`);
    expect(markup`<ul>${items}${0}${undefined}</ul>`.text).toBe(
      "<ul><li>a</li><li>&lt;</li>0</ul>",
    );
  });

  it("takes nothing for markup that only looks like it", () => {
    const look = { text: hostile } as unknown as Markup;
    expect(() => markup`${look}`.text).toThrow(/map/);
    expect(new Markup("<b>").text).toBe("<b>");
  });
});
