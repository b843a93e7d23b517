import { expect, it } from "vitest";
import { datasetNameOf, datasetOf, withValue } from "./experiment";
import { experiment, lenet } from "./fixtures";

it("has for its dataset the one of which the first part of the algorithm is a column", () => {
  const one = experiment(lenet());
  expect([datasetNameOf(one), datasetOf(one)?.kind]).toEqual(["data", "mnist"]);
  const two = {
    ...one,
    datasets: { other: { kind: "kmnist", train_limit: 0 }, ...one.datasets },
  } as const;
  expect(datasetOf(two)?.kind).toBe("mnist");
  expect(datasetOf(withValue(two, ["algorithm", "input"], "other.image"))?.kind).toBe("kmnist");
  // A column that leads nowhere is a problem that the check tells; what is shown then is the data that there is.
  expect(datasetOf(withValue(one, ["algorithm", "input"], "gone.image"))?.kind).toBe("mnist");
  expect(datasetOf(null)).toBeUndefined();
});
