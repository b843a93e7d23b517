import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense, useState } from "react";
import { expect, it, vi } from "vitest";
import { testSample } from "@/api/inputs";
import type { AnyInput, DatasetBody, SaliencyFrame } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { INPUT_PADS } from "./inputs";

const POINTS: DatasetBody = {
  kind: "points",
  title: "Points",
  fields: [
    {
      name: "point",
      value: { kind: "vector", sides: [3], categories: 0 },
      names: ["x", "y"],
      mean: 0,
      std: 1,
      missing: [],
    },
    {
      name: "label",
      value: { kind: "label", sides: [], categories: 2 },
      names: ["inner", "outer"],
      mean: 0,
      std: 1,
      missing: [],
    },
  ],
  splits: { train: 6, test: 4 },
  default_input: "point",
  default_target: "label",
  attribution: "",
  shipped: true,
  available: true,
  download: null,
  problem: null,
};

const LETTERS: DatasetBody["fields"][number] = {
  name: "name",
  value: { kind: "tokens", sides: ["T"], categories: 3 },
  names: ["□", "a", "b"],
  mean: 0,
  std: 1,
  missing: [],
};

const gradient = (...values: number[]): SaliencyFrame => ({
  kind: "saliency",
  role: "classifier",
  top: 1,
  gradient: {
    node: "input",
    shape: [values.length],
    values: new Uint8Array(Int8Array.from(values).buffer),
    scale: 1,
  },
});

interface PageProps {
  first: AnyInput | null;
  saliency: SaliencyFrame | null;
  onInput: (input: AnyInput) => void;
}

function Page({ first, saliency, onInput }: PageProps) {
  const [input, setInput] = useState(first);
  const pad = INPUT_PADS.vector;
  if (pad === null) return null;
  return (
    <Suspense>
      <pad.Pad
        dataset={POINTS}
        input={input}
        onInput={(next) => {
          onInput(next);
          setInput(next);
        }}
        onClear={() => setInput(null)}
        saliency={saliency && { step: 5, frame: saliency }}
      />
    </Suspense>
  );
}

async function show(first: AnyInput | null, saliency: SaliencyFrame | null = null) {
  const given = vi.fn();
  await renderPage(<Page {...{ first, saliency }} onInput={given} />);
  await screen.findByRole("group", { name: "My input, feature by feature" });
  return given;
}

it("takes one number for each feature, by its name where it has one", async () => {
  const given = await show(null);
  await userEvent.clear(screen.getByLabelText("y"));
  await userEvent.type(screen.getByLabelText("y"), "-0.5{Enter}");
  expect(given).toHaveBeenLastCalledWith({ kind: "numbers", values: [0, -0.5, 0] });
  await userEvent.clear(screen.getByLabelText("Feature 3"));
  await userEvent.type(screen.getByLabelText("Feature 3"), "2e3{Enter}");
  expect(given).toHaveBeenLastCalledWith({ kind: "numbers", values: [0, -0.5, 2000] });
});

it("takes no text for a number, and says so", async () => {
  const given = await show({ kind: "numbers", values: [1, 2, 3] });
  await userEvent.clear(screen.getByLabelText("x"));
  await userEvent.type(screen.getByLabelText("x"), "much{Enter}");
  expect(given).not.toHaveBeenCalled();
  expect(screen.getByLabelText("x").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("alert").textContent).not.toBe("");
});

it("says of a sample which it is, and how much each feature counts", async () => {
  await show(testSample(7), gradient(127, -64, 0));
  expect(screen.getByText(/Sample 7 of the test set/)).toBeDefined();
  const bars = document.querySelectorAll("[data-sign]");
  expect([...bars].map((bar) => bar.getAttribute("data-sign"))).toEqual(["1", "-1", "0"]);
  expect(await INPUT_PADS.vector?.take(POINTS, 3)).toEqual(testSample(3));
});

it("takes a text, says which letters it does not know, and is empty when all is deleted", async () => {
  const given = vi.fn();
  const clear = vi.fn();
  const letters = { ...POINTS, default_input: "name", fields: [LETTERS] };
  const pad = INPUT_PADS.tokens;
  if (pad === null) throw new Error("no pad");
  const props = { dataset: letters, onInput: given, onClear: clear, saliency: null };
  await renderPage(
    <Suspense>
      <pad.Pad {...props} input={{ kind: "text", text: "Ab*" }} />
    </Suspense>,
  );
  const field = await screen.findByRole("textbox", { name: "My text" });
  expect(screen.getByText(/read as unknown: \*/)).toBeDefined();
  await userEvent.type(field, "a");
  expect(given).toHaveBeenLastCalledWith({ kind: "text", text: "Ab*a" });
  await userEvent.clear(field);
  expect(clear).toHaveBeenCalled();
  expect(await pad.take(letters, 3)).toEqual(testSample(3));
});
