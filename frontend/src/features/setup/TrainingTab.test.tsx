import { fireEvent, screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, it } from "vitest";
import { checkStore } from "@/graph/checkStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { experiment, lenet } from "@/graph/fixtures";
import type { CheckedExperiment } from "@/schema/checked";
import { CLASSIFIER } from "@/schema/metrics.gen";

import { renderPage, serve } from "@/test-page";
import { GuardSection } from "./GuardSection";
import { RecordingSection } from "./RecordingSection";
import { TrainingTab } from "./TrainingTab";

const DOCUMENT = experiment(lenet());
const now = () => documentStore.getState().document as Experiment;

type Section = (props: { experiment: Experiment }) => ReactNode;

/** One section of the tab, in step with the document. */
function Alone({ section: Shown }: { section: Section }) {
  const experiment = useDocument((state) => state.document);
  return experiment && <Shown experiment={experiment} />;
}

interface Opened {
  document?: Experiment;
  answer?: Partial<CheckedExperiment>;
  section?: Section;
}

async function open({ document = DOCUMENT, answer, section }: Opened) {
  serve({});
  documentStore.getState().open({ id: "one", revision: 1, document });
  const sound = { problems: [], metrics: [...CLASSIFIER], readable_probes: ["feature_maps"] };
  checkStore.setState({ answer: { ...sound, ...answer } as unknown as CheckedExperiment });
  await renderPage(section === undefined ? <TrainingTab /> : <Alone section={section} />);
}

const WRONG = { path: "data.label", given: "label", part: "target", takes: "vector, image" };

const fault = (field: string, code: string, params = {}) => ({
  code,
  params,
  where: { role: "", node: "", field },
});

/** What a select offers; pressing it opens its list, somewhere else on the page. */
function optionsOf(label: string): HTMLElement[] {
  const box = screen.getByLabelText(label, { selector: "input" });
  if (box.getAttribute("aria-expanded") !== "true") fireEvent.click(box);
  const list = document.getElementById(box.getAttribute("aria-controls") ?? "");
  return [...(list?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
}

const choices = (name: string) => optionsOf(name).map(({ textContent }) => textContent);

function choose(name: string, option: string): void {
  const wanted = optionsOf(name).find(({ textContent }) => textContent === option);
  fireEvent.click(wanted as HTMLElement);
}

beforeEach(() => checkStore.setState(checkStore.getInitialState(), true));

it("says what is wrong at the field that it is about", async () => {
  await open({
    answer: {
      problems: [
        fault("pace.length.epochs", "too_many_steps", { count: 2, limit: 1 }),
        fault("pace.batch_size", "too_much_memory", { needed: "9.1", limit: "8", fits: 96 }),
        fault("algorithm.target", "wrong_column", WRONG),
        fault("optimizers.classifier.optimizer.learning_rate", "field_above", { limit: 0 }),
      ],
    },
  });
  const said = (label: string) =>
    screen.getByLabelText(label, { selector: "input" }).getAttribute("aria-describedby");
  const sentence = (label: string) => document.getElementById(said(label) ?? "")?.textContent;
  expect(sentence("Epochs")).toMatch(/^The run would take 2 steps/);
  expect(sentence("Batch size")).toMatch(/A batch of 96 fits/);
  expect(sentence("Learning rate")).toBe("More than 0.");
  expect(sentence("Loss")).toMatch(/^data\.label is a column of the kind label/);
  expect(said("Momentum")).toBeNull();
});

it("names the network of an optimizer where there are several, and edits that one", async () => {
  const { classifier } = DOCUMENT.optimizers;
  if (classifier === undefined) throw new Error("nothing learns");
  await open({
    document: { ...DOCUMENT, optimizers: { generator: classifier, critic: classifier } },
  });
  expect(screen.getByRole("heading", { name: "critic" })).toBeTruthy();
  const [, rate] = screen.getAllByLabelText("Learning rate");
  fireEvent.change(rate as HTMLElement, { target: { value: "0.2" } });
  fireEvent.blur(rate as HTMLElement);
  expect(now().optimizers.critic?.optimizer.learning_rate).toBe(0.2);
  expect(now().optimizers.generator).toBe(classifier);
});

it("stops by, and keeps, what the evaluations measure and can get better", async () => {
  await open({ section: GuardSection });
  expect(screen.queryByLabelText("Stop by")).toBeNull();
  const patience = screen.getByLabelText("Early stopping");
  fireEvent.change(patience, { target: { value: "3" } });
  fireEvent.blur(patience);
  expect(now().pace.early_stopping).toEqual({ patience: 3, metric: "loss" });
  expect(choices("Stop by")).toEqual(["Test loss", "Test accuracy"]);
  choose("Stop by", "Test accuracy");
  expect(now().pace.early_stopping.metric).toBe("accuracy");
  expect(choices("Keep the best")).toEqual(["off", "Test loss", "Test accuracy"]);
  choose("Keep the best", "Test loss");
  expect(now().pace.keep_best).toBe("loss");
});

it("shows what is recorded where nobody chose, and writes it down with the first edit", async () => {
  await open({
    document: { ...DOCUMENT, probes: null },
    answer: { readable_probes: ["feature_maps", "histograms"] },
    section: RecordingSection,
  });
  const on = (label: string) =>
    screen.getByLabelText(label, { selector: "[role=switch]" }) as HTMLInputElement;
  expect(document.querySelectorAll("[role=switch]:checked")).toHaveLength(2);
  expect([on("Kernels").disabled, on("Histograms").disabled]).toEqual([true, false]);
  const kernels = on("Kernels").closest("li") as HTMLElement;
  expect(within(kernels).getByText("The network has no conv2d.")).toBeTruthy();
  fireEvent.click(on("Histograms"));
  expect(now().probes).toEqual([{ kind: "feature_maps", every_ms: 250, sample: 0 }]);
});
