import { act, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { checkStore } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import { experiment, lenet, twoNetworks, vector } from "@/graph/fixtures";
import { switchTexts } from "@/locales/i18n";
import type { CheckedExperiment } from "@/schema/checked";
import { renderPage } from "@/test-page";
import { useAppearance } from "@/ui/appearance";
import { NodeTile } from "../node/NodeTile";
import { showInNode } from "../node/nodeViews";
import { useMetricNames } from "../run/useMetricNames";
import { RolesWhenSeveral } from "./RolesWhenSeveral";

const { open, close } = documentStore.getState();
afterEach(async () => {
  checkStore.setState(checkStore.getInitialState(), true);
  close();
  await speak("en");
});

async function speak(language: "en" | "zh"): Promise<void> {
  useAppearance.setState({ language });
  await act(() => switchTexts(language));
}

describe("the switch of networks", () => {
  it("stands where there are several, says of which it is spoken, and speaks of another", async () => {
    open({ id: "e", revision: 1, document: twoNetworks() });
    await renderPage(<RolesWhenSeveral />);
    const group = await screen.findByRole("group", { name: "Network in focus" });
    const button = (name: string) => within(group).getByRole("button", { name });
    expect(button("Generator")).toHaveProperty("ariaPressed", "true");
    fireEvent.click(button("Discriminator"));
    expect(documentStore.getState().role).toBe("discriminator");
    expect(button("Discriminator")).toHaveProperty("ariaPressed", "true");
  });

  it("speaks Chinese, and calls a part that the texts don't know by its own name", async () => {
    const { networks, ...rest } = twoNetworks();
    const { generator, discriminator } = networks;
    if (!generator || !discriminator) throw new Error("two networks");
    const document = { ...rest, networks: { generator, critic: discriminator } };
    open({ id: "e", revision: 1, document });
    await renderPage(<RolesWhenSeveral />);
    await speak("zh");
    expect(await screen.findByRole("button", { name: "生成器" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "critic" })).toBeTruthy();
  });

  it("is left out where there is one network", async () => {
    open({ id: "e", revision: 1, document: experiment(lenet()) });
    await renderPage(<RolesWhenSeveral />);
    expect(screen.queryByRole("group")).toBeNull();
  });
});

function Names() {
  const names = useMetricNames();
  const loss = { name: "generator.loss", series: "step" } as const;
  const tested = { name: "discriminator.accuracy", series: "evaluation" } as const;
  const distance = { name: "distance", series: "evaluation" } as const;
  const said = [
    names.short(loss),
    names.chart(loss),
    names.full(tested),
    names.inline(tested),
    names.best(distance),
  ];
  return <p>{said.join("|")}</p>;
}

it.each([
  [
    "en",
    "Generator loss|Generator loss by step|Test discriminator accuracy|test discriminator accuracy|Least test distance",
  ],
  ["zh", "生成器损失|生成器损失随步数变化|测试判别器准确率|测试判别器准确率|最小测试距离"],
] as const)("a metric of one of several networks has a name in %s", async (language, said) => {
  await renderPage(<Names />);
  await speak(language);
  expect(await screen.findByText(said)).toBeTruthy();
});

it("a tile into which no sample flows says that nothing is recorded, and waits for nothing", async () => {
  open({ id: "e", revision: 1, document: twoNetworks() });
  const networks = {
    generator: { nodes: {}, readable_probes: ["histograms"] },
    discriminator: { nodes: {}, readable_probes: ["feature_maps"] },
  };
  const answer = { networks, problems: [], readable_probes: ["feature_maps", "histograms"] };
  checkStore.setState({ answer: answer as unknown as CheckedExperiment });
  const tile = (role: string) => (
    <section key={role} aria-label={role}>
      <NodeTile role={role} node="linear_1" kind="linear" value={vector(64)} />
    </section>
  );
  await renderPage([tile("generator"), tile("discriminator")]);
  const of = (role: string) => within(screen.getByRole("region", { name: role }));
  expect(of("generator").getByText("not recorded")).toBeTruthy();
  expect(of("generator").queryByRole("img")).toBeNull();
  expect(await of("discriminator").findByRole("img", { name: "Output of linear_1" })).toBeTruthy();
  // It tells no classes apart, so no sample has a loss of its own.
  act(() => showInNode("discriminator", "linear_1", "gradient"));
  expect(of("discriminator").getByText("not recorded")).toBeTruthy();
  act(() => showInNode("discriminator", "linear_1", "output"));
});
