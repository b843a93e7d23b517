import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PresetBody } from "@/schema/schema.gen";
import { renderPage, serve } from "@/test-page";
import { useTour } from "@/ui/tour";
import { Lessons } from "./Lessons";

const lenet: PresetBody = {
  id: "lenet5_mnist",
  title: { en: "LeNet-5 on MNIST", zh: "LeNet-5 认数字" },
  summary: { en: "It read digits on cheques.", zh: "曾用于识别支票。" },
  family: "cnn",
  kin: "",
  lesson: "cnn",
  parameters: { classifier: 61_706 },
  dataset: "mnist",
  published: false,
  variants: [],
};
const vgg: PresetBody = {
  ...lenet,
  id: "vgg_small",
  title: { en: "Small VGG", zh: "小号 VGG" },
  summary: { en: "Small convolutions in a row.", zh: "一个接一个的小卷积。" },
  dataset: "fashion_mnist",
};
const resnet: PresetBody = {
  ...lenet,
  id: "resnet18",
  title: { en: "ResNet-18", zh: "ResNet-18 残差网络" },
  summary: { en: "With wires around.", zh: "有跳接。" },
  parameters: { classifier: 11_689_512 },
  dataset: "shape",
  published: true,
};
const ring: PresetBody = {
  ...lenet,
  id: "ring_gan",
  title: { en: "GAN on a ring", zh: "圆环上的 GAN" },
  family: "gan",
  lesson: "gan",
  parameters: { generator: 5_000, discriminator: 4_000 },
  dataset: "ring",
};

const SERVED = {
  "GET /api/presets": [ring, lenet, vgg, resnet],
  "GET /api/presets/times": {
    seconds: { lenet5_mnist: 9.8, vgg_small: 92 },
    measuring: false,
    cores: 1,
    gpu: false,
  },
  "POST /api/experiments": { id: "new" },
};

const card = (name: string) => screen.findByRole("button", { name });

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => vi.unstubAllGlobals());

it("shows the presets lesson by lesson, in the order of learning, with what is known of each", async () => {
  serve(SERVED);
  await renderPage(<Lessons />);
  await card("LeNet-5 on MNIST");
  const titles = screen.getAllByRole("heading", { level: 2 }).map((title) => title.textContent);
  expect(titles[0]).toMatch(/^Convolution/);
  expect(titles[1]).toMatch(/^Two networks/);
  const article = (await card("LeNet-5 on MNIST")).closest("article");
  expect(article?.textContent).toContain("61,706 params");
  expect(article?.textContent).toContain("MNIST");
  await waitFor(() => expect(article?.textContent).toContain("≈ 10 s"));
  expect((await card("Small VGG")).closest("article")?.textContent).toContain("≈ 1:32 min");
  const gan = (await card("GAN on a ring")).closest("article");
  expect(gan?.textContent).toContain("5,000 + 4,000 params");
  expect(gan?.textContent).not.toContain("≈");
  expect(screen.getByText("Times are for this machine: 1 core, no GPU.")).toBeTruthy();
});

it("names networks as they were published in a row of their own, and lessons that are not yet", async () => {
  serve(SERVED);
  await renderPage(<Lessons />);
  const row = await screen.findByRole("list", { name: "As published" });
  expect(within(row).getByRole("button").textContent).toBe("ResNet-1811,689,512");
  const lessons = screen.getByRole("navigation", { name: "Lessons" });
  const lesson = (name: RegExp) => within(lessons).getByRole("button", { name });
  expect(lesson(/^CNN/).textContent).toBe("CNN3");
  expect(lesson(/^RNN/).textContent).toBe("RNNnot yet");
  expect(lesson(/^RNN/)).toHaveProperty("disabled", true);
});

it("is searched behind a slash", async () => {
  serve(SERVED);
  const user = userEvent.setup();
  await renderPage(<Lessons />);
  await card("LeNet-5 on MNIST");
  await user.keyboard("/");
  const field = screen.getByRole("searchbox");
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: "小卷积" } });
  expect([...document.querySelectorAll("[data-card]")].map((each) => each.textContent)).toEqual([
    "Small VGG",
  ]);
  fireEvent.change(field, { target: { value: "nothing at all" } });
  expect(screen.getByText(/No preset matches “nothing at all”/)).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(field).toHaveProperty("value", "");
  expect(document.querySelectorAll("[data-card]")).toHaveLength(4);
});

it("is walked with arrows; Enter opens a card untrained, with no tour", async () => {
  const { asked } = serve(SERVED);
  useTour.setState({ step: 2 });
  const user = userEvent.setup();
  const { visited } = await renderPage(<Lessons />);
  await waitFor(async () => expect(document.activeElement).toBe(await card("LeNet-5 on MNIST")));
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(await card("Small VGG"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(visited.at(-1)).toBe("/e/new"));
  expect(asked).toContainEqual({
    route: "POST /api/experiments",
    body: { preset: "vgg_small" },
  });
  expect(asked.some(({ route }) => route.endsWith("/runs"))).toBe(false);
  expect(useTour.getState().step).toBeNull();
});

it("goes back with Escape, unless something is being sought", async () => {
  serve(SERVED);
  const user = userEvent.setup();
  const { visited } = await renderPage(<Lessons />);
  await card("LeNet-5 on MNIST");
  await user.keyboard("/x{Escape}");
  expect(visited.at(-1)).toBe("/");
  await user.keyboard("{Escape}{Escape}");
  expect(visited.at(-1)).toBe("/library");
});

it("opens an empty canvas, and a file that was taken home; another file is no experiment", async () => {
  const { asked } = serve(SERVED);
  const user = userEvent.setup();
  const { visited } = await renderPage(<Lessons />);
  const file = (text: string, name: string) => new File([text], name, { type: "application/json" });
  const field = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (field === null) throw new Error("no field for files");
  await user.upload(field, file("no JSON", "notes.json"));
  expect(await screen.findByText("notes.json is no experiment: it holds no JSON.")).toBeTruthy();
  await user.upload(field, file('{"title":"Mine"}', "mine.json"));
  await waitFor(() => expect(visited.at(-1)).toBe("/e/new"));
  expect(asked).toContainEqual({
    route: "POST /api/experiments",
    body: { document: { title: "Mine" }, copy_of: "" },
  });
  await user.click(screen.getByRole("button", { name: "Empty canvas" }));
  await waitFor(() =>
    expect(asked.filter(({ route }) => route === "POST /api/experiments")).toHaveLength(2),
  );
});
