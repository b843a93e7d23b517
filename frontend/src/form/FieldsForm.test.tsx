import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startTexts } from "@/locales/i18n";
import type { FieldSpec, Spec } from "@/schema/spec";
import { FieldsForm } from "./FieldsForm";
import { switched } from "./switched";

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
  spec("width", "number", { exclusive_minimum: 0, shown_with: { filters: [16] } }),
  spec("height", "number", { exclusive_minimum: 0, shown_with: { filters: [8, 4] } }),
];

const VALUES = {
  filters: 16,
  rate: 0.05,
  kernel: [5, 5],
  milestones: [2, 4],
  bias: true,
  width: 1,
  height: 1,
};

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
        words={{ label: (field) => field, description: (field) => field.description ?? "" }}
      />
    </MantineProvider>,
  );
  return onChange;
}

beforeAll(() => startTexts("en"));

describe("a form from its schema", () => {
  it("shows no field that means nothing as the others are set", () => {
    show();
    expect(screen.queryByLabelText("width")).not.toBeNull();
    expect(screen.queryByLabelText("height")).toBeNull();
  });

  it("takes a number on Enter or on leaving, once, and not a digit before", async () => {
    const onChange = show();
    const filters = screen.getByLabelText("filters");
    await userEvent.clear(filters);
    await userEvent.type(filters, "32");
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.keyboard("{Enter}");
    expect(onChange.mock.calls).toEqual([["filters", 32, false]]);
    const rate = screen.getByLabelText("rate");
    await userEvent.clear(rate);
    await userEvent.type(rate, "3e-4");
    expect(onChange).toHaveBeenCalledTimes(1);
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith("rate", 0.0003, false);
  });

  it("steps by the arrows, from what is in the field", async () => {
    const onChange = show();
    await userEvent.type(screen.getByLabelText("rate"), "{ArrowUp}");
    expect(onChange).toHaveBeenLastCalledWith("rate", 0.06, true);
    const filters = screen.getByLabelText("filters");
    await userEvent.clear(filters);
    await userEvent.type(filters, "40{ArrowDown}");
    expect(onChange).toHaveBeenLastCalledWith("filters", 39, true);
  });

  it("gives the old number back on Escape, and keeps that Escape to itself", async () => {
    const onChange = show();
    const heard = vi.fn();
    window.addEventListener("keydown", (event) => heard(event.key, event.defaultPrevented));
    const filters = screen.getByLabelText<HTMLInputElement>("filters");
    await userEvent.clear(filters);
    await userEvent.type(filters, "32{Escape}");
    expect(filters.value).toBe("16");
    expect(heard).not.toHaveBeenCalledWith("Escape", false);
    await userEvent.keyboard("{Escape}");
    expect(heard).toHaveBeenLastCalledWith("Escape", false);
    await userEvent.tab();
    expect(onChange).not.toHaveBeenCalled();
  });

  it("says what a number may be, names the range, and takes nothing else", async () => {
    const onChange = show();
    const filters = screen.getByLabelText<HTMLInputElement>("filters");
    await userEvent.clear(filters);
    await userEvent.type(filters, "2000000");
    expect(screen.queryByText(/From 1 to 64/)).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(screen.getByText("From 1 to 64.")).toBeTruthy();
    expect(filters.getAttribute("aria-invalid")).toBe("true");
    expect(filters.value).toBe("2000000");
    // The sentence follows what is typed from here on.
    await userEvent.type(filters, "{Backspace>5/}");
    expect(filters.value).toBe("20");
    expect(screen.queryByText("From 1 to 64.")).toBeNull();
    await userEvent.type(filters, "00");
    await userEvent.tab();
    // What stands in a field at rest is what is set; what was typed is named.
    expect(filters.value).toBe("16");
    expect(screen.getByText("2000 was not taken. From 1 to 64.")).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.clear(filters);
    await userEvent.type(filters, "64{Enter}");
    expect(screen.queryByText(/was not taken/)).toBeNull();
    expect(onChange.mock.calls).toEqual([["filters", 64, false]]);
  });

  it("keeps height and width together until they are set apart", async () => {
    const onChange = show();
    const height = screen.getByLabelText("kernel, height");
    await userEvent.clear(height);
    await userEvent.type(height, "3{Enter}");
    expect(onChange).toHaveBeenLastCalledWith("kernel", [3, 3], false);
    await userEvent.click(screen.getByRole("button", { name: "Set height and width apart" }));
    const width = screen.getByLabelText("kernel, width");
    await userEvent.clear(width);
    await userEvent.type(width, "17");
    expect(onChange).toHaveBeenCalledTimes(1);
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith("kernel", [5, 17], false);
  });

  it("takes a list of whole numbers as a whole", async () => {
    const onChange = show();
    const list = screen.getByLabelText<HTMLInputElement>("milestones");
    await userEvent.clear(list);
    await userEvent.type(list, "3, 10");
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.keyboard("{Enter}");
    expect(onChange.mock.calls).toEqual([["milestones", [3, 10], false]]);
    await userEvent.clear(list);
    await userEvent.type(list, "3, 0");
    await userEvent.tab();
    expect(screen.getByText("3, 0 was not taken. At least 1.")).toBeTruthy();
    expect(list.value).toBe("2, 4");
    await userEvent.clear(list);
    await userEvent.type(list, "7{Escape}");
    expect(list.value).toBe("2, 4");
    await userEvent.clear(list);
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith("milestones", [], false);
  });

  it("switches, and shows what the check says of a field", async () => {
    const onChange = show({ bias: "Not here." });
    await userEvent.click(screen.getByLabelText("bias"));
    expect(onChange).toHaveBeenLastCalledWith("bias", false, false);
    expect(screen.getByText("Not here.")).toBeTruthy();
  });
});

const union = (kind: string, ...fields: FieldSpec[]): Spec => ({
  kind,
  doc: "",
  shape: "",
  source: "",
  formula: "",
  live_fields: [],
  fields,
});
const final = (of: number) => spec("final", "number", { default: of });
const decay = spec("decay", "number", { default: 0 });
const SPECS = {
  cosine: union("cosine", final(0), decay),
  one_cycle: union("one_cycle", final(0.0001), decay),
};

describe("another member of a union", () => {
  const at = (kind: string, values: object = {}) => ({ kind, final: 0, decay: 0, ...values });

  it("comes with its own defaults; the same declared thing keeps its value", () => {
    const next = switched({}, SPECS, at("cosine", { final: 0.5, decay: 0.1 }), "one_cycle");
    expect(next).toEqual({ kind: "one_cycle", final: 0.0001, decay: 0.1 });
  });

  it("finds its own values again when it comes back", () => {
    const memory = {};
    const first = switched(memory, SPECS, at("cosine", { final: 0.5 }), "one_cycle");
    const second = switched(memory, SPECS, { ...first, kind: "one_cycle", decay: 0.3 }, "cosine");
    expect(second).toEqual(at("cosine", { final: 0.5 }));
    const third = switched(memory, SPECS, { ...second, kind: "cosine" }, "one_cycle");
    expect(third).toEqual({ kind: "one_cycle", final: 0.0001, decay: 0.3 });
  });
});
