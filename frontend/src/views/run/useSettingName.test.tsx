import { expect, it } from "vitest";
import { documentStore } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { experiment, lenet } from "@/graph/fixtures";
import { renderPage } from "@/test-page";
import { useSettingName } from "./useSettingName";

const { nodes, edges } = lenet();
const DROPOUT = { layer: { kind: "dropout", p: 0.5 }, position: { x: 0, y: 0 } };
const ONE = experiment({ nodes: { ...nodes, dropout_1: DROPOUT }, edges });
const RATE = "optimizers.classifier.optimizer.learning_rate";

const PATHS = [
  RATE,
  "networks.classifier.nodes.dropout_1.layer.p",
  "pace.length.steps",
  "pace.evaluations.steps",
  "pace.early_stopping.patience",
  "algorithm.loss",
  "datasets.data.train_limit",
  "seed",
  "algorithm.loss.unheard_of",
];

function Names() {
  const name = useSettingName();
  return PATHS.map((path) => <p key={path}>{name(path)}</p>);
}

async function names(document: Experiment): Promise<(string | null)[]> {
  documentStore.getState().open({ id: "one", revision: 1, document });
  const { container } = await renderPage(<Names />);
  return [...container.querySelectorAll("p")].map(({ textContent }) => textContent);
}

it("calls a setting by its own word, and a layer's by the layer", async () => {
  expect(await names(ONE)).toEqual([
    "Learning rate",
    "Share dropped of dropout_1",
    "Steps",
    "Steps per test",
    "Early stopping",
    "Loss",
    "Use first (0: all)",
    "Seed",
    "unheard_of",
  ]);
});

it("says whose it is where several networks learn", async () => {
  const { classifier } = ONE.optimizers;
  if (classifier === undefined) throw new Error("nothing learns");
  const [rate] = await names({ ...ONE, optimizers: { classifier, critic: classifier } });
  expect(rate).toBe("Learning rate of classifier");
});
