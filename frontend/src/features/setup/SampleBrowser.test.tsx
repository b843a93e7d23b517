import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { getSamples, type Numbers, type Samples } from "@/api/datasets";
import type { DataFieldBody, DatasetBody, ValueBody } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { SampleBrowser } from "./SampleBrowser";

vi.mock("@/api/datasets", async (original) => ({
  ...(await original<typeof import("@/api/datasets")>()),
  getSamples: vi.fn(),
}));

function field(name: string, value: Partial<ValueBody>, names: string[] = []): DataFieldBody {
  const body: ValueBody = { kind: "vector", sides: [], categories: 0, ...value };
  return { name, value: body, names, mean: 0, std: 1, missing: [] };
}

function dataset(fields: DataFieldBody[], splits: DatasetBody["splits"]): DatasetBody {
  const [input = "", target = ""] = fields.map(({ name }) => name);
  const here = { shipped: true, available: true, download: null, problem: null };
  const named = { kind: "points", title: "Points", attribution: "" };
  return { ...named, ...here, fields, splits, default_input: input, default_target: target };
}

function answers(...columns: [field: DataFieldBody, values: readonly Numbers[]][]): void {
  const told: Samples = {
    columns: columns.map(([{ name, value }, values]) => ({
      name,
      kind: value.kind,
      stored: "float32",
      shape: [values.length, ...value.sides.map(Number)],
      values,
    })),
    indices: columns[0]?.[1].map((_, at) => at) ?? [],
    total: columns[0]?.[1].length ?? 0,
  };
  vi.mocked(getSamples).mockResolvedValue(told);
}

it("shows entries that are no images as their named numbers, and every split there is", async () => {
  const point = field("point", { sides: [2] }, ["x", "y"]);
  const height = field("height", { sides: [1] });
  answers(
    [
      point,
      [
        [0.5, -1.25],
        [2, 3],
      ],
    ],
    [height, [[7.5], [8]]],
  );
  await renderPage(
    <SampleBrowser dataset={dataset([point, height], { train: 2, validation: 1 })} />,
  );
  const cell = await screen.findByRole("button", { name: "Sample 1" });
  expect(cell.textContent).toBe("x 0.500 · y \u22121.25");
  expect(screen.queryByText("7.50")).not.toBeNull();
  expect(screen.queryByRole("combobox")).toBeNull();
  expect(screen.queryByText("test")).toBeNull();
  await userEvent.click(screen.getByText("validation"));
  expect(vi.mocked(getSamples)).toHaveBeenLastCalledWith(
    "points",
    expect.objectContaining({ split: "validation", start: 0 }),
    expect.anything(),
  );
});

it("spells tokens", async () => {
  const text = field("text", { kind: "tokens", sides: ["T"], categories: 4 }, [..."abcd"]);
  const tone = field("tone", { kind: "label", categories: 2 }, ["sad", "glad"]);
  answers([text, [[1, 2, 3]]], [tone, [1]]);
  await renderPage(<SampleBrowser dataset={dataset([text, tone], { train: 1, test: 1 })} />);
  const row = await screen.findByRole("button", { name: /glad/ });
  expect(row.textContent).toContain("bcd");
  await userEvent.click(row);
  const cell = await screen.findByRole("button", { name: "Sample 1, class glad" });
  expect(cell.textContent).toBe("bcd");
});

it("draws sequences of numbers, each step a column", async () => {
  const sound = field("sound", { kind: "sequence", sides: ["T", 2] });
  const tone = field("tone", { kind: "label", categories: 2 }, ["sad", "glad"]);
  answers(
    [
      sound,
      [
        [
          [0, 1],
          [1, 0],
          [2, 2],
        ],
      ],
    ],
    [tone, [1]],
  );
  await renderPage(<SampleBrowser dataset={dataset([sound, tone], { train: 1, test: 1 })} />);
  await userEvent.click(await screen.findByRole("button", { name: /glad/ }));
  const cell = await screen.findByRole("button", { name: "Sample 1, class glad" });
  const canvas = cell.querySelector("canvas");
  expect([canvas?.width, canvas?.height]).toEqual([3, 2]);
});

it("draws the true boxes over a picture, and names what is in them where it stands large", async () => {
  const image = field("image", { kind: "image", sides: [1, 8, 8] });
  const box = field("box", { kind: "boxes", sides: [2, 4] });
  const label = field("label", { kind: "labels", sides: [2], categories: 3 }, ["a", "b", "c"]);
  const nothing = [0, 0, 0, 0];
  answers([image, [0]], [box, [[[1, 2, 5, 7], nothing]]], [label, [[2, -1]]]);
  await renderPage(<SampleBrowser dataset={dataset([image, box, label], { train: 1, test: 1 })} />);
  const cell = await screen.findByRole("button", { name: "Sample 1" });
  const drawn = [...cell.querySelectorAll("rect")];
  const sides = ["x", "y", "width", "height"].map((name) => drawn[0]?.getAttribute(name));
  expect([drawn.length, ...sides]).toEqual([1, "1", "2", "4", "5"]);
  expect(cell.querySelector("text")).toBeNull();
  expect(screen.getAllByText("c").map(({ tagName }) => tagName)).toEqual(["text", "B"]);
});
