import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Markdown } from "./Markdown";
import { parseBlocks } from "./markdown";

function html(text: string): string {
  const { container } = render(<Markdown text={text} />);
  return (container.firstElementChild?.innerHTML ?? "").replaceAll(
    ' target="_blank" rel="noopener noreferrer nofollow"',
    "",
  );
}

describe("notes", () => {
  it("know bold, italic, code, lists and links", () => {
    expect(html("**Why** *this* `lr=0.1`, **a *b* c**")).toBe(
      "<p><strong>Why</strong> <em>this</em> <code>lr=0.1</code>, <strong>a <em>b</em> c</strong></p>",
    );
    expect(html("one\ntwo\n\n- a\n- **b**\n1. c")).toBe(
      "<p>one<br>two</p><ul><li>a</li><li><strong>b</strong></li></ul><ol><li>c</li></ol>",
    );
    expect(html("[paper](https://example.org/a), http://example.org.")).toBe(
      '<p><a href="https://example.org/a">paper</a>, <a href="http://example.org/">http://example.org</a>.</p>',
    );
    const { container } = render(<Markdown text="https://example.org" />);
    expect(container.querySelector("a")?.rel).toContain("noopener");
  });

  it("take nothing as HTML and lead nowhere but to the web", () => {
    expect(html('<img src=x onerror="alert(1)"><script>1</script>')).toBe(
      '<p>&lt;img src=x onerror="alert(1)"&gt;&lt;script&gt;1&lt;/script&gt;</p>',
    );
    for (const address of ["javascript:alert(1)", "data:text/html,x", "//example.org", "/e/1"]) {
      expect(html(`[press](${address})`)).not.toContain("<a");
    }
  });

  it("leave figures and names as they are", () => {
    expect(html("2 * 3 * 4 and max_pool2d_1, conv2d_2")).toBe(
      "<p>2 * 3 * 4 and max_pool2d_1, conv2d_2</p>",
    );
  });

  it("are read in a moment, whatever is in them", () => {
    const begun = performance.now();
    for (const mark of ["*", "**a", "*a*", "[a](", "`", "_a ", "http://"]) {
      parseBlocks(mark.repeat(20_000 / mark.length));
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
