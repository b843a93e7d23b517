import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startTexts } from "@/locales/i18n";
import type { FieldSpec } from "@/schema/spec";
import { FieldsForm } from "./FieldsForm";
import { switched } from "./UnionForm";

const spec = (name: string, type: string, bounds: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  type,
  description: `What ${name} does.`,
  minimum: null,
  exclusive_minimum: null,
  maximum: null,
  exclusive_maximum: null,
  options: null,
  default: 1,
  ...bounds,
});

const FIELDS = [
  spec("filters", "integer", { minimum: 1, maximum: 64 }),
  spec("rate", "number", { exclusive_minimum: 0 }),
  spec("kernel", "pair", { minimum: 1 }),
  spec("milestones", "integers", { minimum: 1 }),
  spec("bias", "boolean"),
];

const VALUES = { filters: 16, rate: 0.05, kernel: [5, 5], milestones: [2, 4], bias: true };

function show(problems: Record<string, string> = {}) {
  const onChange = vi.fn();
  render(
    <MantineProvider>
      <FieldsForm
        name="Settings"
        fields={FIELDS}
        values={VALUES}
        onChange={onChange}
        problems={problems}
        words={{ label: (field) => field, description: (field) => field.description }}
      />
    </MantineProvider>,
  );
  return onChange;
}

beforeAll(() => startTexts("en"));

describe("a form from its schema", () => {
  it("takes each readable number as it is typed, and the arrows", async () => {
    const onChange = show();
    const filters = screen.getByLabelText("filters");
    await userEvent.clear(filters);
    await userEvent.type(filters, "32");
    expect(onChange).toHaveBeenLastCalledWith("filters", 32);
    await userEvent.type(screen.getByLabelText("rate"), "{ArrowUp}");
    expect(onChange).toHaveBeenLastCalledWith("rate", 0.06);
  });

  it("says what a number may be, and leaves the document alone", async () => {
    const onChange = show();
    const filters = screen.getByLabelText("filters");
    await userEvent.clear(filters);
    await userEvent.type(filters, "0");
    expect(screen.getByText("At least 1.")).toBeTruthy();
    expect(filters.getAttribute("aria-invalid")).toBe("true");
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.tab();
    expect(screen.queryByText("At least 1.")).toBeNull();
    expect((filters as HTMLInputElement).value).toBe("16");
  });

  it("keeps height and width together until they are set apart", async () => {
    const onChange = show();
    const height = screen.getByLabelText("kernel, height");
    await userEvent.clear(height);
    await userEvent.type(height, "3");
    expect(onChange).toHaveBeenLastCalledWith("kernel", [3, 3]);
    await userEvent.click(screen.getByRole("button", { name: "Set height and width apart" }));
    const width = screen.getByLabelText("kernel, width");
    await userEvent.clear(width);
    await userEvent.type(width, "7");
    expect(onChange).toHaveBeenLastCalledWith("kernel", [5, 7]);
  });

  it("takes a list of whole numbers", async () => {
    const onChange = show();
    const list = screen.getByLabelText("milestones");
    await userEvent.clear(list);
    expect(onChange).toHaveBeenLastCalledWith("milestones", []);
    await userEvent.type(list, "3, 10");
    expect(onChange).toHaveBeenLastCalledWith("milestones", [3, 10]);
  });

  it("switches, and shows what the check says of a field", async () => {
    const onChange = show({ bias: "Not here." });
    await userEvent.click(screen.getByLabelText("bias"));
    expect(onChange).toHaveBeenLastCalledWith("bias", false);
    expect(screen.getByText("Not here.")).toBeTruthy();
  });
});

describe("another member of a union", () => {
  it("comes with its own defaults", () => {
    const adam = {
      kind: "adam",
      doc: "",
      shape: "",
      source: "",
      formula: "",
      live_fields: [],
      fields: [spec("learning_rate", "number", { default: 0.001 })],
    };
    expect(switched({ kind: "sgd", learning_rate: 0.05, momentum: 0.9 }, adam)).toEqual({
      kind: "adam",
      learning_rate: 0.001,
    });
  });
});
